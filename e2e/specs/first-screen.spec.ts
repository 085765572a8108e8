// The editor is loaded after the first screen: what is typed before it is there belongs to it.
import type { Page } from '@playwright/test'
import {
  anyComposer,
  anywhere,
  composer,
  conversation,
  makeChannel,
  message,
  openChannel,
  timeline,
} from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

/** Opens a page anew whose editor comes when it is let through. */
async function withoutEditor(page: Page, address: string): Promise<() => void> {
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  // Routes see what the page asks for, not what the service worker has.
  await page.route(/\/assets\/Composer-[^/]+\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(address)
  await expect(anyComposer(page)).toBeFocused()
  await expect(composer(page)).toHaveCount(0)
  return letThrough
}

test('what is typed before the editor is there goes on in it, with the caret where it was', async ({
  browser,
  workspace,
}) => {
  const anna = await workspace.person('First Anna')
  const [room, other] = [await makeChannel(workspace, [anna]), await makeChannel(workspace, [anna])]
  const fresh = await browser.newContext({ storageState: await anna.context.storageState() })
  const page = await fresh.newPage()
  const address = `${workspace.url}/c/${room.id}`
  let letThrough = await withoutEditor(page, address)
  await page.keyboard.type('one three')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('four ')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Home')
  for (let step = 0; step < 'one '.length; step++) await page.keyboard.press('ArrowRight')
  letThrough()
  await expect(composer(page)).toBeFocused()
  await page.keyboard.type('two ')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('five')
  await page.keyboard.press('Enter')
  await expect(message(timeline(page), /one two three\s*four five/)).toBeVisible()
  await expect(composer(page)).toHaveText('')

  await fresh.close()
  const again = await browser.newContext({ storageState: await anna.context.storageState() })
  const second = await again.newPage()
  letThrough = await withoutEditor(second, address)
  await second.keyboard.type('sent in a hurry')
  await second.keyboard.press('Enter')
  // It waits for no editor: there may be no network to bring one.
  await expect(anywhere(second, 'sent in a hurry')).toBeVisible()
  await second.keyboard.type('and the next')
  letThrough()
  await expect(composer(second)).toHaveText('and the next')
  // What is left there would be the draft of the next window, too, once it is saved.
  await composer(second).fill('')
  await again.close()
  await expect.poll(async () => (await anna.client.call('drafts.list', {})).drafts).toEqual([])

  const third = await (
    await browser.newContext({ storageState: await anna.context.storageState() })
  ).newPage()
  letThrough = await withoutEditor(third, address)
  await third.keyboard.type('left behind')
  await third.getByRole('link', { name: other.name }).click()
  await expect(conversation(third)).toHaveAccessibleName(`Conversation ${other.name}`)
  letThrough()
  await expect(composer(third)).toBeVisible()
  await openChannel(third, room.name)
  await expect(composer(third)).toHaveText('left behind')
  await third.context().close()
})

test('Send later asked for before the editor is there opens with it', async ({ browser, workspace }) => {
  const anna = await workspace.person('Later Anna')
  const room = await makeChannel(workspace, [anna])
  const fresh = await browser.newContext({ storageState: await anna.context.storageState() })
  const page = await fresh.newPage()
  const letThrough = await withoutEditor(page, `${workspace.url}/c/${room.id}`)
  await page.keyboard.type('good morning')
  await page.keyboard.press('Control+Shift+Enter')
  letThrough()
  const menu = page.getByRole('menu', { name: 'Send later' })
  await menu.getByRole('menuitem', { name: 'Tomorrow' }).press('Enter')
  await expect(page.getByText(/^Will be sent: Tomorrow at/)).toBeVisible()
  await expect(composer(page)).toHaveText('')
  await fresh.close()
})
