// Files in a conversation: brought in by every way there is, on their way through cuts and reloads, seen by the other.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import {
  anywhere,
  composer,
  conversation,
  makeChannel,
  marksIn,
  message,
  onMessage,
  openChannel,
  thread,
  timeline,
  unique,
  write,
} from '../fixtures/chat.ts'
import { bytes, chip, chips, dragOver, paste, pick, picture, text, watchPieces } from '../fixtures/files.ts'
import { expect, test, type Workspace } from '../fixtures/workspace.ts'

async function pairIn(workspace: Workspace) {
  const [anna, ben] = await Promise.all([workspace.person(unique('anna')), workspace.person(unique('ben'))])
  const room = await makeChannel(workspace, [anna, ben])
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])
  return { anna, ben, room }
}

/** A picture that is really there, not only its place. */
const drawn = (page: Page, name: string) =>
  expect
    .poll(() =>
      timeline(page)
        .getByRole('img', { name })
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0)

const mega = 1024 * 1024

test('a picture is picked, sent with words, and seen by the other in its own shape', async ({
  workspace,
}) => {
  const { anna, ben } = await pairIn(workspace)
  await pick(conversation(anna.page), [await picture('harbour.png', { width: 1600, height: 800 })])
  await expect(chip(anna.page, 'harbour.png')).toBeVisible()
  await write(composer(anna.page), 'look at this')
  await expect(chips(anna.page)).toHaveCount(0)
  const row = message(timeline(ben.page), 'look at this')
  await expect(row.getByRole('button', { name: 'Open harbour.png' })).toBeVisible()
  await drawn(ben.page, 'harbour.png')
  await drawn(anna.page, 'harbour.png')
  const box = await row.getByRole('img', { name: 'harbour.png' }).boundingBox()
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(2, 1)
})

test('files are dropped on a conversation and on a thread, which say where they would go', async ({
  workspace,
}) => {
  const { anna, ben, room } = await pairIn(workspace)
  const held = await dragOver(timeline(anna.page), [text('plan.txt', 'one\ntwo'), bytes('box.bin', 2000)])
  await expect(anna.page.getByText(`Add to #${room.name}`)).toBeVisible()
  await held.drop()
  await expect(anna.page.getByText(`Add to #${room.name}`)).toHaveCount(0)
  await expect(chips(anna.page).getByRole('listitem')).toHaveCount(2)
  await expect(composer(anna.page)).toBeFocused()
  await write(composer(anna.page), 'two files')
  const row = message(timeline(ben.page), 'two files')
  await expect(row.getByRole('button', { name: 'Download plan.txt' }).first()).toBeVisible()
  await expect(row.getByRole('button', { name: 'Download box.bin' }).first()).toBeVisible()

  await onMessage(timeline(anna.page), 'two files', 'Reply in thread')
  await expect(thread(anna.page).getByRole('textbox', { name: 'Reply…' })).toBeVisible()
  const overThread = await dragOver(thread(anna.page), [await picture('reply.png')])
  await expect(thread(anna.page).getByText('Add to this thread')).toBeVisible()
  await overThread.drop()
  await thread(anna.page).getByRole('textbox', { name: 'Reply…' }).press('Enter')
  await expect(thread(anna.page).getByRole('button', { name: 'Open reply.png' })).toBeVisible()
  await expect(
    message(timeline(ben.page), 'two files').getByRole('button', { name: /1 reply/ }),
  ).toBeVisible()
})

test('a picture is pasted; pasted words stay words, also with a picture of themselves', async ({
  workspace,
}) => {
  const { anna, ben } = await pairIn(workspace)
  await paste(composer(anna.page), [await picture('image.png')])
  await expect(chip(anna.page, 'Pasted ')).toBeVisible()
  await paste(composer(anna.page), [await picture('image.png')], 'cells of a table')
  await expect(composer(anna.page)).toHaveText('cells of a table')
  await expect(chips(anna.page).getByRole('listitem')).toHaveCount(1)
  await composer(anna.page).press('Enter')
  await expect(
    message(timeline(ben.page), 'cells of a table').getByRole('button', { name: /^Open Pasted .*\.png$/ }),
  ).toBeVisible()
})

