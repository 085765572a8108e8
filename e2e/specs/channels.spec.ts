// Channels from making to archiving, ways to get to them, and a whole conversation without a mouse.
import type { Page } from '@playwright/test'
import {
  composer,
  conversation,
  makeChannel,
  message,
  openChannel,
  sidebar,
  sidebarLine,
  thread,
  timeline,
  unique,
} from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

const header = (page: Page) => conversation(page).getByRole('banner').or(conversation(page).locator('header'))
const details = (page: Page) => page.getByRole('region', { name: 'Details' })
const section = (page: Page, name: string) => sidebar(page).getByRole('region', { name })

async function fromAddMenu(page: Page, item: string) {
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function fromChannelMenu(page: Page, channel: string, item: string) {
  await sidebarLine(page, channel).click({ button: 'right' })
  await page.getByRole('menuitem', { name: item }).click()
}

test('a public channel: made, found, joined, renamed and archived, each seen by the other at once', async ({
  workspace,
}) => {
  const [ada, bea] = await Promise.all([workspace.person(unique('ada')), workspace.person(unique('bea'))])
  const [name, newName] = [unique('harbour'), unique('port')]
  await fromAddMenu(ada.page, 'New channel')
  const dialog = ada.page.getByRole('dialog', { name: 'New channel' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Create channel' }).click()
  await expect(conversation(ada.page)).toHaveAccessibleName(`Conversation ${name}`)
  await expect(sidebarLine(bea.page, name)).toHaveCount(0)

  await fromAddMenu(bea.page, 'Browse channels')
  const browse = bea.page.getByRole('dialog', { name: 'Browse channels' })
  await browse.getByRole('searchbox', { name: 'Name or topic' }).fill(name.slice(2))
  await browse.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: 'Join' }).click()
  await expect(composer(bea.page)).toBeVisible()
  await expect(conversation(ada.page).getByRole('button', { name: '2 members' })).toBeVisible()

  await conversation(ada.page).getByRole('button', { name: 'Details', exact: true }).click()
  await details(ada.page).getByRole('button', { name: 'Change Name' }).click()
  await details(ada.page).getByRole('textbox', { name: 'Name' }).fill(newName)
  await details(ada.page).getByRole('button', { name: 'Save' }).click()
  await expect(sidebarLine(bea.page, newName)).toBeVisible()
  await expect(conversation(bea.page)).toHaveAccessibleName(`Conversation ${newName}`)
  await details(ada.page).getByRole('button', { name: 'Change Topic' }).click()
  await details(ada.page).getByRole('textbox', { name: 'Topic' }).fill('tides and cranes')
  await details(ada.page).getByRole('button', { name: 'Save' }).click()
  await expect(header(bea.page).getByText('tides and cranes')).toBeVisible()

  await details(ada.page).getByRole('button', { name: 'Archive channel' }).click()
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Archive channel' }).click()
  await expect(conversation(bea.page).getByText('Everything in it stays readable.')).toBeVisible()
  await expect(composer(bea.page)).toHaveCount(0)
})

test('a private channel is seen by those who were added, and by nobody else', async ({ workspace }) => {
  const [ada, bea, cid] = await Promise.all(
    ['ada', 'bea', 'cid'].map((name) => workspace.person(unique(name))),
  )
  const name = unique('vault')
  await fromAddMenu(ada!.page, 'New channel')
  const dialog = ada!.page.getByRole('dialog', { name: 'New channel' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByText('Private', { exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Add people' }).fill(bea!.name)
  await dialog.getByRole('option', { name: bea!.name }).click()
  await dialog.getByRole('button', { name: 'Create channel' }).click()
  await expect(sidebarLine(bea!.page, name)).toBeVisible()
  await fromAddMenu(cid!.page, 'Browse channels')
  await cid!.page.getByRole('searchbox', { name: 'Name or topic' }).fill(name)
  await expect(cid!.page.getByText('No channel found')).toBeVisible()
  await expect(sidebarLine(cid!.page, name)).toHaveCount(0)

  await openChannel(bea!.page, name)
  await fromChannelMenu(bea!.page, name, 'Leave channel')
  await bea!.page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(sidebarLine(bea!.page, name)).toHaveCount(0)
  await expect(conversation(ada!.page).getByRole('button', { name: '1 member' })).toBeVisible()
})

test('favourite, mute and an own section order the sidebar, also on another device', async ({
  workspace,
}) => {
  const ada = await workspace.person(unique('ada'))
  const other = await workspace.open(ada.email)
  const [liked, loud, filed] = await Promise.all([1, 2, 3].map(() => makeChannel(workspace, [ada])))
  await fromChannelMenu(ada.page, liked!.name, 'Add to favourites')
  await expect(section(other.page, 'Favourites').getByRole('link', { name: liked!.name })).toBeVisible()

  await fromChannelMenu(ada.page, loud!.name, 'Mute')
  await expect(sidebarLine(other.page, loud!.name)).toHaveAccessibleName(/muted/)
  await workspace.owner.send(loud!.id, 'noise')
  await workspace.owner.send(liked!.id, 'signal')
  await expect(sidebarLine(other.page, liked!.name)).toHaveAccessibleName(/unread/)
  await expect(sidebarLine(other.page, loud!.name)).not.toHaveAccessibleName(/unread/)

  await fromAddMenu(ada.page, 'New section')
  const dialog = ada.page.getByRole('dialog', { name: 'New section' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Ships')
  await dialog.getByRole('button', { name: 'New section' }).click()
  await expect(section(other.page, 'Ships')).toBeVisible()
  await sidebarLine(ada.page, filed!.name).click({ button: 'right' })
  await ada.page.getByRole('menuitem', { name: 'Move to section' }).click()
  await ada.page.getByRole('menuitem', { name: 'Ships' }).click()
  await expect(section(other.page, 'Ships').getByRole('link', { name: filed!.name })).toBeVisible()
})

/** Goes back with Shift+Tab, as a person would, until a message has the focus. */
async function backToMessages(page: Page) {
  const roleOfFocus = () => page.evaluate(() => document.activeElement?.getAttribute('role'))
  for (let presses = 0; presses < 15 && (await roleOfFocus()) !== 'article'; presses++)
    await page.keyboard.press('Shift+Tab')
  expect(await roleOfFocus()).toBe('article')
}

test('by keyboard alone: go there, write, walk, react, reply, edit, delete, and look the keys up', async ({
  workspace,
}) => {
  const [ada, bea] = await Promise.all([workspace.person(unique('ada')), workspace.person(unique('bea'))])
  const room = await makeChannel(workspace, [ada, bea])
  await workspace.owner.send(room.id, 'first things first')
  const { page } = ada
  const { keyboard } = page
  await expect(sidebarLine(page, room.name)).toBeVisible()
  await keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Where to?' })).toBeFocused()
  await keyboard.type(room.name)
  await keyboard.press('Enter')
  await expect(conversation(page)).toHaveAccessibleName(`Conversation ${room.name}`)
  await expect(composer(page)).toBeFocused()
  await keyboard.type('mine')
  await keyboard.press('Enter')
  await expect(message(timeline(page), 'mine')).toBeVisible()

  await backToMessages(page)
  await expect(message(timeline(page), 'mine')).toBeFocused()
  await keyboard.press('ArrowUp')
  await expect(message(timeline(page), 'first things first')).toBeFocused()
  await keyboard.press('+')
  await expect(page.getByRole('combobox', { name: 'Search emoji' })).toBeFocused()
  await keyboard.type('tada')
  await expect(page.getByRole('gridcell', { selected: true })).toHaveText('🎉')
  await keyboard.press('Enter')
  await expect(
    message(timeline(page), 'first things first').getByRole('button', { name: '🎉, 1 reaction, you' }),
  ).toBeVisible()

  await expect(message(timeline(page), 'first things first')).toBeFocused()
  await keyboard.press('r')
  await expect(thread(page).getByRole('textbox', { name: 'Reply…' })).toBeFocused()
  await keyboard.type('and then the second')
  await keyboard.press('Enter')
  await expect(message(thread(page), 'and then the second')).toBeVisible()
  await keyboard.press('Escape')
  await expect(thread(page)).toHaveCount(0)

  await expect(composer(page)).toBeFocused()
  await keyboard.press('ArrowUp')
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused()
  await keyboard.press('End')
  await keyboard.type(' and yours')
  await keyboard.press('Enter')
  await expect(message(timeline(page), 'mine and yours')).toBeVisible()
  await expect(composer(page)).toBeFocused()
  await backToMessages(page)
  await keyboard.press('Delete')
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Delete' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(message(timeline(page), 'This message was deleted.')).toBeVisible()

  await backToMessages(page)
  await keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByText('Walk through messages')).toBeVisible()
  await expect(sheet.getByText('Go to a conversation or person')).toBeVisible()
  await keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
})

test('the quick switcher leads to a person, and shows one window of each kind', async ({ workspace }) => {
  const [ada, bea] = await Promise.all([workspace.person(unique('ada')), workspace.person(unique('bea'))])
  await expect(composer(ada.page)).toBeVisible()
  await ada.page.keyboard.press('Control+k')
  await expect(ada.page.getByRole('dialog')).toHaveCount(1)
  await ada.page.keyboard.type(bea.name)
  await expect(ada.page.getByRole('option', { name: bea.name, exact: true })).toBeVisible()
  await ada.page.keyboard.press('Enter')
  await expect(conversation(ada.page)).toHaveAccessibleName(`Conversation ${bea.name}`)
  await expect(composer(ada.page)).toBeFocused()
  // Also with the sidebar away, and where there is no room for it.
  await ada.page.keyboard.press('Control+Shift+S')
  await ada.page.keyboard.press('Control+k')
  await ada.page.getByRole('combobox', { name: 'Where to?' }).fill('general')
  await ada.page.keyboard.press('Enter')
  await expect(conversation(ada.page)).toHaveAccessibleName('Conversation general')
  await ada.page.setViewportSize({ width: 640, height: 600 })
  await ada.page.keyboard.press('Control+k')
  await ada.page.getByRole('combobox', { name: 'Where to?' }).fill(bea.name)
  await ada.page.keyboard.press('Enter')
  await expect(conversation(ada.page)).toHaveAccessibleName(`Conversation ${bea.name}`)
})
