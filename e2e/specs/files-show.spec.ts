// Files looked at: over the whole window by keyboard, films and PDFs, text, the gallery, and what a deletion leaves.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import {
  composer,
  conversation,
  goToChannel,
  inMessageMenu,
  makeChannel,
  message,
  openChannel,
  sidebarLine,
  timeline,
  unique,
  write,
} from '../fixtures/chat.ts'
import { bytes, filmPath, pdf, pick, picture, type TestFile, text } from '../fixtures/files.ts'
import { expect, type Person, test, type Workspace } from '../fixtures/workspace.ts'

async function pairIn(workspace: Workspace) {
  const [anna, ben] = await Promise.all([workspace.person(unique('anna')), workspace.person(unique('ben'))])
  const room = await makeChannel(workspace, [anna, ben])
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])
  return { anna, ben, room }
}

async function share({ page }: Person, words: string, files: TestFile[] | string): Promise<void> {
  await pick(conversation(page), files)
  await write(composer(page), words)
  await expect(message(timeline(page), words)).toBeVisible()
}

const viewer = (page: Page, name: string) => page.getByRole('dialog', { name })
/** What a page must not do, such as a script that the content policy refuses. */
function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (line) => {
    if (line.type() === 'error' && /policy|refused|pdf/i.test(line.text())) heard.push(line.text())
  })
  return heard
}

async function findings(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    for (const { id, nodes } of grave)
      found.push(
        ...nodes.map((node) => `${name}, ${colorScheme}: ${id}: ${node.html} ${node.failureSummary}`),
      )
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

test('the viewer by keyboard: through the files of the conversation, larger, and back to where one was', async ({
  workspace,
}) => {
  const { anna, ben, room } = await pairIn(workspace)
  await share(anna, 'first', [await picture('one.png', { colour: '#b3541e' })])
  await share(anna, 'second', [await picture('two.png'), await picture('three.png', { colour: '#555' })])
  await share(anna, 'third', [pdf('four.pdf')])
  const opener = message(timeline(ben.page), 'second').getByRole('button', { name: 'Open two.png' })
  await expect(opener).toBeEnabled()
  await expect(
    message(timeline(ben.page), 'third').getByRole('button', { name: 'Open four.pdf' }),
  ).toBeVisible()
  await opener.focus()
  await ben.page.keyboard.press('Enter')
  await expect(viewer(ben.page, 'two.png')).toBeVisible()
  await expect(viewer(ben.page, 'two.png').getByText('2 of 4', { exact: false }).first()).toBeVisible()
  expect(await findings(ben.page, 'viewer')).toEqual([])

  await ben.page.keyboard.press('ArrowRight')
  await expect(viewer(ben.page, 'three.png')).toBeVisible()
  await ben.page.keyboard.press('ArrowRight')
  await expect(viewer(ben.page, 'four.pdf')).toBeVisible()
  await ben.page.keyboard.press('ArrowRight')
  await expect(viewer(ben.page, 'four.pdf')).toBeVisible()
  for (const name of ['three.png', 'two.png', 'one.png']) {
    await ben.page.keyboard.press('ArrowLeft')
    await expect(viewer(ben.page, name)).toBeVisible()
  }
  const shown = viewer(ben.page, 'one.png').getByRole('img', { name: 'one.png' })
  const before = await shown.boundingBox()
  await ben.page.keyboard.press('+')
  await ben.page.keyboard.press('+')
  await expect(viewer(ben.page, 'one.png').getByText('150%')).toBeVisible()
  expect((await shown.boundingBox())?.width).toBeGreaterThan(before?.width ?? 0)

  // The focus stays inside.
  for (let press = 0; press < 12; press++) {
    await ben.page.keyboard.press('Tab')
    expect(await ben.page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(
      true,
    )
  }
  await viewer(ben.page, 'one.png').getByRole('button', { name: 'Copy link to message' }).click()
  await expect(ben.page.getByText('Link copied')).toBeVisible()
  await ben.page.keyboard.press('Escape')
  await expect(ben.page.getByRole('dialog')).toHaveCount(0)
  await expect(opener).toBeFocused()
  expect(ben.page.url()).toContain(room.id)
})

test('a film is played where it stands and jumped through by ranges', async ({ workspace }) => {
  const { anna, ben } = await pairIn(workspace)
  const ranges: string[] = []
  ben.page.on('response', (response) => {
    if (response.status() === 206) ranges.push(response.headers()['content-range'] ?? '')
  })
  await share(anna, 'a film', filmPath)
  const film = message(timeline(ben.page), 'a film').locator('video')
  await expect(film).toBeVisible()
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.duration)).toBeCloseTo(12, 0)
  const at = await film.evaluate(
    (video: HTMLVideoElement) =>
      new Promise<number>((resolve) => {
        video.onseeked = () => resolve(video.currentTime)
        video.currentTime = 9
      }),
  )
  expect(at).toBeCloseTo(9, 1)
  expect(ranges.length).toBeGreaterThan(0)
})

