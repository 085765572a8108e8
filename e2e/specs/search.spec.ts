// Search: by keys from anywhere, through the results, into the message and back; what is gone is gone there, too.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import {
  composer,
  conversation,
  makeChannel,
  message,
  openChannel,
  sidebarLine,
  timeline,
  unique,
  write,
} from '../fixtures/chat.ts'
import { pdf, pick, text } from '../fixtures/files.ts'
import { expect, test, type Workspace } from '../fixtures/workspace.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search in messages' })
const results = (page: Page) => page.getByRole('list', { name: 'Results' }).getByRole('link')
const chip = (page: Page, label: string) => page.getByRole('button', { name: `Remove ${label}` })

/** Waits until the index has heard of everything so far. */
async function indexed({ owner }: Workspace, query: string, count: number) {
  await expect.poll(async () => (await owner.call('search.find', { query })).hits.length).toBe(count)
}

async function look(page: Page, query: string) {
  await page.keyboard.press('Control+g')
  await field(page).fill(query)
  await field(page).press('Enter')
}

async function talk(workspace: Workspace) {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna])
  const word = `lantern${unique('').replace(/\W/g, '')}`
  await workspace.owner.send(room.id, `The ${word} is **lit** by 東京タワー`)
  const root = (await anna.client.send(room.id, `Who has the ${word}s?`)).message
  await workspace.owner.send(room.id, `Straße with ${word}`, { threadId: root.id })
  await indexed(workspace, word, 3)
  // The keys are heard from here on.
  await expect(sidebarLine(anna.page, room.name)).toBeVisible()
  return { anna, room, word, page: anna.page }
}

