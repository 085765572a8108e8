// Every icon of the desktop app, made from icon.svg when the app is built: none is kept as a picture in the repository.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { icnsParts, writeIcns } from './icns.ts'
import { writeIco } from './ico.ts'
import { colouredTray, overlay, type TrayState, templateTray, trayStates } from './tray.ts'

const source = new URL('./icon.svg', import.meta.url)

export const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256]
export const linuxSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512]
/** Sizes that Linux desktops show beside their clock; Windows and macOS take one of 16 by the scale of the screen. */
export const linuxTraySizes = [22, 24]
export const trayScales = { '': 16, '@1.25x': 20, '@1.5x': 24, '@2x': 32 }
/** The unit in which sharp reads sizes; the drawing's own is 32. */
const drawnDots = 72
const drawnSize = 32
/** macOS expects air around the shape: 824 of 1024. */
const macShare = 824 / 1024

/** Drawn at that size, not drawn once and shrunk: lines stay sharp. */
export const draw = (svg: string, size: number): Promise<Buffer> =>
  sharp(Buffer.from(svg), { density: Math.max(drawnDots, (drawnDots * size) / drawnSize) })
    .resize(size, size)
    .png()
    .toBuffer()

async function drawForMac(svg: string, size: number): Promise<Buffer> {
  const inner = 2 * Math.round((size * macShare) / 2)
  const air = (size - inner) / 2
  const background = { r: 0, g: 0, b: 0, alpha: 0 }
  return sharp(await draw(svg, inner))
    .extend({ top: air, bottom: air, left: air, right: air, background })
    .png()
    .toBuffer()
}

const drawAll = (svg: string, sizes: readonly number[]) =>
  Promise.all(sizes.map(async (size) => ({ size, png: await draw(svg, size) })))

async function macIcon(svg: string): Promise<Buffer> {
  const sizes = [...new Set<number>(Object.values(icnsParts))]
  const drawn = new Map(
    await Promise.all(sizes.map(async (size) => [size, await drawForMac(svg, size)] as const)),
  )
  return writeIcns((size) => drawn.get(size) ?? Buffer.alloc(0))
}

async function trayFiles(icon: string, state: TrayState): Promise<Record<string, Buffer>> {
  const coloured = colouredTray(icon, state)
  const template = templateTray(icon, state)
  const files: Record<string, Buffer> = {
    // macOS knows a template by the end of its name.
    [`tray-${state}Template.png`]: await draw(template, 16),
    [`tray-${state}Template@2x.png`]: await draw(template, 32),
  }
  for (const [scale, size] of Object.entries(trayScales)) {
    files[`tray-${state}${scale}.png`] = await draw(coloured, size)
    if (state !== 'plain') files[`overlay-${state}${scale}.png`] = await draw(overlay(state), size)
  }
  for (const { size, png } of await drawAll(coloured, linuxTraySizes))
    files[`tray-${state}-${size}.png`] = png
  return files
}

/** Writes icon.ico, icon.icns, icon.png, linux/, and what stands in tray and taskbar, into that folder. */
export async function makeIcons(folder: string): Promise<void> {
  const icon = await readFile(source, 'utf8')
  const files: Record<string, Buffer> = {
    'icon.ico': writeIco(await drawAll(icon, windowsSizes)),
    'icon.icns': await macIcon(icon),
    'icon.png': await draw(icon, 256),
  }
  for (const { size, png } of await drawAll(icon, linuxSizes)) files[`linux/${size}x${size}.png`] = png
  for (const state of trayStates) Object.assign(files, await trayFiles(icon, state))
  await mkdir(join(folder, 'linux'), { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
}
