// When things break: a server killed in the middle, no network, lost answers, refused messages. What was written
// arrives, once, in its order, and nobody has to reload for it.
import type { Page } from '@playwright/test'
import {
  anywhere,
  composer,
  conversation,
  type goToChannel,
  inMessageMenu,
  kept,
  makeChannel,
  marksIn,
  message,
  openChannel,
  sidebarLine,
  timeline,
  unique,
  write,
} from '../fixtures/chat.ts'
import { expect, type Person, test, type Workspace } from '../fixtures/workspace.ts'

const strip = (page: Page) => page.getByRole('status').filter({ hasText: 'You are offline.' })
const bodiesOf = async ({ owner }: Workspace, channelId: Parameters<typeof goToChannel>[1]) =>
  (await owner.call('messages.list', { channelId, limit: 200 })).messages.map(({ body }) => body)

/** Marks the page, so that a reload would be seen. */
async function mark({ page }: Person) {
  await page.evaluate(() => void Object.assign(window, { isSamePage: true }))
  return () => page.evaluate(() => 'isSamePage' in window)
}

test('a server killed while messages are sent: each arrives once and in order, on both sides, with no reload', async ({
  workspace,
}) => {
  const [anna, ben] = await Promise.all([workspace.person(unique('anna')), workspace.person(unique('ben'))])
  const room = await makeChannel(workspace, [anna, ben])
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])
  const stillThere = await Promise.all([mark(anna), mark(ben)])
  const words = Array.from({ length: 12 }, (_, index) => `w-${String(index).padStart(2, '0')}`)

  for (const word of words.slice(0, 4)) await write(composer(anna.page), word)
  await workspace.restart(async () => {
    for (const word of words.slice(4)) await write(composer(anna.page), word)
    await expect(anywhere(anna.page, 'w-11')).toBeVisible()
    await expect(timeline(anna.page).getByText('Not sent yet. Trying again…').first()).toBeVisible()
    await expect(message(ben.page, 'w-11')).toHaveCount(0)
  })

  const pattern = /\bw-\d\d\b/g
  for (const { page } of [anna, ben]) {
    await expect.poll(() => marksIn(page, pattern), { timeout: 30_000 }).toEqual(words)
    await expect(timeline(page).getByText('Sending…')).toHaveCount(0)
  }
  expect(await bodiesOf(workspace, room.id)).toEqual(words)
  for (const isSame of stillThere) expect(await isSame()).toBe(true)
})

test('no network: the window says so, keeps what it has, sends what was written when it is back', async ({
  workspace,
}) => {
  const [anna, ben] = await Promise.all([workspace.person(unique('anna')), workspace.person(unique('ben'))])
  const [room, other] = [await makeChannel(workspace, [anna, ben]), await makeChannel(workspace, [anna, ben])]
  await workspace.owner.send(other.id, 'said while there was network')
  await openChannel(anna.page, other.name)
  await expect(message(anna.page, 'said while there was network')).toBeVisible()
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])

  await anna.context.setOffline(true)
  await expect(strip(anna.page)).toBeVisible({ timeout: 15_000 })
  await write(composer(anna.page), 'written on the train')
  await expect(anywhere(anna.page, 'written on the train')).toBeVisible()
  await workspace.owner.send(room.id, 'said while she was away')
  await expect(message(ben.page, 'said while she was away')).toBeVisible()
  await openChannel(anna.page, other.name)
  await expect(message(anna.page, 'said while there was network')).toBeVisible()
  await openChannel(anna.page, room.name)
  await expect(anywhere(anna.page, 'written on the train')).toBeVisible()

  await anna.context.setOffline(false)
  await expect(strip(anna.page)).toHaveCount(0)
  for (const { page } of [anna, ben]) {
    await expect(message(page, 'said while she was away')).toHaveCount(1)
    await expect(message(page, 'written on the train')).toHaveCount(1)
  }
})

