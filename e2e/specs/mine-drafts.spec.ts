// Drafts follow their author to every device, live, and nothing that was typed is lost on the way.
import type { Page } from '@playwright/test'
import {
  composer,
  conversation,
  goToChannel,
  makeChannel,
  sidebar,
  sidebarLine,
  thread,
  timeline,
  unique,
  write,
} from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

const line = (page: Page) => sidebar(page).getByRole('link', { name: /^Drafts/ })
const drafts = (page: Page) => page.getByRole('region', { name: 'Drafts', exact: true })
const offered = (page: Page) => page.getByRole('region', { name: 'Written on another device' })
/** The server has what was typed. */
const isSaved = (page: Page, text: string) =>
  page.waitForResponse(
    (response) =>
      response.url().endsWith('/api/drafts.save') && (response.request().postData() ?? '').includes(text),
  )

test('what is begun on one device goes on on the other, and is gone from both when it is sent', async ({
  workspace,
}) => {
  const anna = await workspace.person(unique('anna'))
  const [room, elsewhere] = [await makeChannel(workspace, [anna]), await makeChannel(workspace, [anna])]
  const { page } = anna
  const other = (await workspace.open(anna.email)).page
  await goToChannel(other, elsewhere.id)
  await goToChannel(page, room.id)
  await composer(page).pressSequentially('we could meet')

  await expect(line(other)).toHaveAccessibleName('Drafts 1 draft')
  await expect(sidebarLine(other, room.name)).toHaveAccessibleName(`${room.name} draft`)
  await expect(composer(other)).toHaveText('')
  await sidebarLine(other, room.name).click()
  await expect(composer(other)).toHaveText('we could meet')
  await composer(page).pressSequentially(' on Friday')
  await expect(composer(other)).toHaveText('we could meet on Friday')
  await composer(other).press('End')
  await composer(other).pressSequentially(' at nine')
  await expect(composer(page)).toHaveText('we could meet on Friday at nine')
  await composer(other).press('Enter')
  await expect(timeline(page).getByText('we could meet on Friday at nine')).toBeVisible()
  await expect(composer(page)).toHaveText('')
  await expect(line(page)).toHaveAccessibleName('Drafts')
})

test('two devices that wrote without knowing of each other lose nothing', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  const { page, context } = anna
  const other = (await workspace.open(anna.email)).page
  await goToChannel(page, room.id)
  await goToChannel(other, room.id)
  await context.setOffline(true)
  await composer(page).pressSequentially('written on the train')
  const saved = isSaved(other, 'written at home')
  await composer(other).pressSequentially('written at home')
  await saved
  await context.setOffline(false)

  for (const device of [page, other]) {
    await expect(composer(device)).toHaveText('written on the train', { timeout: 30_000 })
    await expect(offered(device)).toContainText('written at home')
  }
  await offered(other).getByRole('button', { name: 'Add it' }).click()
  for (const device of [page, other]) {
    await expect(composer(device)).toContainText('written on the train')
    await expect(composer(device)).toContainText('written at home')
    await expect(offered(device)).toHaveCount(0)
  }
})

test('drafts of a channel and its threads stand in one list: go on, delete, undo, by keyboard', async ({
  workspace,
}) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  const root = (await workspace.owner.send(room.id, 'what do you think')).message
  const { page } = anna
  await goToChannel(page, room.id)
  await composer(page).pressSequentially('to all of you')
  await page.goto(`/c/${room.id}/t/${root.id}`)
  await thread(page).getByRole('textbox').pressSequentially('only to you')
  await expect(line(page)).toHaveAccessibleName('Drafts 2 drafts')
  await page.keyboard.press('Control+Shift+E')
  const cards = drafts(page).getByRole('article')
  await expect(cards).toHaveCount(2)
  await expect(cards.first()).toContainText(`Thread in ${room.name}`)
  await cards.first().getByRole('button', { name: 'Delete draft' }).press('Enter')
  await expect(cards).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(cards).toHaveCount(2)
  await cards.filter({ hasText: 'only to you' }).getByRole('link', { name: 'Go on writing' }).press('Enter')
  await expect(thread(page).getByRole('textbox')).toHaveText('only to you')
  await expect(composer(page)).toHaveText('to all of you')
  await write(thread(page).getByRole('textbox'), 'only to you')
  await expect(line(page)).toHaveAccessibleName('Drafts 1 draft')
})

test('what was typed a moment before signing out is there on the next device', async ({ workspace }) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  const { page } = anna
  await goToChannel(page, room.id)
  await composer(page).pressSequentially('half a sentence')
  await page.getByRole('button', { name: 'You and your workspace' }).click()
  await page.getByRole('menuitem', { name: /Sign out/ }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Sign out/ })
    .click()
  await expect(page.getByRole('button', { name: /Sign in/ })).toBeVisible()
  const other = (await workspace.open(anna.email)).page
  await goToChannel(other, room.id)
  await expect(composer(other)).toHaveText('half a sentence')
  await expect(conversation(other)).toBeVisible()
})
