// Groups of people: made by admins, mentioned like anybody, opened to see who is in them.
import {
  composer,
  goToChannel,
  makeChannel,
  message,
  sidebarLine,
  timeline,
  unique,
} from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

test('an admin makes a group; a mention of it is suggested, calls its people and shows who they are', async ({
  workspace,
}) => {
  const [ada, bea, cleo] = await Promise.all([
    workspace.person(unique('ada'), 'admin'),
    workspace.person(unique('bea')),
    workspace.person(unique('cleo')),
  ])
  const room = await makeChannel(workspace, [ada, bea, cleo])
  const handle = unique('design')

  await ada.page.goto('/admin/groups')
  await ada.page.getByRole('button', { name: 'New group' }).click()
  const dialog = ada.page.getByRole('dialog', { name: 'New group' })
  await dialog.getByRole('textbox', { name: 'Handle' }).fill('here')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Design team')
  await dialog.getByRole('combobox', { name: 'People' }).fill(cleo.name)
  await ada.page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Create group' }).click()
  await expect(dialog.getByText(/taken by a mention of everybody/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Handle' }).fill(handle)
  await dialog.getByRole('button', { name: 'Create group' }).click()
  await expect(ada.page.getByText(`@${handle}`)).toBeVisible()

  await goToChannel(bea.page, room.id)
  await composer(bea.page).pressSequentially(`@${handle.slice(0, 9)}`)
  await expect(
    bea.page.getByRole('option', { name: new RegExp(`${handle} Design team · 1 person`) }),
  ).toBeVisible()
  await composer(bea.page).press('Enter')
  await composer(bea.page).pressSequentially('please look')
  await composer(bea.page).press('Enter')
  await expect(sidebarLine(cleo.page, room.name)).toHaveAccessibleName(/1 mention/)

  const said = message(timeline(bea.page), 'please look')
  await said.getByRole('button', { name: `@${handle}` }).click()
  const card = bea.page.getByRole('dialog', { name: `Group @${handle}` })
  await expect(card.getByRole('button', { name: cleo.name })).toBeVisible()
  await bea.page.keyboard.press('Escape')

  // A new handle shows in what was written before.
  await ada.page.getByRole('button', { name: `Actions for @${handle}` }).click()
  await ada.page.getByRole('menuitem', { name: 'Change…' }).click()
  const change = ada.page.getByRole('dialog', { name: `Change @${handle}` })
  await change.getByRole('textbox', { name: 'Handle' }).fill(`${handle}-team`)
  await change.getByRole('button', { name: 'Save' }).click()
  await expect(said.getByRole('button', { name: `@${handle}-team` })).toBeVisible()
})
