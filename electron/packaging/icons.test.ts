// The containers are read back here by their formats' own rules, and what is inside is looked at as pictures.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linuxSizes, linuxTraySizes, makeIcons, trayScales, windowsSizes } from './icons.ts'
import { trayStates } from './tray.ts'

const sizeOf = async (png: Buffer) => {
  const { format, width, height } = await sharp(png).metadata()
  return format === 'png' && width === height ? width : 0
}
const pixels = (png: Buffer) => sharp(png).ensureAlpha().raw().toBuffer()

function readIco(file: Buffer) {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1])
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index
    const offset = file.readUInt32LE(at + 12)
    return {
      size: file.readUInt8(at) || 256,
      bits: file.readUInt16LE(at + 6),
      png: file.subarray(offset, offset + file.readUInt32LE(at + 8)),
    }
  })
}

function readIcns(file: Buffer) {
  expect(file.toString('ascii', 0, 4)).toBe('icns')
  expect(file.readUInt32BE(4)).toBe(file.length)
  const parts: { name: string; png: Buffer }[] = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    parts.push({
      name: file.toString('ascii', at, at + 4),
      png: file.subarray(at + 8, at + file.readUInt32BE(at + 4)),
    })
  return parts
}

describe('icons', () => {
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nucleus-icons-'))
    await makeIcons(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const read = (name: string) => readFileSync(join(folder, name))

  test('are the drawing that browsers show in their tab', () => {
    const drawing = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8').trim()
    expect(drawing('./icon.svg')).toBe(drawing('../../renderer/public/favicon.svg'))
  })

  test('for Windows: one file with every size', async () => {
    const entries = readIco(read('icon.ico'))
    expect(entries.map(({ size }) => size)).toEqual(windowsSizes)
    for (const { size, bits, png } of entries) expect([await sizeOf(png), bits]).toEqual([size, 32])
  })

  test('for macOS: one file with every part, with air around the shape', async () => {
    const parts = readIcns(read('icon.icns'))
    const sizes = Object.fromEntries(
      await Promise.all(parts.map(async ({ name, png }) => [name, await sizeOf(png)])),
    )
    expect(sizes).toEqual({
      ic07: 128,
      ic08: 256,
      ic09: 512,
      ic10: 1024,
      ic11: 32,
      ic12: 64,
      ic13: 256,
      ic14: 512,
    })
    const drawn = await pixels(parts.find(({ name }) => name === 'ic10')!.png)
    const alphaAt = (x: number, y: number) => drawn[(y * 1024 + x) * 4 + 3]
    expect([alphaAt(512, 50), alphaAt(512, 130)]).toEqual([0, 255])
  })

  test('for Linux: a PNG for every size', async () => {
    expect(readdirSync(join(folder, 'linux')).sort()).toEqual(
      linuxSizes.map((size) => `${size}x${size}.png`).sort(),
    )
    for (const size of linuxSizes) expect(await sizeOf(read(`linux/${size}x${size}.png`))).toBe(size)
  })

  test('the tray’s three states differ, at every size and scale', async () => {
    const sizes = { ...trayScales, ...Object.fromEntries(linuxTraySizes.map((size) => [`-${size}`, size])) }
    expect(Object.values(sizes)).toEqual([16, 20, 24, 32, 22, 24])
    for (const [ending, size] of Object.entries(sizes)) {
      const drawn = trayStates.map((state) => read(`tray-${state}${ending}.png`))
      for (const png of drawn) expect(await sizeOf(png)).toBe(size)
      const looks = await Promise.all(drawn.map(async (png) => (await pixels(png)).toString('base64')))
      expect(new Set(looks).size).toBe(3)
    }
  })

  test('the taskbar’s dots are of two colours', async () => {
    const middle = async (name: string) => [
      ...(await pixels(read(name))).subarray((16 * 32 + 16) * 4, (16 * 32 + 16) * 4 + 4),
    ]
    expect(await middle('overlay-unread@2x.png')).toEqual([0x0b, 0x65, 0x74, 255])
    expect(await middle('overlay-mention@2x.png')).toEqual([0xd4, 0x55, 0x2a, 255])
  })

  test('a template is black on nothing, in three shapes, and twice as large for dense screens', async () => {
    const looks = new Set<string>()
    for (const state of trayStates) {
      expect(await sizeOf(read(`tray-${state}Template.png`))).toBe(16)
      const large = read(`tray-${state}Template@2x.png`)
      expect(await sizeOf(large)).toBe(32)
      const drawn = await pixels(large)
      const colours = drawn.filter((_, at) => at % 4 !== 3)
      const alphas = drawn.filter((_, at) => at % 4 === 3)
      expect(Math.max(...colours)).toBe(0)
      expect([Math.min(...alphas), Math.max(...alphas)]).toEqual([0, 255])
      looks.add(drawn.toString('base64'))
    }
    expect(looks.size).toBe(3)
  })
})