test('a message may be nothing but a file; where it is spoken of, its name stands for it', async ({
  workspace,
}) => {
  const { anna, ben } = await pairIn(workspace)
  await pick(conversation(anna.page), [bytes('numbers.bin', 5000)])
  await composer(anna.page).press('Enter')
  const card = timeline(ben.page).getByRole('article').filter({ hasText: 'numbers.bin' })
  await expect(card.getByRole('button', { name: 'Download numbers.bin' }).first()).toBeVisible()
  const [download] = await Promise.all([
    ben.page.waitForEvent('download'),
    card.getByRole('button', { name: 'Download numbers.bin' }).first().click(),
  ])
  expect(download.suggestedFilename()).toBe('numbers.bin')
  await onMessage(timeline(ben.page), 'numbers.bin', 'Quote')
  await expect(composer(ben.page)).toContainText('numbers.bin')
})

test('a cut in the middle: what has arrived is not sent again', async ({ workspace }) => {
  const { anna, ben } = await pairIn(workspace)
  const pieces = await watchPieces(anna.page)
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  pieces.rule((number) => (number === 2 ? 'cut' : number === 3 ? held : 'pass'))
  await pick(conversation(anna.page), [bytes('film.bin', 10 * mega)])
  await write(composer(anna.page), 'a large one')
  await write(composer(anna.page), 'said after it')
  const bar = timeline(anna.page).getByRole('progressbar', { name: 'Upload of film.bin' })
  await expect(bar).toHaveAttribute('aria-valuenow', '40')
  await expect.poll(() => pieces.offsets).toEqual([0, 4 * mega, 4 * mega])
  // What was written later waits with it.
  await expect(anywhere(anna.page, 'said after it')).toBeVisible()
  await expect(ben.page.getByText('said after it')).toHaveCount(0)
  letGo()
  await expect(message(timeline(ben.page), 'said after it')).toBeVisible()
  expect(await marksIn(ben.page, /a large one|said after it/g)).toEqual(['a large one', 'said after it'])
  expect(pieces.offsets).toEqual([0, 4 * mega, 4 * mega, 8 * mega])
})

test('a reload in the middle goes on where it was, and sends the message once', async ({ workspace }) => {
  const { anna, ben, room } = await pairIn(workspace)
  const pieces = await watchPieces(anna.page)
  pieces.rule((number) => (number === 2 ? new Promise<void>(() => {}) : 'pass'))
  await pick(conversation(anna.page), [bytes('film.bin', 10 * mega)])
  await write(composer(anna.page), 'before the reload')
  await expect.poll(() => pieces.offsets.length).toBe(2)
  await anna.page.reload()
  await expect(message(timeline(ben.page), 'before the reload')).toBeVisible()
  expect(pieces.offsets).toEqual([0, 4 * mega, 4 * mega, 8 * mega])
  const { files } = await anna.client.call('files.list', { channelId: room.id })
  expect(files.map(({ name, size }) => [name, size])).toEqual([['film.bin', 10 * mega]])
  await expect(message(timeline(anna.page), 'before the reload')).toHaveCount(1)
})

test('bytes that the browser has lost are asked for again, and the message goes with them', async ({
  workspace,
}) => {
  const { anna, ben } = await pairIn(workspace)
  const pieces = await watchPieces(anna.page)
  const file = bytes('film.bin', 6 * mega)
  pieces.rule((number) => (number === 2 ? new Promise<void>(() => {}) : 'pass'))
  await pick(conversation(anna.page), [file])
  await write(composer(anna.page), 'with lost bytes')
  await expect.poll(() => pieces.offsets.length).toBe(2)
  await anna.page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)))
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name as string))
      if (database.objectStoreNames.contains('uploadBlobs'))
        await done(database.transaction('uploadBlobs', 'readwrite').objectStore('uploadBlobs').clear())
      database.close()
    }
  })
  await anna.page.reload()
  await expect(
    timeline(anna.page).getByText('Its content is no longer in this browser.').first(),
  ).toBeVisible()
  const input = chip(anna.page, 'film.bin').locator('input[type=file]')
  await input.setInputFiles([bytes('film.bin', mega)])
  await expect(chip(anna.page, 'film.bin')).toContainText('That is another file.')
  await input.setInputFiles([file])
  await expect(message(timeline(ben.page), 'with lost bytes')).toBeVisible()
  expect(pieces.offsets).toEqual([0, 4 * mega, 4 * mega])
})

