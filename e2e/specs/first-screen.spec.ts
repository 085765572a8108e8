// The editor is loaded after the first screen: what is typed before it is there belongs to it.
import type { Page } from '@playwright/test'
import {
  anywhere,
  composer,
  conversation,
  makeChannel,
  message,
  openChannel,
  timeline,
} from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

const editor = (page: Page) => conversation(page).locator('.ProseMirror')

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
  await expect(composer(page)).toBeFocused()
  await expect(editor(page)).toHaveCount(0)
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
  await expect(editor(page)).toBeFocused()
  await page.keyboard.type('two ')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('five')
  await page.keyboard.press('Enter')
  await expect(message(timeline(page), /one two three\s*four five/)).toBeVisible()
  await expect(editor(page)).toHaveText('')

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
  await expect(editor(second)).toHaveText('and the next')
  await again.close()

  const third = await (
    await browser.newContext({ storageState: await anna.context.storageState() })
  ).newPage()
  letThrough = await withoutEditor(third, address)
  await third.keyboard.type('left behind')
  await third.getByRole('link', { name: other.name }).click()
  await expect(conversation(third)).toHaveAccessibleName(`Conversation ${other.name}`)
  letThrough()
  await expect(editor(third)).toBeVisible()
  await openChannel(third, room.name)
  await expect(editor(third)).toHaveText('left behind')
  await third.context().close()
})