test('what was written survives a reload without network, and the client opens from what it remembers', async ({
  workspace,
}) => {
  const [anna, ben] = await Promise.all([workspace.person(unique('anna')), workspace.person(unique('ben'))])
  const room = await makeChannel(workspace, [anna, ben])
  await workspace.owner.send(room.id, 'remember me')
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])
  await expect(message(anna.page, 'remember me')).toBeVisible()
  await expect.poll(() => kept(anna.page)).toContain('remember me')
  let isCut = true
  await anna.context.routeWebSocket(
    '**/socket.io/**',
    (socket) => void (isCut ? socket.close() : socket.connectToServer()),
  )
  await anna.context.route('**/api/**', (route) =>
    isCut ? route.abort('internetdisconnected') : route.continue(),
  )
  await anna.page.reload()
  await expect(message(anna.page, 'remember me')).toBeVisible()
  await write(composer(anna.page), 'written in the cellar')
  await expect(anywhere(anna.page, 'written in the cellar')).toBeVisible()
  await expect(strip(anna.page)).toBeVisible({ timeout: 15_000 })

  await anna.page.reload()
  await expect(anywhere(anna.page, 'written in the cellar')).toBeVisible()
  await expect(message(ben.page, 'written in the cellar')).toHaveCount(0)

  isCut = false
  await expect(message(ben.page, 'written in the cellar')).toHaveCount(1, { timeout: 30_000 })
  expect(await bodiesOf(workspace, room.id)).toEqual(['remember me', 'written in the cellar'])
})

test('with the server gone the window opens at once, wherever it was, and brings what was written when it is back', async ({
  workspace,
}) => {
  const [anna, ben] = await Promise.all([workspace.person(unique('anna')), workspace.person(unique('ben'))])
  const room = await makeChannel(workspace, [anna, ben])
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])
  await anna.page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await workspace.owner.send(room.id, 'the last thing said')
  await expect(message(anna.page, 'the last thing said')).toBeVisible()
  const address = anna.page.url()

  await workspace.restart(async () => {
    // Left before it was written down: what was just seen is remembered nevertheless.
    await anna.page.goto('about:blank')
    await anna.page.goto(address)
    await expect(message(anna.page, 'the last thing said')).toBeVisible()
    await expect(strip(anna.page)).toBeVisible({ timeout: 15_000 })
    await write(composer(anna.page), 'written beside a dead server')
    await expect(anywhere(anna.page, 'written beside a dead server')).toBeVisible()
    // What no window has needed yet is there, too.
    await anna.page.getByRole('button', { name: 'Emoji' }).last().click()
    await expect(anna.page.getByRole('dialog').getByPlaceholder('Search emoji')).toBeVisible()
    await anna.page.keyboard.press('Escape')
    await anna.page.reload()
    await expect(anywhere(anna.page, 'written beside a dead server')).toBeVisible()
  })
  await expect(message(ben.page, 'written beside a dead server')).toHaveCount(1, { timeout: 30_000 })
  await expect(strip(anna.page)).toHaveCount(0, { timeout: 30_000 })
  expect(await bodiesOf(workspace, room.id)).toEqual(['the last thing said', 'written beside a dead server'])
})

test('an answer that is lost on its way makes no second message', async ({ workspace }) => {
  const [anna, ben] = await Promise.all([workspace.person(unique('anna')), workspace.person(unique('ben'))])
  const room = await makeChannel(workspace, [anna, ben])
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])
  // Nor may the socket tell her: only another try can.
  await anna.context.setOffline(true)
  await expect(strip(anna.page)).toBeVisible({ timeout: 15_000 })
  const clientIds: string[] = []
  await anna.page.route('**/api/messages.send', async (route) => {
    clientIds.push(route.request().postDataJSON().clientId)
    if (clientIds.length > 2) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await write(composer(anna.page), 'say it once')
  await expect(message(ben.page, 'say it once')).toHaveCount(1)
  await expect.poll(() => clientIds.length).toBeGreaterThanOrEqual(2)
  await anna.context.setOffline(false)
  await expect(message(anna.page, 'say it once')).toHaveCount(1)
  await expect(timeline(anna.page).getByText('Sending…')).toHaveCount(0)
  await expect(message(ben.page, 'say it once')).toHaveCount(1)
  expect(await bodiesOf(workspace, room.id)).toEqual(['say it once'])
  expect(new Set(clientIds).size).toBe(1)
})

