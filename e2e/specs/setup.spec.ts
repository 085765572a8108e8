// The first minutes of a new server: the workspace made with the one-time link, somebody invited, wrong passwords.
import type { Page } from '@playwright/test'
import {
  freePort,
  type OwnDatabase,
  type ServerProcess,
  startDatabase,
  startServer,
} from '../../server/test/server-process.ts'
import { test as base, expect, password, readSetupToken } from '../fixtures/workspace.ts'

/** A server that nobody has set up. */
const test = base.extend<{ fresh: { url: string; database: OwnDatabase } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
  fresh: async ({}, use) => {
    const database = await startDatabase()
    const port = await freePort()
    let server: ServerProcess | null = null
    try {
      server = await startServer(database.url, port, { PUBLIC_URL: `http://127.0.0.1:${port}` })
      await use({ url: server.url, database })
    } finally {
      await server?.stop()
      await database.stop()
    }
  },
})

async function fillAccount(page: Page, name: string, email: string, secret: string) {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
}

test('from the one-time link to two people in one channel', async ({ fresh, browser }) => {
  test.slow()
  const contexts = [
    await browser.newContext({ baseURL: fresh.url }),
    await browser.newContext({ baseURL: fresh.url }),
  ]
  const [owner, guest] = [await contexts[0]!.newPage(), await contexts[1]!.newPage()]

  await owner.goto('/setup')
  await expect(owner.getByRole('heading', { name: 'This link is not complete' })).toBeVisible()
  const token = await readSetupToken(fresh)
  await owner.goto('about:blank')
  await owner.goto(`/setup#token=${token}`)
  await owner.getByRole('textbox', { name: 'Name of the workspace' }).fill('Heron & Sons')
  await fillAccount(owner, 'Hedda Heron', 'hedda@example.org', 'password123')
  await owner.getByRole('button', { name: 'Create workspace' }).click()
  const field = owner.getByLabel('Password', { exact: true })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/tried first/)
  await field.fill(password)
  await owner.getByRole('button', { name: 'Create workspace' }).click()
  await expect(owner.getByRole('heading', { name: 'Heron & Sons' })).toBeVisible()
  expect(owner.url()).not.toContain('token')

  await guest.goto(`/setup#token=${token}`)
  await fillAccount(guest, 'Late Larry', 'larry@example.org', password)
  await guest.getByRole('textbox', { name: 'Name of the workspace' }).fill('Mine')
  await guest.getByRole('button', { name: 'Create workspace' }).click()
  await expect(guest.getByRole('heading', { name: 'The workspace exists already' })).toBeVisible()

  await owner.goto('/admin/invitations')
  await owner.getByRole('button', { name: 'New invitation' }).first().click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create link' }).click()
  const link = await dialog.getByRole('textbox', { name: 'Invitation link' }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()

  await guest.goto('about:blank')
  await guest.goto(link)
  await expect(guest.getByRole('heading', { name: 'Join Heron & Sons' })).toBeVisible()
  await expect(guest.getByText('Hedda Heron invites you as a member.')).toBeVisible()
  await fillAccount(guest, 'Gus Gull', 'gus@example.org', password)
  await guest.getByRole('button', { name: 'Join' }).click()
  await expect(guest.getByRole('region', { name: 'Conversation general' })).toBeVisible()
  await owner.reload()
  await expect(owner.getByText('Used up')).toBeVisible()

  await guest.getByRole('textbox', { name: 'Message #general' }).fill('hello, I am new')
  await guest.keyboard.press('Enter')
  await owner.getByRole('link', { name: 'general' }).click()
  await expect(owner.getByRole('article').filter({ hasText: 'hello, I am new' })).toBeVisible()

  // A used link opens nothing for a third one.
  const third = await browser.newContext({ baseURL: fresh.url })
  contexts.push(third)
  const stranger = await third.newPage()
  await stranger.goto(link)
  await expect(stranger.getByRole('heading', { name: "This invitation can't be used" })).toBeVisible()

  // Wrong passwords: the same sentence every time, then a wait that is counted down.
  await stranger.goto('/')
  await expect(stranger.getByRole('heading', { name: 'Sign in to Heron & Sons' })).toBeVisible()
  const submit = stranger.getByRole('button', { name: 'Sign in' })
  const waits = stranger.getByText(/That was too often\. Try again in \d+ second/)
  await stranger.getByRole('textbox', { name: 'E-mail' }).fill('gus@example.org')
  await stranger.getByLabel('Password', { exact: true }).fill('not his password')
  await expect
    .poll(async () => {
      if (await submit.isEnabled()) await submit.click()
      await expect(stranger.getByRole('alert').or(stranger.getByRole('status')).first()).toBeVisible()
      return waits.isVisible()
    })
    .toBe(true)
  await expect(submit).toBeDisabled()
  // Who knows the password is let in once the wait is over, and on a device that knows him at once.
  await stranger.getByLabel('Password', { exact: true }).fill(password)
  await expect(submit).toBeEnabled({ timeout: 20_000 })
  await submit.click()
  await expect(stranger.getByRole('region', { name: 'Conversation general' })).toBeVisible()
  for (const context of contexts) await context.close()
})
