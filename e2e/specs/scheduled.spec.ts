// Messages written now and sent later, from the composer to the list. (What a crash does to them: server/jobs/timetable.test.ts.)
import type { ChannelId } from '../../contract/ids.ts'
import { newClientId } from '../../server/test/client.ts'
import { anywhere, composer, conversation, goToChannel, makeChannel, sidebarLine } from '../fixtures/chat.ts'
import { chips, pick, text } from '../fixtures/files.ts'
import { expect, type Person, test } from '../fixtures/workspace.ts'

const later = (ms: number) => new Date(Date.now() + ms).toISOString()

const list = async ({ client }: Person) => (await client.call('scheduled.list', {})).scheduled

const schedule = ({ client }: Person, channelId: ChannelId, body: string, afterMs: number) =>
  client.call('scheduled.create', { clientId: newClientId(), channelId, body, sendAt: later(afterMs) })

test('a message is scheduled from the composer, changed in the list, and sent', async ({ workspace }) => {
  const ann = await workspace.person('Ann')
  const ben = await workspace.person('Ben')
  const room = await makeChannel(workspace, [ann, ben])
  const { page } = ann
  await goToChannel(page, room.id)
  await composer(page).fill('Good morning all')
  await page.keyboard.press('Control+Shift+Enter')
  const menu = page.getByRole('menu', { name: 'Send later' })
  await menu.getByRole('menuitem', { name: 'Tomorrow' }).press('Enter')
  await expect(page.getByText(/^Will be sent: Tomorrow at/)).toBeVisible()
  await expect(composer(page)).toHaveText('')
  await expect(anywhere(page, 'Good morning all')).toBeHidden()

  await sidebarLine(page, 'Scheduled').click()
  const card = page.getByRole('article', { name: 'Scheduled message' })
  await expect(card).toContainText('Good morning all')
  await expect(card).toContainText(/Tomorrow at 0?9:00/)

  await card.getByRole('button', { name: 'Edit text' }).click()
  const text = card.getByRole('textbox', { name: 'Text of the scheduled message' })
  await text.fill('Good evening all')
  await text.press('Enter')
  await expect(card).toContainText('Good evening all')

  // Another device of hers follows.
  const other = await workspace.open(ann.email)
  await other.page.goto('/scheduled')
  await expect(other.page.getByRole('article')).toContainText('Good evening all')
  await card.getByRole('button', { name: 'Change time' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change time' })
  await dialog.getByLabel('Time').fill('17:45')
  await dialog.getByRole('button', { name: 'Schedule' }).click()
  await expect(card).toContainText(/5:45|17:45/)
  await expect(other.page.getByRole('article')).toContainText(/5:45|17:45/)

  await goToChannel(ben.page, room.id)
  await card.getByRole('button', { name: 'Send now' }).click()
  await expect(anywhere(ben.page, 'Good evening all')).toBeVisible()
  await expect(page.getByText('Nothing is scheduled')).toBeVisible()
  await expect(other.page.getByText('Nothing is scheduled')).toBeVisible()
})

test('what is sent while its text is being changed says so, and keeps what was typed', async ({
  workspace,
}) => {
  const ann = await workspace.person('Ann')
  const room = await makeChannel(workspace, [ann])
  const { scheduled } = await schedule(ann, room.id, 'The price is 10', 3_600_000)
  const { page } = ann
  await page.goto('/scheduled')
  const card = page.getByRole('article', { name: 'Scheduled message' })
  await card.getByRole('button', { name: 'Edit text' }).click()
  const text = card.getByRole('textbox', { name: 'Text of the scheduled message' })
  await text.fill('The price is 100')
  await ann.client.call('scheduled.sendNow', { scheduledId: scheduled.id })
  await expect(card.getByText('This was sent or deleted before your change was saved.')).toBeVisible()
  await expect(text).toHaveText('The price is 100')
  await expect(text).toBeFocused()
  await card.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('Nothing is scheduled')).toBeVisible()
})

test('a message of nothing but a file is scheduled once it has arrived, and brings it', async ({
  workspace,
}) => {
  const ann = await workspace.person('Ann')
  const ben = await workspace.person('Ben')
  const room = await makeChannel(workspace, [ann, ben])
  const { page } = ann
  await goToChannel(page, room.id)
  await pick(conversation(page), [text('plan.txt', 'first this, then that')])
  await composer(page).press('Control+Shift+Enter')
  await page
    .getByRole('menu', { name: 'Send later' })
    .getByRole('menuitem', { name: 'Tomorrow' })
    .press('Enter')
  await expect(page.getByText(/^Will be sent: Tomorrow at/)).toBeVisible()
  await expect(chips(page)).toHaveCount(0)
  await sidebarLine(page, 'Scheduled').click()
  const card = page.getByRole('article', { name: 'Scheduled message' })
  await expect(card).toContainText('plan.txt')
  await goToChannel(ben.page, room.id)
  await card.getByRole('button', { name: 'Send now' }).click()
  await expect(anywhere(ben.page, 'first this, then that')).toBeVisible()
  await expect(page.getByText('Nothing is scheduled')).toBeVisible()
})

test('one that could not be sent says why, and is deleted by hand', async ({ workspace }) => {
  const ann = await workspace.person('Ann')
  const room = await makeChannel(workspace, [ann])
  const { page } = ann
  await page.goto('/scheduled')
  await schedule(ann, room.id, 'Too late', 3000)
  await expect(page.getByRole('article')).toContainText('Too late')
  await ann.client.call('channels.leave', { channelId: room.id })
  const card = page.getByRole('article', { name: 'Scheduled message' })
  await expect(card).toContainText('you could not write there any more')
  await expect(sidebarLine(page, 'Scheduled')).toHaveAccessibleName(/1 could not be sent/)
  await card.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Nothing is scheduled')).toBeVisible()
})

test('without a connection the text stays in the composer', async ({ workspace }) => {
  const ann = await workspace.person('Ann')
  const room = await makeChannel(workspace, [ann])
  const { page } = ann
  await goToChannel(page, room.id)
  await composer(page).fill('Do not lose me')
  await page.getByRole('button', { name: 'Send later' }).click()
  const choice = page.getByRole('menuitem', { name: 'In an hour' })
  await expect(choice).toBeVisible()
  await ann.context.setOffline(true)
  await choice.click()
  await expect(page.getByText('Not scheduled. Your text is still there.')).toBeVisible()
  await expect(composer(page)).toHaveText('Do not lose me')
  await ann.context.setOffline(false)
  expect(await list(ann)).toEqual([])
})
