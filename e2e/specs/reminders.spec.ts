// Reminders: of a message from its menu, and of a few words; they ring at their second and wait until they are done.

import type { MessageId } from '../../contract/ids.ts'
import { newClientId } from '../../server/test/client.ts'
import {
  anywhere,
  goToChannel,
  inMessageMenu,
  makeChannel,
  message,
  sidebarLine,
  timeline,
} from '../fixtures/chat.ts'
import { expect, type Person, test } from '../fixtures/workspace.ts'

const list = async ({ client }: Person) => (await client.call('reminders.list', {})).reminders

test('a reminder in words is shown before it is kept, in the person’s zone', async ({ workspace }) => {
  const ann = await workspace.person('Ann')
  await ann.client.call('people.updateProfile', { timeZone: 'Asia/Kathmandu' })
  const { page } = ann
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'New reminder' }).click()
  await expect(page.getByText('No reminders')).toBeVisible()
  const words = page.getByRole('textbox', { name: 'Remind me to…' })
  await words.fill('tomorrow 9:00 call the bank')
  await expect(page.getByRole('status').filter({ hasText: 'call the bank' })).toContainText(
    /Tomorrow at 0?9:00/,
  )
  expect(await list(ann)).toEqual([])
  await words.press('Enter')
  const upcoming = page.getByRole('region', { name: 'Upcoming' })
  await expect(upcoming.getByRole('listitem')).toContainText(/call the bank.*Tomorrow at 0?9:00/s)
  const [kept] = await list(ann)
  // Nine there is a quarter past three in UTC.
  expect(kept?.remindAt).toMatch(/T03:15:00\.000Z$/)
})

test('of a message: set by keyboard, rings in every window, put off, done', async ({ workspace }) => {
  const ann = await workspace.person('Ann')
  const room = await makeChannel(workspace, [ann])
  await workspace.owner.send(room.id, 'Who calls the printer?')
  const { page } = ann
  await goToChannel(page, room.id)
  const row = message(timeline(page), 'Who calls the printer?')
  await expect(row).toBeVisible()
  await row.focus()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: 'Remind me of this message' })
  await expect(dialog.getByRole('menuitem', { name: 'In 20 minutes' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^You will be reminded: /)).toBeVisible()
  const [reminder] = await list(ann)
  expect(reminder?.message?.body).toBe('Who calls the printer?')

  const other = await workspace.open(ann.email)
  await expect(sidebarLine(other.page, 'Reminders')).toBeVisible()
  await ann.client.call('reminders.update', {
    reminderId: reminder?.id as NonNullable<typeof reminder>['id'],
    remindAt: new Date(Date.now() + 2000).toISOString(),
  })
  for (const window of [page, other.page]) {
    await expect(window.getByRole('alertdialog', { name: 'Reminder' })).toContainText(
      'Who calls the printer?',
    )
    await expect(sidebarLine(window, 'Reminders')).toHaveAccessibleName(/1 due/)
  }
  await sidebarLine(page, 'Reminders').click()
  const due = page.getByRole('region', { name: 'Due' })
  await due.getByRole('button', { name: 'Put off' }).click()
  await page.getByRole('menuitem', { name: 'In an hour' }).click()
  await expect(page.getByRole('region', { name: 'Upcoming' })).toContainText('Who calls the printer?')
  await expect(sidebarLine(other.page, 'Reminders')).toHaveAccessibleName('Reminders')
  await page.getByRole('region', { name: 'Upcoming' }).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('region', { name: 'Done' })).toContainText('Who calls the printer?')
  await page.getByRole('link', { name: 'Who calls the printer?' }).click()
  await expect(anywhere(page, 'Who calls the printer?')).toBeVisible()
})

test('what it says in the window goes with what one may read, with the session, and when it is done elsewhere', async ({
  workspace,
}) => {
  const ann = await workspace.person('Ann')
  const room = await makeChannel(workspace, [ann], { kind: 'private' })
  const { message: secret } = await workspace.owner.send(room.id, 'The secret of the reef')
  const { page } = ann
  await goToChannel(page, room.id)
  const remind = (text: string, messageId: MessageId | null = null) =>
    ann.client.call('reminders.create', {
      clientId: newClientId(),
      text,
      messageId,
      remindAt: new Date(Date.now() + 1000).toISOString(),
    })
  const notice = page.getByRole('alertdialog', { name: 'Reminder' })
  const { reminder } = await remind('', secret.id)
  await expect(notice).toContainText('The secret of the reef')
  await workspace.owner.call('channels.remove', { channelId: room.id, personId: ann.client.personId })
  await expect(notice).toContainText('A message you can no longer see')
  await ann.client.call('reminders.complete', { reminderId: reminder.id, isDone: true })
  await expect(notice).toBeHidden()

  await remind('buy a present for Ben')
  await expect(notice).toContainText('buy a present for Ben')
  await page.getByRole('button', { name: 'You' }).first().click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('alertdialog', { name: 'Sign out?' }).getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('buy a present for Ben')).toBeHidden()
})

test('of a message one may no longer see shows no text', async ({ workspace }) => {
  const ann = await workspace.person('Ann')
  const room = await makeChannel(workspace, [ann], { kind: 'private' })
  await workspace.owner.send(room.id, 'The secret of the sea')
  const { page } = ann
  await goToChannel(page, room.id)
  await inMessageMenu(page, 'The secret of the sea', 'Remind me…')
  await page.getByRole('menuitem', { name: 'Tomorrow' }).click()
  await expect.poll(async () => (await list(ann)).length).toBe(1)
  await sidebarLine(page, 'Reminders').click()
  const upcoming = page.getByRole('region', { name: 'Upcoming' })
  await expect(upcoming).toContainText('The secret of the sea')
  await workspace.owner.call('channels.remove', { channelId: room.id, personId: ann.client.personId })
  await expect(upcoming).toContainText('A message you can no longer see')
  await expect(page.getByText('The secret of the sea')).toBeHidden()
})
