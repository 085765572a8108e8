// E-mail about what waits: how often, on the settings page; what may be quoted, on the admins'; and the way out that
// stands in the e-mail itself.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import {
  headerOf,
  partOf,
  startMailServer,
  type TakenMail,
  type TestMailServer,
} from '../../server/test/mail-server.ts'
import { freePort, startDatabase, startServer } from '../../server/test/server-process.ts'
import { unique } from '../fixtures/chat.ts'
import { expect, test as withWorkspace } from '../fixtures/workspace.ts'

const test = withWorkspace.extend<object, { mail: TestMailServer }>({
  mail: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
    async ({}, use) => {
      const mail = await startMailServer()
      await use(mail)
      await mail.stop()
    },
    { scope: 'worker' },
  ],
  running: [
    async ({ mail }, use) => {
      const database = await startDatabase()
      const port = await freePort()
      const server = await startServer(database.url, port, {
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        SMTP_URL: mail.url,
        SMTP_FROM: 'nucleus@example.org',
      })
      await use({ database, port, server })
      await server.stop()
      await database.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

const openSettings = async (page: Page) => {
  await page.goto('/settings/notifications')
  await expect(page.getByRole('heading', { name: 'E-mail' })).toBeVisible()
}
const often = (page: Page) => page.getByRole('button', { name: / Send$/ })
const saveIn = (page: Page) =>
  page
    .locator('form')
    .filter({ has: often(page) })
    .getByRole('button', { name: 'Save' })

async function expectNoBarriers(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => `${colorScheme} ${id} ${nodes[0]?.html}`)).toEqual([])
    const pictures = process.env.NUCLEUS_PICTURES
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` })
  }
}

test('how often is chosen by keyboard, and is the same on another device', async ({ workspace }) => {
  const ada = await workspace.person(unique('ada'))
  const { page } = ada
  await openSettings(page)
  await expect(page.getByText(`Sent to ${ada.email}`)).toBeVisible()
  await expect(often(page)).toContainText('At most once an hour')
  await expect(saveIn(page)).toBeDisabled()
  await often(page).press('Enter')
  await page.getByRole('option', { name: 'Once a day' }).press('Enter')
  const time = page.getByLabel('At', { exact: true })
  await time.fill('')
  await expect(saveIn(page)).toBeDisabled()
  await time.fill('17:45')
  await expectNoBarriers(page, 'digest')
  await saveIn(page).press('Enter')
  await expect(page.getByText('Saved')).toBeVisible()

  const other = await workspace.open(ada.email)
  await openSettings(other.page)
  await expect(often(other.page)).toContainText('Once a day')
  await expect(other.page.getByLabel('At', { exact: true })).toHaveValue('17:45')
})

test('an admin allows quotes by keyboard, an e-mail with one comes to who was away, and ends by its own link', async ({
  workspace,
  mail,
}) => {
  // The job that writes e-mails looks for work every twenty seconds.
  test.slow()
  const [ada, bea] = await Promise.all([
    workspace.person(unique('ada'), 'admin'),
    workspace.person(unique('bea')),
  ])
  const quotes = ada.page.getByRole('switch', { name: 'Quote messages' })
  await ada.page.goto('/admin/workspace')
  await expect(quotes).not.toBeChecked()
  await expectNoBarriers(ada.page, 'mail-section')
  await quotes.focus()
  await ada.page.keyboard.press('Space')
  await expect(quotes).toBeChecked()

  const { joined } = await bea.client.call('channels.openDirect', { personIds: [ada.client.personId] })
  await ada.context.close()
  await bea.client.send(joined.channel.id, 'the launch is on Friday')
  const longAgo = "now() - interval '2 hours'"
  await workspace.sql(`UPDATE message SET sent_at = ${longAgo} WHERE channel_id = $1`, [joined.channel.id])
  await workspace.sql(`UPDATE person SET last_seen_at = ${longAgo} WHERE id = $1`, [ada.client.personId])
  // What the clock would ask for within five minutes.
  await workspace.sql("INSERT INTO jobs.job (name) VALUES ('digest.send')")
  const find = () => mail.taken.find(({ to }) => to.includes(ada.email))
  await expect.poll(find, { timeout: 90_000 }).toBeTruthy()
  const taken = find() as TakenMail
  expect(partOf(taken, 'text/plain')).toContain(bea.name)
  expect(partOf(taken, 'text/plain')).toContain('the launch is on Friday')

  const link = /<(.*)>/.exec(headerOf(taken, 'List-Unsubscribe'))?.[1] ?? ''
  await bea.page.goto(link)
  await expectNoBarriers(bea.page, 'digest-off')
  await bea.page.getByRole('button').press('Enter')
  await expect(bea.page.getByRole('button')).toBeHidden()
  expect((await ada.client.call('digest.settings', {})).settings.choice).toBe('never')
})