test('a PDF shows its first page when asked and all of them in the viewer, with nothing from outside', async ({
  workspace,
}) => {
  const { anna, ben } = await pairIn(workspace)
  const heard = complaints(ben.page)
  const outside: string[] = []
  ben.page.on('request', (request) => {
    if (!request.url().startsWith(workspace.url) && !/^(blob|data):/.test(request.url()))
      outside.push(request.url())
  })
  await share(anna, 'read this', [pdf('tides.pdf')])
  const row = message(timeline(ben.page), 'read this')
  await row.getByRole('button', { name: 'Show first page' }).click()
  const ink = (page: Page) =>
    page.evaluate(() => {
      const canvas = document.querySelector('canvas')
      if (!canvas || canvas.width < 10) return 0
      const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
        0,
        0,
        canvas.width,
        canvas.height,
      )
      return data.filter((value, index) => index % 4 === 0 && value < 100).length
    })
  await expect.poll(() => ink(ben.page)).toBeGreaterThan(50)
  await row.getByRole('button', { name: 'Open tides.pdf' }).first().click()
  const open = viewer(ben.page, 'tides.pdf')
  await expect(open.getByText('Tides of May')).toBeAttached()
  await expect(open.getByRole('group', { name: 'Page 2 of 2' })).toBeVisible()
  await open.getByRole('group', { name: 'Page 2 of 2' }).scrollIntoViewIfNeeded()
  await expect(open.getByText('Second page')).toBeAttached()
  expect(await findings(ben.page, 'PDF')).toEqual([])
  expect(heard).toEqual([])
  expect(outside).toEqual([])
})

test('code shows its first lines as messages do, and all of them on demand', async ({ workspace }) => {
  const { anna, ben } = await pairIn(workspace)
  const lines = Array.from({ length: 40 }, (_, index) => `const line${index} = ${index}`)
  await share(anna, 'the code', [text('tides.ts', lines.join('\n'))])
  const row = message(timeline(ben.page), 'the code')
  await expect(row.getByText('line3')).toBeVisible()
  await expect(row.locator('.hljs-keyword').first()).toBeVisible()
  await expect(row.getByText('line30')).toHaveCount(0)
  await row.getByRole('button', { name: 'Show all' }).click()
  await expect(row.getByText('line39')).toBeAttached()
})

