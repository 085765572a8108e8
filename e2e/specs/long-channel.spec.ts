// A channel of 3,000 messages over six weeks: it opens at its end, holds its place, and every place in it is near.
import type { Locator, Page } from '@playwright/test'
import type { ChannelId } from '../../contract/ids.ts'
import { composer, goToChannel, makeChannel, message, thread, timeline, unique } from '../fixtures/chat.ts'
import { expect, type Person, test, type Workspace } from '../fixtures/workspace.ts'

const count = 3000
const nameOf = (position: number) => `line-${String(position).padStart(4, '0')}`

/** Sent through the front door, then made old: twenty minutes lie between two messages, and they differ in length. */
async function fill({ owner, sql }: Workspace, channelId: ChannelId) {
  let next = 0
  const sender = async () => {
    while (next++ < count) await owner.send(channelId, 'line')
  }
  await Promise.all(Array.from({ length: 40 }, sender))
  await sql(
    `UPDATE message SET sent_at = now() - ($2 - position) * interval '20 minutes',
       body = 'line-' || lpad(position::text, 4, '0') || repeat(' and so on', (position * 7) % 60)
     WHERE channel_id = $1`,
    [channelId, count],
  )
}

let filled: { id: ChannelId; reader: Person['client'] } | null = null
/** One long channel for the tests of this file; whoever is asked for is put into it. */
async function longChannel(workspace: Workspace, person: Person): Promise<ChannelId> {
  if (!filled) {
    const room = await makeChannel(workspace, [])
    await fill(workspace, room.id)
    filled = { id: room.id, reader: person.client }
  }
  await workspace.owner.call('channels.invite', { channelId: filled.id, personIds: [person.client.personId] })
  return filled.id
}

const line = (page: Page, position: number) => message(timeline(page), nameOf(position))

/** The message under the upper edge of the list, and how far below the edge it begins. */
const atTop = (page: Page) =>
  timeline(page).evaluate((list) => {
    const top = list.getBoundingClientRect().top
    const row = [...list.querySelectorAll<HTMLElement>('[role=article]')].find(
      (one) => one.getBoundingClientRect().bottom > top + 1,
    )
    return { id: row?.dataset.messageId ?? '', y: (row?.getBoundingClientRect().top ?? 0) - top }
  })
/** Where it stays: a turn of the wheel comes to the page some frames later, and rows are measured when first drawn. */
const atRest = async (page: Page) => {
  await timeline(page).evaluate(async (list) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let still = 0, last = list.scrollTop; still < 15; last = list.scrollTop) {
      await frame()
      still = list.scrollTop === last ? still + 1 : 0
    }
  })
  return atTop(page)
}
const topOf = (page: Page, id: string) =>
  timeline(page).evaluate((list, id) => {
    const row = list.querySelector(`[data-message-id="${id}"]`)
    return row ? row.getBoundingClientRect().top - list.getBoundingClientRect().top : Number.NaN
  }, id)

test('opens at its end; older messages load above without moving what is read', async ({ workspace }) => {
  test.slow()
  const anna = await workspace.person(unique('anna'))
  const { page } = anna
  const channelId = await longChannel(workspace, anna)
  // What is new begins far above all that is loaded here.
  await anna.client.call('reading.markChannel', { channelId, position: 9, mayGoBack: true })
  await goToChannel(page, channelId)
  await expect(line(page, count)).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Jump to the present' })).toHaveCount(0)

  for (let round = 0; round < 3; round++) {
    let letThrough = () => {}
    const held = new Promise<void>((resolve) => (letThrough = resolve))
    await page.route('**/api/messages.list', async (route) => {
      await held
      await route.continue()
    })
    let isAsking = false
    const asked = page.waitForRequest('**/api/messages.list').then(() => (isAsking = true))
    await timeline(page).hover()
    while (!isAsking) {
      await page.mouse.wheel(0, -700)
      await atRest(page)
    }
    await asked
    const place = await atRest(page)
    const heightBefore = await timeline(page).evaluate((list) => list.scrollHeight)
    const answered = page.waitForResponse('**/api/messages.list')
    letThrough()
    await answered
    await expect
      .poll(() => timeline(page).evaluate((list) => list.scrollHeight))
      .toBeGreaterThan(heightBefore + 500)
    await expect.poll(async () => Math.abs((await topOf(page, place.id)) - place.y)).toBeLessThanOrEqual(4)
    expect(Math.abs((await topOf(page, place.id)) - place.y)).toBeLessThanOrEqual(4)
    await page.unroute('**/api/messages.list')
  }
})

