// Links lead where they point: to a channel one is not in, however many there are, and to a reply, however old.
import type { Page } from '@playwright/test'
import type { ChannelId, MessageId } from '../../contract/ids.ts'
import {
  composer,
  conversation,
  goToChannel,
  makeChannel,
  message,
  thread,
  timeline,
  unique,
} from '../fixtures/chat.ts'
import { expect, type Person, test, type Workspace } from '../fixtures/workspace.ts'

const refused = (page: Page) => page.getByText('You can’t see this conversation')

test('a link to a public channel one is not in leads there, however many channels come before it', async ({
  workspace,
}) => {
  const [anna, guest] = await Promise.all([
    workspace.person(unique('anna')),
    workspace.person(unique('gast'), 'guest'),
  ])
  const room = await makeChannel(workspace, [], { name: unique('zz-last') })
  await workspace.sql(
    `INSERT INTO channel (kind, name, created_by_id)
     SELECT 'public', 'aa-first-' || n, $1 FROM generate_series(1, 100) AS n`,
    [workspace.owner.personId],
  )
  await anna.page.goto(`/c/${room.id}`)
  await expect(conversation(anna.page)).toHaveAccessibleName(`Conversation ${room.name}`)
  await expect(conversation(anna.page).getByRole('button', { name: 'Join channel' })).toBeVisible()

  const hidden = await makeChannel(workspace, [], { kind: 'private' })
  await anna.page.goto(`/c/${hidden.id}`)
  await expect(refused(anna.page)).toBeVisible()
  await guest.page.goto(`/c/${room.id}`)
  await expect(refused(guest.page)).toBeVisible()
})

test('a channel that could not be looked up is not called refused: it says why, and comes when asked again', async ({
  workspace,
}) => {
  const anna = await workspace.person(unique('anna'))
  const { page } = anna
  const [mine, first, second] = [
    await makeChannel(workspace, [anna]),
    await makeChannel(workspace, []),
    await makeChannel(workspace, []),
  ]
  await goToChannel(page, mine.id)
  await page.route('**/api/channels.browse', (route) => route.abort('internetdisconnected'))
  // Within the page: one that loads anew asks again by itself as soon as it is connected.
  await page.evaluate((path) => history.pushState(null, '', path), `/c/${first.id}`)
  await expect(page.getByText('These messages aren’t on this device')).toBeVisible()
  await expect(refused(page)).toHaveCount(0)
  await page.unroute('**/api/channels.browse')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(conversation(page)).toHaveAccessibleName(`Conversation ${first.name}`)

  // Without network at all it comes by itself, as it says, when the network is back.
  await page.route('**/api/channels.browse', (route) => route.abort('internetdisconnected'))
  await page.goto(`/c/${second.id}`)
  await expect(page.getByText('These messages aren’t on this device')).toBeVisible()
  await anna.context.setOffline(true)
  const strip = page.getByRole('status').filter({ hasText: 'You are offline.' })
  await expect(strip).toBeVisible({ timeout: 15_000 })
  await page.unroute('**/api/channels.browse')
  await anna.context.setOffline(false)
  await expect(conversation(page)).toHaveAccessibleName(`Conversation ${second.name}`)
})

/** A thread with this many replies; the first one is old. Answers the addresses of two old replies. */
async function longThread({ owner, url }: Workspace, channelId: ChannelId, count: number) {
  const root = (await owner.send(channelId, 'the question')).message
  const ids: MessageId[] = []
  for (let index = 0; index < count; index++) {
    const body = index < 2 ? `old answer ${index}` : `filler ${index}`
    ids.push((await owner.send(channelId, body, { threadId: root.id })).message.id)
  }
  const linkTo = (id: MessageId | undefined) => `${url}/c/${channelId}/t/${root.id}?reply=${id}`
  return { root, links: [linkTo(ids[0]), linkTo(ids[1])] as const }
}

const marked = (page: Page, text: string) =>
  expect(message(thread(page), text)).toHaveClass(/bg-mention-tint(?!\/)/)

async function inLongThread(
  workspace: Workspace,
): Promise<{ anna: Person; links: readonly [string, string] }> {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  const { root, links } = await longThread(workspace, room.id, 320)
  await workspace.owner.send(room.id, `look [over there](${links[0]})`)
  await workspace.owner.send(room.id, `and [back there](${links[1]})`, { threadId: root.id })
  await goToChannel(anna.page, room.id)
  return { anna, links }
}

test('a link to an old reply, pressed in a message, opens its thread at that reply and marks it', async ({
  workspace,
}) => {
  test.slow()
  const { anna, links } = await inLongThread(workspace)
  const { page } = anna
  await message(timeline(page), 'look over there').getByRole('link').click()
  await expect(message(thread(page), 'old answer 0')).toBeInViewport()
  await marked(page, 'old answer 0')
  expect(page.url()).toBe(links[0])
  await expect(message(thread(page), 'the question')).toHaveCount(1)

  // The same from an address that somebody sent.
  await page.goto(links[1])
  await expect(message(thread(page), 'old answer 1')).toBeInViewport()
  await marked(page, 'old answer 1')
})

test('a link to an old reply, pressed in its own thread, goes there and keeps what is being written', async ({
  workspace,
}) => {
  test.slow()
  const { anna } = await inLongThread(workspace)
  const { page } = anna
  await message(timeline(page), 'the question')
    .getByRole('button', { name: /replies/ })
    .click()
  await expect(message(thread(page), 'and back there')).toBeInViewport()
  await expect(message(thread(page), 'old answer 1')).toHaveCount(0)
  const reply = thread(page).getByRole('textbox', { name: 'Reply…' })
  await reply.fill('half a thought')
  await message(thread(page), 'and back there').getByRole('link').click()
  await expect(message(thread(page), 'old answer 1')).toBeInViewport()
  await marked(page, 'old answer 1')
  await expect(reply).toHaveText('half a thought')
  await expect(composer(page)).toBeVisible()
})
