// Messages put aside for later: with one key, on every device, to do and done, and only while one may see them.
import type { Locator, Page } from '@playwright/test'
import {
  goToChannel,
  inMessageMenu,
  makeChannel,
  message,
  sidebar,
  timeline,
  unique,
} from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

const later = (page: Page) => page.getByRole('region', { name: 'Later', exact: true })
const line = (page: Page) => sidebar(page).getByRole('link', { name: /^Later/ })
/** The frame around the messages of a channel is an article, too. */
const row = (place: Locator, text: string) => place.locator('[data-message-id]').filter({ hasText: text })

test('a message is saved by a key, waits on the other device, and is done there', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  await workspace.owner.send(room.id, 'the figures for Monday')
  const { page } = anna
  const other = (await workspace.open(anna.email)).page
  await goToChannel(page, room.id)
  await message(timeline(page), 'the figures for Monday').focus()
  await page.keyboard.press('s')
  await expect(message(timeline(page), 'the figures').getByText('Saved for later')).toBeVisible()

  await expect(line(other)).toHaveAccessibleName('Later 1 to do')
  await other.keyboard.press('Control+Shift+Y')
  await expect(row(later(other), 'the figures for Monday')).toBeVisible()
  await later(other).getByRole('button', { name: 'Done' }).click()
  await expect(later(other).getByText('Nothing is waiting for you')).toBeVisible()
  await expect(message(timeline(page), 'the figures').getByText('Saved for later')).toHaveCount(0)
  await expect(line(page)).toHaveAccessibleName('Later')

  await later(other).getByRole('tab', { name: 'Done (1)' }).click()
  await later(other).getByRole('button', { name: 'To do again' }).click()
  await expect(line(page)).toHaveAccessibleName('Later 1 to do')
  await message(timeline(page), 'the figures for Monday').focus()
  await page.keyboard.press('s')
  await expect(line(other)).toHaveAccessibleName('Later')
})

test('what one may not see any more leaves the list, live', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna], { kind: 'private' })
  await workspace.owner.send(room.id, 'between us')
  const { page, client } = anna
  await goToChannel(page, room.id)
  await inMessageMenu(timeline(page), 'between us', 'Save for later')
  await line(page).click()
  await expect(row(later(page), 'between us')).toBeVisible()
  await workspace.owner.call('channels.remove', { channelId: room.id, personId: client.personId })
  await expect(page.getByText('between us')).toHaveCount(0)
  await expect(later(page).getByText('Nothing is waiting for you')).toBeVisible()
  await workspace.owner.call('channels.invite', { channelId: room.id, personIds: [client.personId] })
  await expect(row(later(page), 'between us')).toBeVisible()
})

test('a public channel one has left is read from the list; refusals and the lack of a network are told', async ({
  workspace,
}) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  await workspace.owner.send(room.id, 'for everybody')
  const { page, client } = anna
  await goToChannel(page, room.id)
  await inMessageMenu(timeline(page), 'for everybody', 'Save for later')
  await client.call('channels.leave', { channelId: room.id })
  await line(page).click()
  await expect(row(later(page), 'for everybody')).toBeVisible()

  await page.route('**/api/saved.*', (route) => route.abort())
  await later(page).getByRole('button', { name: 'Take off the list' }).click()
  await expect(page.getByText('The list wasn’t changed')).toBeVisible()
  await expect(row(later(page), 'for everybody')).toBeVisible()
  await later(page).getByRole('tab', { name: 'Done' }).click()
  await expect(later(page).getByRole('button', { name: 'Try again' })).toBeVisible()
  await page.unroute('**/api/saved.*')
  await later(page).getByRole('button', { name: 'Try again' }).click()
  await expect(later(page).getByText('Nothing is done yet')).toBeVisible()
})
