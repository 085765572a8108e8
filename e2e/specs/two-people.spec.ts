// Two people in two browsers: what one does the other sees, at once, in one order, and no more than once.
import type { Page } from '@playwright/test'
import {
  anywhere,
  composer,
  conversation,
  inMessageMenu,
  makeChannel,
  marksIn,
  message,
  onMessage,
  openChannel,
  sidebarLine,
  thread,
  timeline,
  unique,
  write,
} from '../fixtures/chat.ts'
import { expect, type Person, test, type Workspace } from '../fixtures/workspace.ts'

async function pairIn(workspace: Workspace, one: string, other: string) {
  const [anna, ben] = await Promise.all([workspace.person(unique(one)), workspace.person(unique(other))])
  const room = await makeChannel(workspace, [anna, ben])
  await Promise.all([openChannel(anna.page, room.name), openChannel(ben.page, room.name)])
  return { anna, ben, room }
}

const presses = (page: Page, text: string) =>
  page.evaluate(
    ([text]) =>
      new Promise<boolean>((resolve) => {
        const place = document.activeElement as HTMLElement
        place.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }),
        )
        // Before the browser paints the next frame.
        requestAnimationFrame(() =>
          resolve(document.querySelector('[role=log]')?.textContent?.includes(text!) ?? false),
        )
      }),
    [text],
  )

test('the own message stands there in the frame it was sent, long before the server answers', async ({
  workspace,
}) => {
  const { anna, ben } = await pairIn(workspace, 'anna', 'ben')
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => (letThrough = resolve))
  await anna.page.route('**/api/messages.send', async (route) => {
    await held
    await route.continue()
  })
  await composer(anna.page).fill('is anybody there')
  await composer(anna.page).focus()
  expect(await presses(anna.page, 'is anybody there')).toBe(true)
  await expect(composer(anna.page)).toHaveText('')
  await expect(timeline(anna.page).getByText('Sending…')).toBeAttached()
  await expect(message(ben.page, 'is anybody there')).toHaveCount(0)
  letThrough()
  await expect(message(anna.page, 'is anybody there')).toHaveCount(1)
  await expect(message(ben.page, 'is anybody there')).toHaveCount(1)
  await expect(timeline(anna.page).getByText('Sending…')).toHaveCount(0)
})

test('forty messages written at the same time stand in one order on both sides, each once', async ({
  workspace,
}) => {
  const { anna, ben, room } = await pairIn(workspace, 'anna', 'ben')
  for (const { page } of [anna, ben]) await page.setViewportSize({ width: 900, height: 2200 })
  const twenty = Array.from({ length: 20 }, (_, index) => String(index).padStart(2, '0'))
  const talk = async ({ page }: Person, mark: string) => {
    await composer(page).focus()
    for (const number of twenty) {
      await page.keyboard.insertText(`${mark}-${number}`)
      await page.keyboard.press('Enter')
    }
  }
  await Promise.all([talk(anna, 'aa'), talk(ben, 'bb')])

  const pattern = /\b(?:aa|bb)-\d\d\b/g
  for (const { page } of [anna, ben])
    await expect.poll(async () => (await marksIn(page, pattern)).length).toBe(40)
  const { messages } = await workspace.owner.call('messages.list', { channelId: room.id, limit: 200 })
  const onServer = messages.map(({ body }) => body)
  expect(await marksIn(anna.page, pattern)).toEqual(onServer)
  expect(await marksIn(ben.page, pattern)).toEqual(onServer)
  expect(new Set(onServer).size).toBe(40)
  // Each one's own stand in the order they were written.
  for (const mark of ['aa', 'bb']) {
    expect(onServer.filter((body) => body.startsWith(mark))).toEqual(
      twenty.map((number) => `${mark}-${number}`),
    )
  }
})

test('a direct conversation: asked for by name, answered, seen by both', async ({ workspace }) => {
  const [cora, dan] = await Promise.all([workspace.person(unique('cora')), workspace.person(unique('dan'))])
  await cora.page.getByRole('button', { name: 'New message' }).click()
  const dialog = cora.page.getByRole('dialog', { name: 'New direct message' })
  await dialog.getByRole('combobox', { name: 'To' }).fill(dan.name)
  await dialog.getByRole('option', { name: dan.name }).click()
  await dialog.getByRole('button', { name: 'Open conversation' }).click()
  await expect(conversation(cora.page)).toHaveAccessibleName(`Conversation ${dan.name}`)
  await write(composer(cora.page), 'only for you')

  // Every direct message calls: a badge, and the conversation appears by itself.
  const line = sidebarLine(dan.page, cora.name)
  await expect(line).toHaveAccessibleName(/unread|mention/)
  await openChannel(dan.page, cora.name)
  await expect(message(dan.page, 'only for you')).toHaveCount(1)
  await write(composer(dan.page), 'got it')
  await expect(message(cora.page, 'got it')).toHaveCount(1)
})

