// Tasks: a board is made, work is written down, moved, talked about and finished, by mouse and by keyboard.

import type { Locator, Page } from '@playwright/test'
import type { BoardView } from '../../contract/boards.ts'
import type { MessageId } from '../../contract/ids.ts'
import { makeBoard, makeTask } from '../../server/test/boards.ts'
import {
  composer,
  goToChannel,
  makeChannel,
  message,
  sidebar,
  sidebarLine,
  timeline,
  unique,
} from '../fixtures/chat.ts'
import { expect, type Person, test, type Workspace } from '../fixtures/workspace.ts'

const list = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^${name}, \\d+ task`) })
const card = (place: Page | Locator, title: string) => place.locator('[data-task]').filter({ hasText: title })
const pane = (page: Page) => page.getByRole('region', { name: /^Task [A-Z0-9]+-\d+$/ })
const titles = (place: Locator) => place.locator('[data-task] p').allInnerTexts()

async function boardOf({ owner }: Workspace, people: Person[]): Promise<BoardView> {
  return makeBoard(owner, {
    name: unique('Board'),
    key: unique('K').replace(/\W/g, '').toUpperCase().slice(0, 8),
    home: { kind: 'own', isPublic: false, memberIds: people.map(({ client }) => client.personId) },
  })
}

test('a new user makes a board and moves work over it with the mouse', async ({ workspace }) => {
  const ann = await workspace.person('Ann')
  const { page } = ann
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'New board' }).click()
  const dialog = page.getByRole('dialog', { name: 'New board' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Spring Fair')
  await expect(dialog.getByRole('textbox', { name: 'Key' })).toHaveValue('SF')
  await dialog.getByRole('button', { name: 'Make board' }).click()
  await expect(page.getByRole('heading', { name: 'Spring Fair' })).toBeVisible()
  await expect(sidebarLine(page, 'Spring Fair')).toHaveAttribute('aria-current', 'page')

  await list(page, 'To do').getByRole('button', { name: 'New task' }).last().click()
  const field = page.getByRole('textbox', { name: 'New task in To do' })
  for (const title of ['Book the hall', 'Print the posters', 'Ask the band']) {
    await field.fill(title)
    await field.press('Enter')
  }
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(list(page, 'To do')).toHaveAccessibleName('To do, 3 tasks')
  await expect(card(page, 'Ask the band')).toContainText('SF-3')

  await card(page, 'Ask the band').dragTo(card(page, 'Book the hall'), { targetPosition: { x: 40, y: 4 } })
  await expect
    .poll(() => titles(list(page, 'To do')))
    .toEqual(['Ask the band', 'Book the hall', 'Print the posters'])
  await card(page, 'Book the hall').dragTo(list(page, 'In progress'))
  await expect(card(list(page, 'In progress'), 'Book the hall')).toBeVisible()
  await page.reload()
  await expect(card(list(page, 'In progress'), 'Book the hall')).toBeVisible()
  await expect.poll(() => titles(list(page, 'To do'))).toEqual(['Ask the band', 'Print the posters'])
})

test('the keyboard alone: to a board, along it, a task carried, opened, changed and taken', async ({
  workspace,
}) => {
  const [ann, ben] = [await workspace.person('Ann'), await workspace.person('Ben')]
  const board = await boardOf(workspace, [ann, ben])
  for (const title of ['One', 'Two', 'Three']) await makeTask(ann.client, board, title)
  const { page } = ann
  await page.goto(`/b/${board.id}`)
  await ben.page.goto(`/b/${board.id}`)
  await expect(card(ben.page, 'Three')).toBeVisible()
  await card(page, 'One').focus()
  await page.keyboard.press('ArrowDown')
  await expect(card(page, 'Two')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByText(/^Picked up Two/)).toBeAttached()
  await page.keyboard.press('ArrowRight')
  await expect(card(list(page, 'In progress'), 'Two')).toBeVisible()
  // Nobody else sees it move before it is put down.
  await expect(card(list(ben.page, 'To do'), 'Two')).toBeVisible()
  await page.keyboard.press('Space')
  await expect(card(list(ben.page, 'In progress'), 'Two')).toBeVisible()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Escape')
  await expect(card(list(page, 'In progress'), 'Two')).toBeFocused()

  await page.keyboard.press('i')
  await expect(card(page, 'Two')).toHaveAccessibleName(/for Ann/)
  await page.keyboard.press('n')
  await page.keyboard.type('Four')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(card(list(ben.page, 'In progress'), 'Four')).toBeVisible()

  await card(page, 'Two').focus()
  await page.keyboard.press('Enter')
  const title = pane(page).getByRole('textbox', { name: 'Title' })
  await expect(title).toHaveValue('Two')
  await title.fill('Two and a half')
  await title.press('Enter')
  await expect(card(ben.page, 'Two and a half')).toBeVisible()
})

test('a task is described and talked about, and its comments reach who follows it', async ({ workspace }) => {
  const [ann, ben] = [await workspace.person('Ann'), await workspace.person('Ben')]
  const board = await boardOf(workspace, [ann, ben])
  const task = await makeTask(ann.client, board, 'Paint the door', { assigneeIds: [ben.client.personId] })
  const { page } = ann
  await page.goto(`/b/${board.id}?task=${task.id}`)
  await pane(page).getByRole('button', { name: 'Add a description' }).click()
  await expect(pane(page).getByRole('textbox', { name: 'Description' })).toBeFocused()
  await page.keyboard.type('Blue, **not** green')
  await pane(page).getByRole('button', { name: 'Save' }).click()
  await expect(pane(page).getByRole('region', { name: 'Description' })).toContainText('Blue, not green')
  await pane(page).getByRole('button', { name: 'Add a checklist' }).click()
  await page.keyboard.type('Buy paint')
  await page.keyboard.press('Enter')
  await expect(pane(page).getByRole('checkbox', { name: 'Buy paint' })).toBeVisible()
  const comments = pane(page).locator('.ProseMirror')
  await comments.fill('Which blue?')
  await comments.press('Enter')
  await expect(pane(page).getByText('Which blue?', { exact: true })).toBeVisible()
  await expect(card(page, 'Paint the door')).toHaveAccessibleName(/1 comment/)

  await sidebarLine(ben.page, 'Threads').click()
  await expect(ben.page.getByText('Which blue?')).toBeVisible()
  await sidebarLine(ben.page, 'My tasks').click()
  await ben.page.getByRole('link', { name: /Paint the door/ }).click()
  await expect(pane(ben.page).getByText('Which blue?', { exact: true })).toBeVisible()
  await ben.page.getByRole('button', { name: 'Done: Paint the door' }).click()
  await expect(card(list(page, 'Done'), 'Paint the door')).toBeVisible()
  await expect(sidebar(ben.page).getByRole('link', { name: board.name })).toBeVisible()
})

test('from a message to done: one key makes a task of it, and the message shows how it stands', async ({
  workspace,
}) => {
  const [ann, ben] = [await workspace.person('Ann'), await workspace.person('Ben')]
  const board = await boardOf(workspace, [ann])
  const room = await makeChannel(workspace, [ann, ben])
  await ben.client.send(room.id, 'The coffee machine leaks again')
  const { page } = ann
  await goToChannel(page, room.id)
  await goToChannel(ben.page, room.id)
  const row = message(timeline(page), 'The coffee machine leaks again')
  await row.focus()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New task from a message' })
  await expect(dialog.getByRole('textbox', { name: 'What is to be done' })).toHaveValue(
    'The coffee machine leaks again',
  )
  await page.keyboard.press('Enter')
  const link = row.getByRole('link', { name: /^Task [A-Z0-9]+-1: The coffee machine leaks again, To do/ })
  await expect(link).toBeVisible()
  // Who is not on the board learns nothing of it but that the message was taken up.
  await expect(message(timeline(ben.page), 'The coffee machine leaks again')).toBeVisible()
  await expect(message(timeline(ben.page), 'The coffee machine leaks again').getByRole('link')).toHaveCount(0)

  await link.press('Enter')
  await expect(pane(page).getByRole('link', { name: 'Made from a message of Ben' })).toBeVisible()
  await pane(page)
    .getByRole('button', { name: /To do List/ })
    .press('Enter')
  await page.getByRole('option', { name: 'Done' }).press('Enter')
  await expect(row.getByRole('link', { name: /, Done$/ })).toBeVisible()

  await sidebarLine(page, board.name).click()
  await expect(card(list(page, 'Done'), 'The coffee machine leaks again')).toBeVisible()
})

test('a task is found again: by its number, by its words, by its comment', async ({ workspace }) => {
  const ann = await workspace.person('Ann')
  const board = await boardOf(workspace, [ann])
  const task = await makeTask(ann.client, board, 'Calibrate the tide gauge')
  await ann.client.send(board.channelId, 'The gauge is stuck', { threadId: task.id as string as MessageId })
  const { page } = ann
  await sidebarLine(page, 'Search').click()
  const field = page.getByRole('combobox', { name: /^Search in messages/ })
  await field.fill(`${board.key}-1`)
  await field.press('Enter')
  await page.getByRole('tab', { name: 'Tasks' }).click()
  const results = page.getByRole('list', { name: 'Results' })
  await expect(results.getByRole('link')).toContainText('Calibrate the tide gauge')
  await field.fill('gauge calib')
  await field.press('Enter')
  await results.getByRole('link').press('Enter')
  await expect(pane(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Calibrate the tide gauge')
  await page.goBack()
  await field.fill('stuck')
  await field.press('Enter')
  await page.getByRole('tab', { name: 'Messages' }).click()
  await results.getByRole('link', { name: /The gauge is stuck/ }).press('Enter')
  await expect(pane(page).getByText('The gauge is stuck', { exact: true })).toBeVisible()
})

test('without a network work goes on, and arrives when it is back; what is refused says so', async ({
  workspace,
}) => {
  const [ann, ben] = [await workspace.person('Ann'), await workspace.person('Ben')]
  const board = await boardOf(workspace, [ann, ben])
  const kept = await makeTask(ben.client, board, 'Kept')
  const gone = await makeTask(ben.client, board, 'Gone')
  const { page, context } = ann
  await page.goto(`/b/${board.id}`)
  await expect(card(page, 'Gone')).toBeVisible()
  await context.setOffline(true)
  await card(page, 'Kept').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.keyboard.press('n')
  await page.keyboard.type('Written at sea')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await card(page, 'Gone').focus()
  await page.keyboard.press('i')
  await expect(card(list(page, 'In progress'), 'Written at sea')).toBeVisible()
  await ben.client.call('tasks.delete', { taskId: gone.id })
  await context.setOffline(false)
  await expect
    .poll(async () => {
      const { tasks } = await ben.client.call('tasks.list', { boardId: board.id })
      return tasks.map(({ title, listId }) => [title, listId === board.lists[1]?.id])
    })
    .toEqual(
      expect.arrayContaining([
        ['Kept', true],
        ['Written at sea', true],
      ]),
    )
  expect((await ben.client.call('tasks.read', { taskId: kept.id })).task.revision).toBe(2)
  const refusals = page.getByRole('list', { name: 'Changes that did not go through' })
  await expect(refusals.getByRole('listitem')).toContainText('Gone')
  await refusals.getByRole('button', { name: 'Let go' }).click()
  await expect(refusals).toBeHidden()
})

test('a board is filtered, read as a list and as a calendar, and the address brings the same again', async ({
  workspace,
}) => {
  const [ann, ben] = [await workspace.person('Ann'), await workspace.person('Ben')]
  const board = await boardOf(workspace, [ann, ben])
  const today = new Date().toISOString().slice(0, 10)
  const due = { day: today, time: null, timeZone: 'UTC' }
  await makeTask(ann.client, board, 'Mine today', { assigneeIds: [ann.client.personId], due })
  await makeTask(ann.client, board, 'Mine some day', { assigneeIds: [ann.client.personId] })
  await makeTask(ann.client, board, 'Of Ben', {
    assigneeIds: [ben.client.personId],
    listId: board.lists[1]?.id,
  })
  const { page } = ann
  await page.goto(`/b/${board.id}`)
  await page.getByRole('button', { name: 'People' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Me', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(card(page, 'Of Ben')).toBeHidden()
  await expect(list(page, 'To do')).toHaveAccessibleName('To do, 2 tasks')

  await page.getByText('List', { exact: true }).click()
  const tasks = page.getByRole('link').filter({ has: page.locator('xpath=self::*[@data-task]') })
  await expect(tasks).toHaveCount(2)
  await page.getByRole('button', { name: 'Done: Mine some day' }).click()
  await expect(page.getByRole('heading', { name: 'Done 1' })).toBeVisible()
  await page.getByRole('button', { name: 'Group: List' }).click()
  await page.getByRole('menuitemradio', { name: 'Due date' }).click()
  await expect(page.getByRole('heading', { name: 'No date 1' })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('heading', { name: 'No date 1' })).toBeVisible()
  await expect(card(page, 'Of Ben')).toBeHidden()
  await page.getByText('Calendar', { exact: true }).click()
  await expect(page.locator('[aria-current="date"]').getByRole('link', { name: 'Mine today' })).toBeVisible()
  await page.locator('[aria-current="date"]').getByRole('link', { name: 'Mine today' }).click()
  await expect(pane(page).getByRole('textbox', { name: 'Title' })).toHaveValue('Mine today')
  await page.keyboard.press('Escape')
  await expect(pane(page)).toBeHidden()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByText('Board', { exact: true }).click()
  await expect(card(page, 'Of Ben')).toBeVisible()
})

test('while writing, a key makes a task of what is typed and leaves a link that unfolds for who may see it', async ({
  workspace,
}) => {
  const [ann, ben] = [await workspace.person('Ann'), await workspace.person('Ben')]
  const board = await boardOf(workspace, [ann])
  const room = await makeChannel(workspace, [ann, ben])
  const { page } = ann
  await goToChannel(page, room.id)
  await goToChannel(ben.page, room.id)
  await composer(page).focus()
  await page.keyboard.type('Grease the crane')
  await page.keyboard.press('Alt+Shift+T')
  const dialog = page.getByRole('dialog', { name: 'New task' })
  await expect(dialog.getByRole('textbox', { name: 'What is to be done' })).toHaveValue('Grease the crane')
  await page.keyboard.press('Enter')
  await expect(composer(page)).toContainText(`/b/${board.id}?task=`)
  await expect(composer(page)).toBeFocused()
  await page.keyboard.press('Enter')
  const sent = message(timeline(page), `/b/${board.id}?task=`)
  await expect(sent.getByRole('link', { name: /^Task [A-Z0-9]+-1: Grease the crane, To do/ })).toBeVisible()
  await expect(message(timeline(ben.page), `/b/${board.id}?task=`)).toBeVisible()
  await expect(message(timeline(ben.page), 'Grease the crane')).toHaveCount(0)
})