test('with no network: added and sent at once, it leaves when the network is back', async ({ workspace }) => {
  const { anna, ben } = await pairIn(workspace)
  await anna.context.setOffline(true)
  await pick(conversation(anna.page), [await picture('later.png')])
  await write(composer(anna.page), 'from the tunnel')
  await expect(chip(anna.page, 'later.png')).toContainText('trying again')
  await anna.context.setOffline(false)
  await expect(message(timeline(ben.page), 'from the tunnel')).toBeVisible({ timeout: 30_000 })
  await drawn(ben.page, 'later.png')
})

test('a draft keeps its files through another channel and a reload', async ({ workspace }) => {
  const { anna, room } = await pairIn(workspace)
  const other = await makeChannel(workspace, [anna])
  await pick(conversation(anna.page), [await picture('kept.png')])
  await composer(anna.page).fill('not yet sent')
  await expect(chip(anna.page, 'kept.png')).toBeVisible()
  await openChannel(anna.page, other.name)
  await expect(chips(anna.page)).toHaveCount(0)
  await anna.page.reload()
  await openChannel(anna.page, room.name)
  await expect(chip(anna.page, 'kept.png')).toBeVisible()
  await expect(composer(anna.page)).toHaveText('not yet sent')
  await composer(anna.page).press('Enter')
  await drawn(anna.page, 'kept.png')
})

test('an upload is cancelled: in the composer, and of a message on its way', async ({ workspace }) => {
  const { anna, ben } = await pairIn(workspace)
  const pieces = await watchPieces(anna.page)
  pieces.rule(() => new Promise<void>(() => {}))
  await pick(conversation(anna.page), [bytes('one.bin', mega), bytes('two.bin', mega)])
  await expect(chips(anna.page).getByRole('listitem')).toHaveCount(2)
  await chip(anna.page, 'one.bin').getByRole('button', { name: 'Take one.bin out' }).click()
  await expect(chip(anna.page, 'one.bin')).toHaveCount(0)
  await expect(composer(anna.page)).toBeFocused()
  await write(composer(anna.page), 'never to be sent')
  await timeline(anna.page).getByRole('button', { name: 'Cancel' }).click()
  await expect(anywhere(anna.page, 'never to be sent')).toHaveCount(0)
  await write(composer(anna.page), 'the next')
  await expect(message(timeline(ben.page), 'the next')).toBeVisible()
  await expect(ben.page.getByText('never to be sent')).toHaveCount(0)
  // Nothing of them takes room at the server.
  await expect.poll(async () => (await anna.client.call('files.usage', {})).ownBytes).toBe(0)
})

test('what is too large, too many or empty is said before anything is sent', async ({ workspace }) => {
  const { anna } = await pairIn(workspace)
  const { fileLimit } = await anna.client.call('files.usage', {})
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-large-'))
  const large = join(folder, 'archive.bin')
  writeFileSync(large, '')
  // Sparse: it takes no room on the disk.
  truncateSync(large, fileLimit + 1)
  const begun: string[] = []
  anna.page.on('request', (request) => {
    if (request.url().includes('files.begin')) begun.push(request.url())
  })
  await pick(conversation(anna.page), large)
  await expect(anna.page.getByRole('alert')).toContainText('archive.bin is too large: a file may have up to')
  await pick(conversation(anna.page), [text('nothing.txt', '')])
  await expect(anna.page.getByRole('alert')).toContainText('nothing.txt is empty.')
  expect(begun).toEqual([])
  const many = Array.from({ length: 22 }, (_, index) => text(`n${index}.txt`, 'x'))
  await pick(conversation(anna.page), many)
  await expect(anna.page.getByRole('alert')).toContainText('A message may have 20 files: 2 were left out.')
  await expect(chips(anna.page).getByRole('listitem')).toHaveCount(20)
  rmSync(folder, { recursive: true })
})
