// Messages shown away from their channel (Mentions, Threads, Unread) hear what happens to them: gone is gone there, too.
import type { Locator, Page } from '@playwright/test'
import { inMessageMenu, makeChannel, openChannel, sidebar, unique } from '../fixtures/chat.ts'
import { expect, test, type Workspace } from '../fixtures/workspace.ts'

const open = (page: Page, name: RegExp) => sidebar(page).getByRole('link', { name }).click()
const list = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
/** The frame around the messages of a channel is an article, too. */
const row = (place: Locator, text: string) => place.locator('[data-message-id]').filter({ hasText: text })

const views = [
  { link: /^Mentions/, title: 'Mentions' },
  { link: /^Threads/, title: 'Threads' },
  { link: /^Unread/, title: 'Unread' },
] as const

/** A reply that mentions anna, also shown in the channel: it stands in all three lists. */
async function sendToAll({ owner }: Workspace, channelId: Parameters<typeof owner.send>[0], name: string) {
  const root = (await owner.send(channelId, 'what comes before')).message
  const more = { threadId: root.id, alsoToChannel: true }
  return (await owner.send(channelId, `plans of ${name}`, more)).message
}

for (const { link, title } of views) {
  test(`${title}: an edit, a reaction and a deletion are heard, without asking again`, async ({
    workspace,
  }) => {
    const anna = await workspace.person(unique('anna'))
    const { page, client } = anna
    const { owner } = workspace
    const room = await makeChannel(workspace, [anna])
    const sent = await sendToAll(workspace, room.id, `<@${client.personId}>`)
    await open(page, link)
    const place = list(page, title)
    await expect(row(place, 'plans of')).toHaveCount(1)
    // From here on nothing is learned by asking.
    for (const name of ['reading.mentions', 'reading.threads', 'messages.list'])
      await page.route(`**/api/${name}`, (route) => route.abort())

    await owner.call('messages.edit', { messageId: sent.id, body: 'secret plans' })
    await expect(row(place, 'secret plans').getByText('(edited)')).toBeVisible()
    await owner.call('reactions.add', { messageId: sent.id, emoji: '🎉' })
    await expect(row(place, 'secret plans').getByRole('button', { name: /^🎉, 1 reaction/ })).toBeVisible()
    await owner.call('messages.delete', { messageId: sent.id })
    await expect(page.getByText('secret plans')).toHaveCount(0)
  })
}

test('an own message deleted in a list is gone at once and does not come back', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const { page, client } = anna
  const room = await makeChannel(workspace, [anna])
  const root = (await client.send(room.id, 'said in haste')).message
  await workspace.owner.send(room.id, 'a reply', { threadId: root.id })
  await open(page, /^Threads/)
  const place = list(page, 'Threads')
  await expect(row(place, 'said in haste')).toHaveCount(1)
  // The server's word comes late: until then the own one stands.
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => (letThrough = resolve))
  await page.route('**/api/messages.delete', async (route) => {
    await held
    await route.continue()
  })
  await inMessageMenu(place.getByRole('article', { name: room.name }), 'said in haste', 'Delete message')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row(place, 'This message was deleted.')).toHaveCount(1)
  await expect(page.getByText('said in haste')).toHaveCount(0)
  letThrough()
  await page.waitForResponse('**/api/messages.delete')
  await expect(page.getByText('said in haste')).toHaveCount(0)
})

test('Mentions shows one that came while another was read on a second device', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const { page, client } = anna
  const [one, other] = [await makeChannel(workspace, [anna]), await makeChannel(workspace, [anna])]
  const call = `<@${client.personId}>`
  await openChannel(page, other.name)
  const { position } = (await workspace.owner.send(one.id, `the first ${call}`)).message
  await open(page, /^Mentions/)
  const place = list(page, 'Mentions')
  await expect(row(place, 'the first')).toHaveCount(1)

  // Without network, so that both are heard together: as many mentions are unread afterwards as before.
  await anna.context.setOffline(true)
  await expect(page.getByRole('status').filter({ hasText: 'You are offline.' })).toBeVisible({
    timeout: 15_000,
  })
  await client.call('reading.markChannel', { channelId: one.id, position: position ?? 0 })
  await workspace.owner.send(other.id, `the second ${call}`)
  await expect
    .poll(async () => (await client.call('reading.mentions', {})).messages.map(({ body }) => body))
    .toContain(`the second ${call}`)
  await anna.context.setOffline(false)
  await expect(row(place, 'the second')).toHaveCount(1, { timeout: 30_000 })
})