test('an edit, a deletion and a reaction reach the other side; deleted text is gone from it', async ({
  workspace,
}) => {
  const { anna, ben } = await pairIn(workspace, 'anna', 'ben')
  await write(composer(anna.page), 'the meeting is at nine')
  await expect(message(ben.page, 'the meeting is at nine')).toBeVisible()

  await inMessageMenu(anna.page, 'the meeting is at nine', 'Edit message')
  await write(anna.page.getByRole('textbox', { name: 'Edit message' }), 'the meeting is at ten')
  await expect(message(ben.page, 'the meeting is at ten').getByText('(edited)')).toBeVisible()
  await expect(ben.page.getByText('at nine')).toHaveCount(0)

  await message(ben.page, 'at ten').hover()
  await message(ben.page, 'at ten').getByRole('button', { name: 'React with 👍' }).click()
  const reaction = message(anna.page, 'at ten').getByRole('button', { name: `👍, 1 reaction, ${ben.name}` })
  await expect(reaction).toBeVisible()
  await reaction.click()
  await expect(message(ben.page, 'at ten').getByRole('button', { name: /^👍, 2 reactions/ })).toBeVisible()

  await inMessageMenu(anna.page, 'at ten', 'Delete message')
  await anna.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(message(ben.page, 'This message was deleted.')).toHaveCount(1)
  await expect(ben.page.getByText('at ten')).toHaveCount(0)
  await expect(anna.page.getByText('at ten')).toHaveCount(0)
})

test('a reply in a thread that also goes to the channel', async ({ workspace }) => {
  const { anna, ben } = await pairIn(workspace, 'anna', 'ben')
  await write(composer(anna.page), 'who brings cake')
  await onMessage(ben.page, 'who brings cake', 'Reply in thread')
  await write(thread(ben.page).getByRole('textbox', { name: 'Reply…' }), 'only in the thread')
  await expect(
    message(timeline(anna.page), 'who brings cake').getByRole('button', { name: /1 reply/ }),
  ).toBeVisible()
  await expect(anna.page.getByText('only in the thread')).toHaveCount(0)

  await thread(ben.page).getByText('Also send to the channel').click()
  await write(thread(ben.page).getByRole('textbox', { name: 'Reply…' }), 'I bring two')
  const inChannel = message(timeline(anna.page), 'I bring two')
  await expect(inChannel.getByRole('button', { name: 'replied in a thread' })).toBeVisible()
  await expect(
    message(timeline(anna.page), 'who brings cake').getByRole('button', { name: /2 replies/ }),
  ).toBeVisible()

  await message(timeline(anna.page), 'who brings cake')
    .getByRole('button', { name: /2 replies/ })
    .click()
  await expect(message(thread(anna.page), 'only in the thread')).toBeVisible()
  await expect(message(thread(anna.page), 'I bring two')).toBeVisible()
})

test('unread is bold, a mention has a badge; read on one device, both go from the other', async ({
  workspace,
}) => {
  const { anna, ben, room } = await pairIn(workspace, 'anna', 'ben')
  const other = await makeChannel(workspace, [anna, ben])
  await openChannel(ben.page, other.name)
  const second = await workspace.open(ben.email)
  await openChannel(second.page, other.name)
  const lines = [sidebarLine(ben.page, room.name), sidebarLine(second.page, room.name)]

  await write(composer(anna.page), 'nothing special')
  for (const line of lines) {
    await expect(line).toHaveAccessibleName(/unread/)
    await expect(line).toHaveCSS('font-weight', '600')
  }
  await composer(anna.page).pressSequentially(`hello @${ben.name}`)
  await anna.page.getByRole('option', { name: ben.name }).click()
  await composer(anna.page).press('Enter')
  for (const line of lines) await expect(line).toHaveAccessibleName(/1 mention/)
  await expect(second.page).toHaveTitle(/^\(1\) /)

  await openChannel(ben.page, room.name)
  await expect(message(ben.page, 'hello')).toBeVisible()
  for (const line of lines) {
    await expect(line).not.toHaveAccessibleName(/mention|unread/)
    await expect(line).not.toHaveCSS('font-weight', '600')
  }
  await expect(second.page).not.toHaveTitle(/^\(1\)/)
})

test('typing and presence: seen while it is so, and over when it is over', async ({ workspace }) => {
  const { anna, ben } = await pairIn(workspace, 'anna', 'ben')
  await composer(anna.page).pressSequentially('hm')
  await expect(ben.page.getByText(`${anna.name} is typing…`)).toBeVisible()
  await composer(anna.page).press('Enter')
  await expect(anywhere(ben.page, 'hm')).toBeVisible()
  await expect(ben.page.getByText(`${anna.name} is typing…`)).toHaveCount(0)

  await message(ben.page, 'hm').getByRole('button', { name: anna.name }).click()
  const card = ben.page.getByRole('complementary', { name: 'Side pane' })
  await expect(card.getByText('Active', { exact: true })).toBeVisible()
  await anna.context.close()
  await expect(card.getByText('Offline', { exact: true })).toBeVisible()
})