test('a permalink opens around its message; from there to the present', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const { page } = anna
  const channelId = await longChannel(workspace, anna)
  const [row] = await workspace.sql<{ id: string }>(
    'SELECT id FROM message WHERE channel_id = $1 AND position = 1500',
    [channelId],
  )
  await page.goto(`/c/${channelId}/m/${row!.id}`)
  for (const position of [1499, 1500, 1501]) await expect(line(page, position)).toBeInViewport()
  await expect(line(page, count)).toHaveCount(0)
  // What is sent now does not push itself between what is read.
  const [last] = [await workspace.owner.send(channelId, 'said just now')]
  expect(last.message.position).toBeGreaterThan(count)
  await expect(line(page, 1500)).toBeInViewport()
  await page.getByRole('button', { name: 'Jump to the present' }).click()
  await expect(message(timeline(page), 'said just now')).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Jump to the present' })).toHaveCount(0)
})

test('a date leads to the first message of its day', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const { page } = anna
  const channelId = await longChannel(workspace, anna)
  await goToChannel(page, channelId)
  await page.getByRole('button', { name: 'Jump to a date' }).click()
  await page.getByRole('button', { name: 'A week ago' }).click()
  const midnight = await page.evaluate(() => {
    const day = new Date(Date.now() - 7 * 24 * 3_600_000)
    day.setHours(0, 0, 0, 0)
    return day.toISOString()
  })
  const [first] = await workspace.sql<{ position: number }>(
    'SELECT min(position) AS position FROM message WHERE channel_id = $1 AND sent_at >= $2',
    [channelId, midnight],
  )
  expect(first!.position).toBeLessThan(count - 400)
  await expect(line(page, first!.position)).toBeInViewport()
  await expect(line(page, first!.position - 1)).toBeInViewport()
})

test('the first unread message is one press away, however far it is', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const { page } = anna
  const channelId = await longChannel(workspace, anna)
  await anna.client.call('reading.markChannel', { channelId, position: 699, mayGoBack: true })
  await goToChannel(page, channelId)
  await expect(line(page, count)).toBeVisible()
  let pages = 0
  page.on('request', (request) => void (request.url().endsWith('/api/messages.list') && pages++))
  await page.getByRole('button', { name: /new messages$/ }).click()
  await expect(line(page, 700)).toBeInViewport()
  await expect(timeline(page).getByText('New', { exact: true })).toBeInViewport()
  // It went there, and not through all that lies between.
  expect(pages).toBeLessThanOrEqual(4)
})

/** Presses ↑ where one writes: the last own message, far above, is edited in sight, and stays when one looks elsewhere. */
async function editsFarAbove(page: Page, list: Locator, place: Locator) {
  await place.focus()
  await place.press('ArrowUp')
  const editor = list.getByRole('textbox', { name: 'Edit message' })
  await expect(editor).toBeInViewport()
  await expect(editor).toBeFocused()
  await page.keyboard.type(' of old')
  await list.hover()
  await page.mouse.wheel(0, 100_000)
  await expect(message(list, 'tall-59')).toBeInViewport()
  await expect(editor).not.toBeInViewport()
  await message(list, 'tall-59').click()
  await expect(message(list, 'tall-59')).toBeFocused()
  await expect(editor).toBeAttached()
  await page.mouse.wheel(0, -100_000)
  await expect(editor).toBeInViewport()
  await expect(message(list, 'tall-59')).toBeFocused()
  await editor.press('End')
  await page.keyboard.type(' times')
  await page.keyboard.press('Enter')
  await expect(editor).toHaveCount(0)
  await expect(place).toBeFocused()
}

test('↑ edits the last own message also when it is far above what is drawn', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const { page, client } = anna
  const room = await makeChannel(workspace, [anna])
  const root = (await workspace.owner.send(room.id, 'a thread')).message
  const tall = (index: number) => `tall-${index}${'\n\nmore of it'.repeat(6)}`
  for (const more of [{ threadId: root.id }, {}]) {
    await client.send(room.id, 'my words', more)
    for (let index = 0; index < 45; index++) await workspace.owner.send(room.id, tall(index + 15), more)
  }
  await goToChannel(page, room.id)
  await expect(message(timeline(page), 'tall-59')).toBeInViewport()
  await editsFarAbove(page, timeline(page), composer(page))
  await expect
    .poll(async () =>
      (await client.call('messages.list', { channelId: room.id })).messages.map(({ body }) => body),
    )
    .toContain('my words of old times')

  await page.goto(`/c/${room.id}/t/${root.id}`)
  const replies = thread(page).getByRole('log')
  await expect(message(replies, 'tall-59')).toBeInViewport()
  await editsFarAbove(page, replies, thread(page).getByRole('textbox', { name: 'Reply…' }))
})