test('the gallery of a channel and of all: found by kind and name, live, and back to the message', async ({
  workspace,
}) => {
  const { anna, ben, room } = await pairIn(workspace)
  const elsewhere = await makeChannel(workspace, [anna, ben])
  await share(anna, 'pictures', [await picture('sunrise.png'), await picture('sunset.png')])
  await share(anna, 'papers', [pdf('plan.pdf'), bytes('numbers.bin', 3000)])
  await conversation(ben.page).getByRole('button', { name: 'Details', exact: true }).click()
  const pane = ben.page.getByRole('region', { name: 'Details' })
  await pane.getByRole('tab', { name: 'Files' }).click()
  await expect(pane.getByRole('button', { name: /^Open sun/ })).toHaveCount(2)
  await expect(pane.getByRole('button', { name: 'Open plan.pdf' })).toBeVisible()
  await expect(pane.getByRole('button', { name: 'Download numbers.bin' }).first()).toBeVisible()
  expect(await findings(ben.page, 'gallery')).toEqual([])

  await share(anna, 'one more', [await picture('moon.png')])
  await expect(pane.getByRole('button', { name: 'Open moon.png' })).toBeVisible()
  await pane.getByRole('searchbox', { name: 'Find by name' }).fill('SUN')
  await expect(pane.getByRole('button', { name: 'Open plan.pdf' })).toHaveCount(0)
  await expect(pane.getByRole('button', { name: /^Open sun/ })).toHaveCount(2)
  await pane.getByRole('searchbox', { name: 'Find by name' }).fill('')
  await pane.getByRole('button', { name: /Kind/ }).click()
  await ben.page.getByRole('option', { name: 'PDF' }).click()
  await expect(pane.getByRole('button', { name: /^Open sun/ })).toHaveCount(0)
  await expect(pane.getByRole('button', { name: 'Open plan.pdf' })).toBeVisible()
  // A reload stays on the tab.
  await ben.page.reload()
  await expect(pane.getByRole('button', { name: 'Open moon.png' })).toBeVisible()

  await openChannel(anna.page, elsewhere.name)
  await share(anna, 'over there', [await picture('hill.png')])
  await sidebarLine(ben.page, 'Files').click()
  const page = ben.page.getByRole('region', { name: 'Files' })
  await expect(page.getByRole('button', { name: 'Open hill.png' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open moon.png' })).toBeVisible()
  await page.getByRole('combobox', { name: 'In' }).fill(room.name)
  await ben.page.getByRole('option', { name: room.name }).click()
  await expect(page.getByRole('button', { name: 'Open hill.png' })).toHaveCount(0)
  expect(await findings(ben.page, 'files')).toEqual([])
  await page.getByRole('button', { name: 'Open moon.png' }).hover()
  await page.getByRole('button', { name: 'More for moon.png' }).click()
  await ben.page.getByRole('menuitem', { name: 'Jump to message' }).click()
  await expect(message(timeline(ben.page), 'one more')).toBeInViewport()
})

test('a deleted file is gone for everybody, its message says so', async ({ workspace }) => {
  const { anna, ben } = await pairIn(workspace)
  await share(anna, 'too much said', [await picture('secret.png'), text('notes.txt', 'a\nb')])
  await expect(
    message(timeline(ben.page), 'too much said').getByRole('button', { name: 'Open secret.png' }),
  ).toBeVisible()
  await inMessageMenu(timeline(anna.page), 'too much said', 'secret.png')
  await anna.page.getByRole('menuitem', { name: 'Delete file' }).click()
  await anna.page.getByRole('alertdialog').getByRole('button', { name: 'Delete file' }).click()
  const row = message(timeline(ben.page), 'too much said')
  await expect(row.getByText('A file was deleted.')).toBeVisible()
  await expect(row.getByRole('button', { name: 'Open secret.png' })).toHaveCount(0)
  await expect(row.getByRole('button', { name: 'Download notes.txt' }).first()).toBeVisible()
})

test('pictures reserve their place: nothing moves when they come', async ({ workspace }) => {
  const { anna, ben, room } = await pairIn(workspace)
  await share(anna, 'tall one', [await picture('tower.png', { width: 400, height: 1200 })])
  await write(composer(anna.page), 'below it')
  await expect(message(timeline(ben.page), 'below it')).toBeVisible()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await ben.page.route('**/thumbnails/*', async (route) => {
    await held
    await route.continue()
  })
  await goToChannel(ben.page, room.id)
  const below = message(timeline(ben.page), 'below it')
  await expect(below).toBeVisible()
  const place = timeline(ben.page).getByRole('img', { name: 'tower.png' })
  await expect(place).toBeVisible()
  const before = [await below.boundingBox(), await place.boundingBox()]
  letGo()
  await expect
    .poll(() => place.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true)
  expect([await below.boundingBox(), await place.boundingBox()]).toEqual(before)
})
