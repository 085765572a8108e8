import sharp from 'sharp'
import {
  composer,
  conversation,
  inMessageMenu,
  makeChannel,
  message,
  onMessage,
  openChannel,
  sidebarLine,
  thread,
  timeline,
  unique,
  write,
} from '../fixtures/chat.ts'
import { bytes, chips, dragOver, filmPath, pdf, pick, text, watchPieces } from '../fixtures/files.ts'
import { expect, test } from '../fixtures/workspace.ts'

const photo = async (name: string, width: number, height: number, hue: number) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue},60%,65%)"/><stop offset="1" stop-color="hsl(${hue + 60},55%,30%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="70%" cy="35%" r="${height / 6}" fill="#fff8"/><path d="M0 ${height} L${width * 0.3} ${height * 0.5} L${width * 0.5} ${height * 0.7} L${width * 0.8} ${height * 0.4} L${width} ${height * 0.8} V${height} Z" fill="#0006"/></svg>`
  return { name, mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(svg)).jpeg().toBuffer() }
}
const shot = '/tmp/fc/shots'
test('look', async ({ workspace }) => {
  test.setTimeout(400_000)
  const [anna, ben] = await Promise.all([workspace.person('Anna Berg'), workspace.person('Ben Cole')])
  const room = await makeChannel(workspace, [anna, ben], { name: 'harbour' })
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])
  const page = ben.page
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const share = async (words: string, files: Parameters<typeof pick>[1]) => {
    await pick(conversation(anna.page), files)
    await write(composer(anna.page), words)
    await expect(message(timeline(anna.page), words)).toBeVisible()
  }
  const both = async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(400)
      await page.screenshot({ path: `${shot}/${name}-${colorScheme}.png` })
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  }
  await share('The new pier this morning', [await photo('pier at dawn.jpg', 1600, 1000, 20)])
  await share(
    'and the rest of the walk',
    await Promise.all([1, 2, 3, 4, 5].map((n) => photo(`walk ${n}.jpg`, 900 + n * 50, 700, n * 60))),
  )
  await page.waitForTimeout(3000)
  await both('01-pictures')
  await share('plans and figures', [
    pdf('tides of may.pdf'),
    text(
      'tides.ts',
      'export const tides = [\n  { at: "06:12", height: 3.4 },\n  { at: "12:40", height: 0.6 },\n]\n\nexport function next(now: string) {\n  return tides.find(({ at }) => at > now)\n}\n\nconsole.log(next("07:00"))\n',
    ),
    bytes('backup.zip', 123456),
  ])
  await page.waitForTimeout(3000)
  await message(timeline(page), 'plans and figures').getByRole('button', { name: 'Show first page' }).click()
  await page.waitForTimeout(2500)
  await both('02-cards')
  await share('the ferry', filmPath)
  await page.waitForTimeout(4000)
  await both('03-film')
  await page.setViewportSize({ width: 900, height: 600 })
  await both('04-film-900')
  await page.setViewportSize({ width: 1280, height: 800 })
  // composer
  const pieces = await watchPieces(page)
  pieces.rule((n) => (n === 2 ? new Promise<void>(() => {}) : 'pass'))
  await pick(conversation(page), [bytes('film of the harbour with a long name.mov', 9 * 1024 * 1024)])
  await pick(conversation(page), [await photo('sketch.jpg', 800, 600, 200), text('notes.txt', 'a')])
  await pick(conversation(page), [text('nothing.txt', '')])
  await composer(page).fill('Here they are')
  await page.waitForTimeout(2500)
  await both('05-composer')
  await page.setViewportSize({ width: 900, height: 600 })
  await both('06-composer-900')
  await page.setViewportSize({ width: 1280, height: 800 })
  await composer(page).press('Enter')
  await page.waitForTimeout(1500)
  await both('07-pending')
  await timeline(page).getByRole('button', { name: 'Cancel' }).click()
  const over = await dragOver(timeline(page), [text('a.txt', 'x')])
  await both('08-drop')
  await over.drop()
  await page.waitForTimeout(500)
  // viewer
  await timeline(page).getByRole('button', { name: 'Open tides of may.pdf' }).first().click()
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `${shot}/09-viewer-pdf.png` })
  await page.keyboard.press('ArrowLeft')
  await page.waitForTimeout(1500)
  await page.screenshot({ path: `${shot}/10-viewer-picture.png` })
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${shot}/11-viewer-zoomed.png` })
  await page.setViewportSize({ width: 900, height: 600 })
  await page.keyboard.press('0')
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${shot}/12-viewer-900.png` })
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1280, height: 800 })
  await conversation(page).getByRole('button', { name: 'Details', exact: true }).click()
  await page.getByRole('region', { name: 'Details' }).getByRole('tab', { name: 'Files' }).click()
  await page.waitForTimeout(1500)
  await both('13-gallery')
  await page.keyboard.press('Escape')
  await sidebarLine(page, 'Files').click()
  await page.waitForTimeout(1500)
  await both('14-files')
  await page.setViewportSize({ width: 900, height: 600 })
  await both('15-files-900')
  await page.setViewportSize({ width: 1280, height: 800 })
  await openChannel(page, room.name)
  await onMessage(timeline(page), 'plans and figures', 'More')
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${shot}/16-menu.png` })
})
