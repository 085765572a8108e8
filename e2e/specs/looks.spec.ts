// Everybody can use every screen: no serious finding of axe in light or dark, and room enough from small to large.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { MessageId } from '../../contract/ids.ts'
import { makeBoard, makeTask, newLabelId } from '../../server/test/boards.ts'
import {
  composer,
  conversation,
  goToChannel,
  makeChannel,
  message,
  onMessage,
  thread,
  timeline,
  unique,
} from '../fixtures/chat.ts'
import { expect, test, type Workspace } from '../fixtures/workspace.ts'

/** Colours are looked at when nothing moves any more. */
const rest = (page: Page) =>
  page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(moving.map((one) => one.finished))
  })

async function findings(page: Page, name: string, rules?: string[]): Promise<string[]> {
  await rest(page)
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${name}: ${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
    )
}

/** All rules in the light; in the dark only colours can differ. */
async function inBoth(page: Page, name: string): Promise<string[]> {
  const light = await findings(page, name)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await findings(page, `${name}, dark`, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark]
}

/** A channel with something of everything. */
async function lively(workspace: Workspace) {
  const [ada, bea] = await Promise.all([
    workspace.person(unique('ada'), 'admin'),
    workspace.person(unique('bea')),
  ])
  const room = await makeChannel(workspace, [ada, bea], { topic: 'What the sea brings' })
  const { message: root } = await bea.client.send(
    room.id,
    `Hello <@${ada.client.personId}>, **look**: https://example.org`,
  )
  await ada.client.send(
    room.id,
    'Some `code` and\n\n```ts\n// a comment\nconst answer: number = 42\n```\n\n> a quote\n\n- one\n- two',
  )
  await bea.client.call('messages.edit', { messageId: root.id, body: `${root.body} now` })
  await ada.client.call('reactions.add', { messageId: root.id, emoji: '🎉' })
  await bea.client.call('reactions.add', { messageId: root.id, emoji: '👍' })
  await bea.client.send(room.id, 'a reply', { threadId: root.id })
  const { message: gone } = await bea.client.send(room.id, 'to be deleted')
  await bea.client.call('messages.delete', { messageId: gone.id })
  await goToChannel(ada.page, room.id)
  await expect(message(timeline(ada.page), 'look')).toBeVisible()
  return { ada, bea, room }
}

test('before the workspace: nothing stands in anybody’s way', async ({ workspace, browser }) => {
  const context = await browser.newContext({ baseURL: workspace.url, colorScheme: 'light' })
  const page = await context.newPage()
  const found: string[] = []
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  found.push(...(await inBoth(page, 'sign-in')))
  await page.goto('/setup#token=x')
  await expect(page.getByRole('button', { name: 'Create workspace' })).toBeVisible()
  found.push(...(await inBoth(page, 'setup')))
  expect(found).toEqual([])
  await context.close()
})

