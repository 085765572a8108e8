// Painted landscapes, small for everybody who has set a picture and larger to send: sky, sun and two hills, in colours of their own.
// PNG by hand (W3C PNG §5, §11.2): signature, header, one deflated block of RGB rows, end.
import { crc32, deflateSync } from 'node:zlib'
import { chanceOf } from './chance.ts'

type Size = { width: number; height: number }

const avatar: Size = { width: 96, height: 96 }
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

type Colour = [red: number, green: number, blue: number]

/** Hue in degrees, the others from 0 to 1 (CSS Color 4 §7). */
function colourOf(hue: number, saturation: number, lightness: number): Colour {
  const channel = (shift: number) => {
    const k = (shift + hue / 30) % 12
    const part = saturation * Math.min(lightness, 1 - lightness)
    return Math.round(255 * (lightness - part * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}

const blend = (a: Colour, b: Colour, share: number): Colour =>
  a.map((value, index) => Math.round(value + ((b[index] as number) - value) * share)) as Colour

/** What is seen at a point. */
function painter(seed: string, hue: number, { width, height }: Size): (x: number, y: number) => Colour {
  const chance = chanceOf(`picture/${seed}`)
  const scale = height / avatar.height
  const [top, bottom] = [colourOf(hue, 0.55, 0.5), colourOf((hue + 40) % 360, 0.8, 0.82)]
  const far = colourOf((hue + 160) % 360, 0.3, 0.5)
  const near = colourOf((hue + 170) % 360, 0.4, 0.3)
  const sun = {
    x: width * (0.25 + chance() * 0.5),
    y: height * (0.25 + chance() * 0.2),
    radius: height * (0.1 + chance() * 0.06),
  }
  const [phase, swing] = [chance() * 6, scale * (3 + chance() * 5)]
  return (x, y) => {
    if (y > height * 0.76 + swing * Math.sin(x / scale / 17 + phase)) return near
    if (y > height * 0.62 + swing * 1.4 * Math.sin(x / scale / 24 + phase * 2)) return far
    const isSun = Math.hypot(x - sun.x, y - sun.y) < sun.radius
    return isSun ? [255, 250, 225] : blend(top, bottom, y / (height * 0.7))
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

/** A PNG; `hue` of the sky in degrees. The same seed paints the same landscape. */
export function paintLandscape(seed: string, hue: number, size: Size): Buffer {
  const { width, height } = size
  const colourAt = painter(seed, hue, size)
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0, at = 0; y < height; y += 1) {
    at += 1
    for (let x = 0; x < width; x += 1) for (const part of colourAt(x, y)) rows[at++] = part
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const body = chunk('IDAT', deflateSync(rows))
  return Buffer.concat([signature, chunk('IHDR', header), body, chunk('IEND', Buffer.alloc(0))])
}

/** A person's picture, in base64. */
export const paintPicture = (seed: string, hue: number): string =>
  paintLandscape(seed, hue, avatar).toString('base64')