test('a key opens it, parts of words find, Enter jumps to the message, Back comes back to the result', async ({
  workspace,
}) => {
  const { page, room, word } = await talk(workspace)
  await openChannel(page, room.name)
  await look(page, word.slice(2, 9))
  await expect(results(page)).toHaveCount(3)
  await expect(results(page).first().locator('mark').first()).toHaveText(word.slice(2, 9))
  await field(page).press('ArrowDown')
  await expect(results(page).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(results(page).nth(1)).toBeFocused()
  const text = await results(page).nth(1).textContent()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/c\//)
  await expect(timeline(page).getByText(`Who has the ${word}s?`)).toBeVisible()
  await page.goBack()
  await expect(results(page)).toHaveCount(3)
  await expect(results(page).nth(1)).toBeFocused()
  await expect(results(page).nth(1)).toHaveText(text ?? '')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowUp')
  await expect(field(page)).toBeFocused()
})

test('filters as text, as chips and by pickers say the same', async ({ workspace }) => {
  const { page, word, anna, room } = await talk(workspace)
  await look(page, word)
  await expect(results(page)).toHaveCount(3)
  await page.keyboard.press('Control+g')
  await field(page).press('End')
  await field(page).pressSequentially(` from:${anna.name}`)
  await expect(page.getByRole('option', { name: anna.name })).toBeVisible()
  await field(page).press('Tab')
  await field(page).press('Enter')
  await expect(results(page)).toHaveCount(1)
  await chip(page, `from:${anna.name}`).click()
  await expect(results(page)).toHaveCount(3)
  await expect(field(page)).toHaveValue(word)
  await page.getByRole('button', { name: 'In threads' }).click()
  await expect(field(page)).toHaveValue(`${word} is:thread`)
  await expect(results(page)).toHaveCount(2)
  await chip(page, 'is:thread').click()
  await page.getByRole('button', { name: 'In', exact: true }).click()
  await page.getByRole('dialog', { name: 'In' }).getByRole('combobox').fill(room.name)
  await page.getByRole('option', { name: room.name }).click()
  await expect(field(page)).toHaveValue(`${word} in:${room.name}`)
  await expect(results(page)).toHaveCount(3)
})

test('in one channel, from its header and by Ctrl+F', async ({ workspace }) => {
  const { page, word, room, anna } = await talk(workspace)
  const other = await makeChannel(workspace, [anna])
  await workspace.owner.send(other.id, `another ${word}`)
  await indexed(workspace, word, 4)
  await openChannel(page, other.name)
  await page.keyboard.press('Control+f')
  await field(page).fill(word)
  await field(page).press('Enter')
  await expect(results(page)).toHaveCount(1)
  await chip(page, `Only in #${other.name}`).click()
  await expect(results(page)).toHaveCount(4)
  await openChannel(page, room.name)
  await page.getByRole('button', { name: 'Search in this channel' }).click()
  await field(page).fill('京タ')
  await field(page).press('Enter')
  await expect(results(page)).toHaveCount(1)
})

test('channels, people, and what was looked for lately; it can be forgotten', async ({ workspace }) => {
  const { page, word, room, anna } = await talk(workspace)
  await look(page, word)
  await expect(results(page)).toHaveCount(3)
  await field(page).fill(room.name)
  await field(page).press('Enter')
  await page.getByRole('tab', { name: 'Channels' }).click()
  await expect(results(page)).toHaveCount(1)
  await field(page).fill(anna.name)
  await field(page).press('Enter')
  await page.getByRole('tab', { name: 'People' }).click()
  await expect(results(page)).toHaveCount(1)
  await page.goto('/search')
  const recent = page.getByRole('region', { name: 'Recent searches' })
  await expect(recent.getByRole('button', { name: word, exact: true })).toBeVisible()
  await recent.getByRole('button', { name: `Forget “${word}”` }).click()
  await expect(recent.getByRole('button', { name: word, exact: true })).toHaveCount(0)
  await recent.getByRole('button', { name: 'Forget all' }).click()
  await expect(recent).toHaveCount(0)
})

test('a PDF is found by a word in it, and leads to its message; when it is deleted it is gone there, too', async ({
  workspace,
}) => {
  const { page, word, room } = await talk(workspace)
  const harbour = `harbour${word}`
  await openChannel(page, room.name)
  await pick(conversation(page), [
    pdf('contract.pdf', 'Between the two of us', `Rent of ${harbour}`),
    text('notes.txt', `${'A long line before it. '.repeat(40)}The ${harbour} is open.`),
  ])
  await write(composer(page), 'as agreed')
  await expect(message(timeline(page), 'as agreed')).toBeVisible()
  await expect
    .poll(
      async () => (await workspace.owner.call('search.find', { query: harbour, kind: 'file' })).hits.length,
    )
    .toBe(2)
  await look(page, harbour)
  await page.getByRole('tab', { name: 'Files' }).click()
  await expect(results(page)).toHaveCount(2)
  const hit = results(page).filter({ hasText: 'contract.pdf' })
  await expect(hit).toContainText(`two of us Rent of ${harbour}`)
  await expect(hit.locator('mark')).toHaveText(harbour)
  await hit.press('Enter')
  await expect(message(timeline(page), 'as agreed')).toBeInViewport()
  await page.goBack()
  await expect(hit).toBeFocused()
  const { hits } = await workspace.owner.call('search.find', { query: harbour, kind: 'file' })
  const fileIdOf = (name: string) =>
    hits.flatMap((one) =>
      one.kind === 'file' && one.name.some(({ text }) => text === name) ? one.fileId : [],
    )
  for (const fileId of fileIdOf('contract.pdf')) await workspace.owner.call('files.delete', { fileId })
  await expect(results(page)).toHaveCount(1)
  await expect(results(page)).toContainText('notes.txt')
  for (const one of hits.slice(0, 1))
    if (one.kind === 'file') await workspace.owner.call('messages.delete', { messageId: one.messageId })
  await expect(page.getByText('Nothing found')).toBeVisible()
})

test('one comes back to the second page where it was; what was found in a channel goes when one is out of it', async ({
  workspace,
}) => {
  const anna = await workspace.person(unique('anna'))
  const room = await makeChannel(workspace, [anna], { kind: 'private' })
  const { page } = anna
  const word = `cormorant${unique('').replace(/\W/g, '')}`
  const names = Array.from({ length: 24 }, (_, at) => `${word} ${at}`)
  for (const name of names) await workspace.owner.send(room.id, name)
  const find = async () => (await workspace.owner.call('search.find', { query: word, limit: 50 })).hits.length
  await expect.poll(find).toBe(names.length)
  await expect(sidebarLine(page, room.name)).toBeVisible()
  await look(page, word)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect(results(page)).toHaveCount(names.length)
  await expect(page.getByRole('status').filter({ hasText: `${names.length} results` })).toBeAttached()
  const old = results(page).nth(22)
  await old.press('Enter')
  await expect(page).toHaveURL(/\/c\//)
  let asked = 0
  page.on('request', (request) => {
    if (request.url().includes('/api/search.find')) asked += 1
  })
  await page.goBack()
  await expect(old).toBeFocused()
  await expect(results(page)).toHaveCount(names.length)
  expect(asked).toBe(0)

  await workspace.owner.call('channels.remove', { channelId: room.id, personId: anna.client.personId })
  await expect(page.getByText('Nothing found')).toBeVisible()
})

test('the quick switcher leads to it', async ({ workspace }) => {
  const { page, word } = await talk(workspace)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(word)
  await page.getByRole('option', { name: `Search messages for “${word}”` }).click()
  await expect(results(page)).toHaveCount(3)
})

test('what is edited and deleted meanwhile is heard; a refusal is told and can be tried again', async ({
  workspace,
}) => {
  const { page, word, room } = await talk(workspace)
  const { message } = await workspace.owner.send(room.id, `secret ${word}`)
  await indexed(workspace, word, 4)
  await look(page, word)
  await expect(results(page)).toHaveCount(4)
  await page.route('**/api/search.find', (route) => route.abort())
  await workspace.owner.call('messages.delete', { messageId: message.id })
  await expect(results(page)).toHaveCount(3)
  await expect(page.getByText('secret')).toHaveCount(0)
  await look(page, `${word} lit`)
  await expect(page.getByRole('alert')).toContainText("can't be reached")
  await page.unroute('**/api/search.find')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(results(page)).toHaveCount(1)
  await look(page, 'from:nobodyatall zebra')
  await expect(page.getByText('There is nobody called “nobodyatall”.')).toBeVisible()
})

test('everybody can use it: axe, light and dark, at 900×600', async ({ workspace }) => {
  const { page, word } = await talk(workspace)
  await page.setViewportSize({ width: 900, height: 600 })
  await page.keyboard.press('Control+g')
  const check = async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => `${name} ${colorScheme} ${id} ${nodes[0]?.html}`)).toEqual([])
      const pictures = process.env.NUCLEUS_PICTURES
      if (pictures) await page.screenshot({ path: `${pictures}/search-${name}-${colorScheme}.png` })
    }
  }
  await expect(page.getByRole('heading', { name: 'What search understands' })).toBeVisible()
  await check('start')
  await field(page).pressSequentially('from:')
  await expect(page.getByRole('option').first()).toBeVisible()
  await check('suggestions')
  await field(page).fill(`${word} -zebra`)
  await field(page).press('Enter')
  await expect(results(page)).toHaveCount(3)
  await check('results')
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0)
  await look(page, 'nowhereatallzx')
  await expect(page.getByText('Nothing found')).toBeVisible()
  await check('nothing')
})
