// What calls a person and when not: rules, keywords, quiet times and a pause, on the settings page and beside others.
import type { Page } from '@playwright/test'
import { composer, goToChannel, makeChannel, sidebarLine, timeline, unique, write } from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

const openSettings = async (page: Page) => {
  await page.goto('/settings/notifications')
  await expect(page.getByRole('heading', { name: 'What notifies you' })).toBeVisible()
}

test('a keyword calls like a mention: a badge beside the channel, also on another device at once', async ({
  workspace,
}) => {
  const [ada, bea] = await Promise.all([workspace.person(unique('ada')), workspace.person(unique('bea'))])
  const room = await makeChannel(workspace, [ada, bea])
  const other = await workspace.open(ada.email)
  await openSettings(other.page)
  await openSettings(ada.page)

  const field = ada.page.getByRole('textbox', { name: 'New keywords' })
  await field.fill('café crème, release')
  await field.press('Enter')
  await expect(other.page.getByRole('button', { name: 'Remove café crème' })).toBeVisible()
  await other.page.getByRole('button', { name: 'Remove release' }).click()
  await expect(ada.page.getByRole('button', { name: 'Remove release' })).toBeHidden()
  await field.fill('!!')
  await field.press('Enter')
  await expect(ada.page.getByText('A keyword needs a letter or a digit.')).toBeVisible()

  await bea.client.send(room.id, 'anybody for a CAFE CREME?')
  await expect(sidebarLine(ada.page, room.name)).toHaveAccessibleName(/1 mention/)
  await bea.client.send(room.id, 'a release without a keyword')
  await expect(sidebarLine(ada.page, room.name)).toHaveAccessibleName(/1 mention/)
})

test('a pause is seen by others, who are warned mildly and can write all the same', async ({ workspace }) => {
  const [ada, bea] = await Promise.all([workspace.person(unique('ada')), workspace.person(unique('bea'))])
  const { joined } = await bea.client.call('channels.openDirect', { personIds: [ada.client.personId] })
  await goToChannel(bea.page, joined.channel.id)
  const warning = bea.page.getByTestId('quiet-line')
  await expect(warning).toBeHidden()

  await ada.page.getByRole('button', { name: 'You' }).first().click()
  await ada.page.getByRole('menuitem', { name: 'Pause notifications' }).press('ArrowRight')
  await ada.page.getByRole('menuitem', { name: 'For 1 hour' }).press('Enter')
  await expect(warning).toContainText(`${ada.name} has paused notifications until`)
  await write(composer(bea.page), 'no hurry')
  await expect(timeline(bea.page).getByText('no hurry')).toBeVisible()

  await ada.page.getByRole('button', { name: 'You' }).first().click()
  await ada.page.getByRole('menuitem', { name: 'Resume notifications' }).press('Enter')
  await expect(warning).toBeHidden()
})

test('quiet times are set by keyboard and refused where they make no sense', async ({ workspace }) => {
  const ada = await workspace.person(unique('ada'))
  await openSettings(ada.page)
  await ada.page.getByRole('switch', { name: /Quiet hours/ }).focus()
  await ada.page.keyboard.press('Space')
  await ada.page.getByLabel('From').fill('23:00')
  await ada.page.getByLabel('To', { exact: true }).fill('23:00')
  await expect(ada.page.getByText('Must differ from the beginning.')).toBeVisible()
  await ada.page.getByLabel('To', { exact: true }).fill('06:30')
  await ada.page.getByRole('button', { name: 'Sunday' }).focus()
  await ada.page.keyboard.press('Space')
  await ada.page.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(ada.page.getByText('Saved')).toBeVisible()
  const { people } = await ada.client.call('sync.start', {})
  expect(people.find(({ id }) => id === ada.client.personId)?.quietTimes).toEqual({
    hours: { from: '23:00', to: '06:30' },
    days: [7],
  })
})

test('a channel differs from the rest by its menu, and is listed in the settings', async ({ workspace }) => {
  const ada = await workspace.person(unique('ada'))
  const room = await makeChannel(workspace, [ada])
  await goToChannel(ada.page, room.id)
  await sidebarLine(ada.page, room.name).click({ button: 'right' })
  await ada.page.getByRole('menuitem', { name: 'Notifications' }).press('ArrowRight')
  await ada.page.getByRole('menuitemradio', { name: 'Every message' }).press('Enter')
  await openSettings(ada.page)
  const level = ada.page.getByRole('button', { name: new RegExp(`Notifications in ${room.name}`) })
  await expect(level).toContainText('Every message')
  await ada.page.getByRole('button', { name: `As everywhere again: ${room.name}` }).click()
  await expect(level).toBeHidden()
})