test('in a conversation: timeline, thread, details and every window over them', async ({ workspace }) => {
  test.slow()
  const { ada } = await lively(workspace)
  const { page } = ada
  const found: string[] = []
  await onMessage(timeline(page), 'look', 'Reply in thread')
  await expect(message(thread(page), 'a reply')).toBeVisible()
  found.push(...(await inBoth(page, 'channel and thread')))
  await conversation(page).getByRole('button', { name: 'Details', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Details' }).getByRole('listitem').first()).toBeVisible()
  found.push(...(await inBoth(page, 'details')))
  await page.keyboard.press('Escape')
  const windows: [string, () => Promise<void>][] = [
    ['switcher', () => page.keyboard.press('Control+k')],
    ['new message', () => page.keyboard.press('Control+Shift+K')],
    ['browse', () => page.keyboard.press('Control+Shift+O')],
    ['keys', () => page.keyboard.press('Control+/')],
  ]
  for (const [name, open] of windows) {
    await open()
    await expect(page.getByRole('dialog')).toBeVisible()
    found.push(...(await inBoth(page, name)))
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'New channel' }).click()
  await expect(page.getByRole('dialog', { name: 'New channel' })).toBeVisible()
  found.push(...(await inBoth(page, 'new channel')))
  expect(found).toEqual([])
})

test('a board, a task beside it, the own tasks, and what opens over them', async ({ workspace }) => {
  test.slow()
  const ada = await workspace.person(unique('ada'))
  const { page } = ada
  const board = await makeBoard(ada.client, { name: unique('Board'), key: 'LOOK' })
  const labels = (['red', 'yellow', 'brown'] as const).map((color) => ({
    id: newLabelId(),
    name: color,
    color,
  }))
  await ada.client.call('boards.saveLabels', { boardId: board.id, labels })
  const due = (day: string) => ({ day, time: null, timeZone: 'Europe/Berlin' })
  const task = await makeTask(ada.client, board, 'Mend the net', {
    assigneeIds: [ada.client.personId],
    labelIds: labels.map(({ id }) => id),
    priority: 'urgent',
    due: due('2020-01-01'),
    description: 'Where it is torn',
  })
  await makeTask(ada.client, board, 'Another day', { due: due('2030-01-01'), priority: 'low' })
  await ada.client.send(board.channelId, 'It is long', { threadId: task.id as string as MessageId })
  const found: string[] = []
  await page.goto(`/b/${board.id}?task=${task.id}`)
  await expect(page.getByRole('region', { name: 'Description' })).toBeVisible()
  await expect(page.getByText('It is long', { exact: true })).toBeVisible()
  found.push(...(await inBoth(page, 'board and task')))
  for (const view of ['list', 'calendar']) {
    await page.goto(`/b/${board.id}?view=${view}&priority=urgent,low`)
    await expect(page.getByRole('button', { name: 'Show all' })).toBeVisible()
    found.push(...(await inBoth(page, view)))
  }
  await page.goto('/tasks')
  await expect(page.getByRole('region', { name: 'Overdue' })).toBeVisible()
  found.push(...(await inBoth(page, 'my tasks')))
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'New board' }).click()
  await expect(page.getByRole('dialog', { name: 'New board' })).toBeVisible()
  found.push(...(await inBoth(page, 'new board')))
  await page.keyboard.press('Escape')
  await page.goto(`/b/${board.id}`)
  await page.getByRole('button', { name: 'Board menu' }).click()
  await page.getByRole('menuitem', { name: 'Labels' }).click()
  await expect(page.getByRole('dialog', { name: 'Labels' })).toBeVisible()
  found.push(...(await inBoth(page, 'labels')))
  expect(found).toEqual([])
})

/** Every screen, and what shows that one is there. */
const screens = [
  ['/unreads', 'heading', 'Unread'],
  ['/mentions', 'heading', 'Mentions'],
  ['/threads', 'heading', 'Threads'],
  ['/files', 'heading', 'Files'],
  ['/search', 'heading', 'Search'],
  ['/call-doctor', 'heading', 'Call doctor'],
  ['/settings/profile', 'tab', 'Profile'],
  ['/settings/appearance', 'tab', 'Appearance'],
  ['/settings/notifications', 'tab', 'Notifications'],
  ['/settings/security', 'tab', 'Security'],
  ['/admin/people', 'tab', 'People'],
  ['/admin/invitations', 'tab', 'Invitations'],
  ['/admin/bots', 'tab', 'Bots'],
  ['/admin/calls', 'tab', 'Calls'],
  ['/admin/releases', 'tab', 'Desktop app'],
  ['/admin/workspace', 'tab', 'Workspace'],
  ['/admin/audit', 'tab', 'Audit trail'],
] as const

/** Goes there within the app, as its own links do: opening it anew for every screen would be most of the time. */
async function visit(page: Page, [path, role, name]: (typeof screens)[number]) {
  await page.evaluate((to) => history.pushState(null, '', to), path)
  const sign = page
    .getByRole('main')
    .getByRole(role, { name, exact: true, ...(role === 'tab' && { selected: true }) })
  await expect(sign.first()).toBeVisible()
  await expect(page.getByText('Loading…')).toHaveCount(0)
}

test('lists, settings and administration', async ({ workspace }) => {
  test.slow()
  const { ada } = await lively(workspace)
  const found: string[] = []
  for (const screen of screens) {
    await visit(ada.page, screen)
    found.push(...(await inBoth(ada.page, screen[0])))
  }
  expect(found).toEqual([])
})

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const [width, height] of [
  [900, 600],
  [2560, 1440],
] as const) {
  test(`at ${width}×${height} nothing is cut off sideways and one can write everywhere`, async ({
    workspace,
  }) => {
    const { ada } = await lively(workspace)
    const { page } = ada
    await page.setViewportSize({ width, height })
    await expect(composer(page)).toBeInViewport({ ratio: 1 })
    await expect(timeline(page)).toBeInViewport()
    expect(await overflow(page)).toBe(0)
    await onMessage(timeline(page), 'look', 'Reply in thread')
    await expect(thread(page).getByRole('textbox', { name: 'Reply…' })).toBeInViewport({ ratio: 1 })
    await expect(thread(page).getByRole('button', { name: 'Send', exact: true })).toBeInViewport({ ratio: 1 })
    expect(await overflow(page)).toBe(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Escape')
    for (const screen of screens) {
      await visit(page, screen)
      expect(await overflow(page), screen[0]).toBe(0)
    }
  })
}