test('a message that is refused says why, and can be retried or discarded', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  await openChannel(anna.page, room.name)
  await anna.context.setOffline(true)
  await expect(strip(anna.page)).toBeVisible({ timeout: 15_000 })
  await write(composer(anna.page), 'too late')
  await write(composer(anna.page), 'never mind')
  await workspace.owner.call('channels.archive', { channelId: room.id, isArchived: true })
  await anna.context.setOffline(false)

  const refused = timeline(anna.page)
    .getByRole('alert')
    .filter({ hasText: /Not sent\..*archived/i })
  await expect(refused).toHaveCount(2)
  await expect(conversation(anna.page).getByText('Everything in it stays readable.')).toBeVisible()
  await refused.nth(1).getByRole('button', { name: 'Discard' }).click()
  await expect(anywhere(anna.page, 'never mind')).toHaveCount(0)
  // Still archived: the same answer. A reload does not lose it.
  await refused.getByRole('button', { name: 'Retry' }).click()
  await expect(refused).toHaveCount(1)
  await anna.page.reload()
  await expect(refused).toHaveCount(1)

  await workspace.owner.call('channels.archive', { channelId: room.id, isArchived: false })
  await expect(composer(anna.page)).toBeVisible()
  await refused.getByRole('button', { name: 'Retry' }).click()
  await expect(message(anna.page, 'too late')).toHaveCount(1)
  await expect(refused).toHaveCount(0)
  expect(await bodiesOf(workspace, room.id)).toEqual(['too late'])
})

test('a message that is refused while one looks elsewhere says so, and leads back to it', async ({
  workspace,
}) => {
  const anna = await workspace.person(unique('anna'))
  const [room, other] = [await makeChannel(workspace, [anna]), await makeChannel(workspace, [anna])]
  await openChannel(anna.page, room.name)
  await anna.context.setOffline(true)
  await expect(strip(anna.page)).toBeVisible({ timeout: 15_000 })
  await write(composer(anna.page), 'too late for this')
  await openChannel(anna.page, other.name)
  await workspace.owner.call('channels.archive', { channelId: room.id, isArchived: true })
  await anna.context.setOffline(false)

  await expect(anna.page.getByText('A message could not be sent')).toBeVisible({ timeout: 30_000 })
  // Archived channels leave the sidebar; one that holds unsent words stays.
  await expect(
    sidebarLine(anna.page, room.name).getByRole('img', { name: 'a message was not sent' }),
  ).toBeVisible()
  await anna.page.getByRole('button', { name: 'Show it' }).click()
  await expect(anywhere(anna.page, 'too late for this')).toBeVisible()
  await timeline(anna.page).getByRole('button', { name: 'Discard' }).click()
  await openChannel(anna.page, other.name)
  await expect(sidebarLine(anna.page, room.name)).toHaveCount(0)
})

test('a change of a message that does not reach the server is kept until it is saved or given up', async ({
  workspace,
}) => {
  const anna = await workspace.person(unique('anna'))
  const [room, other] = [await makeChannel(workspace, [anna]), await makeChannel(workspace, [anna])]
  await openChannel(anna.page, room.name)
  await write(composer(anna.page), 'we meet at nine')
  await expect(message(anna.page, 'we meet at nine')).toBeVisible()
  const editor = timeline(anna.page).getByRole('textbox', { name: 'Edit message' })
  const unsaved = timeline(anna.page).getByText('You have a change that isn’t saved.')

  // Left half-way: another channel, another time, the same words.
  await inMessageMenu(anna.page, 'we meet at nine', 'Edit message')
  await editor.fill('we meet at ten')
  await openChannel(anna.page, other.name)
  await openChannel(anna.page, room.name)
  await expect(unsaved).toBeVisible()
  await anna.page.reload()
  await timeline(anna.page).getByRole('button', { name: 'Go on editing' }).click()
  await expect(editor).toHaveText('we meet at ten')

  await anna.page.route('**/api/messages.edit', (route) => route.abort('internetdisconnected'))
  await editor.press('Enter')
  await expect(anna.page.getByText('The message wasn’t changed')).toBeVisible()
  await expect(message(anna.page, 'we meet at nine')).toBeVisible()
  await anna.page.unroute('**/api/messages.edit')
  await timeline(anna.page).getByRole('button', { name: 'Go on editing' }).click()
  await expect(editor).toHaveText('we meet at ten')
  await editor.press('Enter')
  await expect(message(anna.page, 'we meet at ten').getByText('(edited)')).toBeVisible()
  await expect(unsaved).toHaveCount(0)
  // Shown at once, while it is on its way.
  await expect.poll(() => bodiesOf(workspace, room.id)).toEqual(['we meet at ten'])
})
