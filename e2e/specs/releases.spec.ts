// Versions of the desktop app: an admin brings them, hands them out step by step and takes them back; apps are told so.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { dragOver, text } from '../fixtures/files.ts'
import { choose, makeRelease, removeReleases, versionRow } from '../fixtures/releases.ts'
import { expect, test } from '../fixtures/workspace.ts'

const feed = 'latest-linux.yml'

const onTheirWay = (page: Page) => page.getByRole('list', { name: 'Files on their way' })

async function expectNoFindings(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
}

test.beforeEach(({ workspace }) => removeReleases(workspace))

test('a version is brought, goes to some computers, to all, and to none any more', async ({ workspace }) => {
  const { page } = await workspace.person('Ada Adler', 'admin')
  const told = async () => {
    const answer = await fetch(`${workspace.url}/desktop/updates/${feed}`)
    return answer.ok ? await answer.text() : answer.status
  }
  await page.goto('/admin/releases')
  await expect(page.getByText('No version is here yet')).toBeVisible()
  await expect(page.getByText('npm run package -- linux')).toBeVisible()
  await expectNoFindings(page)

  const made = makeRelease('1.2.0', feed, 'Nucleus-1.2.0-x86_64.AppImage')
  await choose(page, [made.list, text('builder-debug.yml', 'x: 1')])
  await expect(page.getByText('builder-debug.yml was left out: it is no part of a version.')).toBeVisible()
  const row = versionRow(page, feed, '1.2.0')
  await expect(row).toContainText('Incomplete')
  await expect(row).toContainText('Nucleus-1.2.0-x86_64.AppImage is missing.')
  const handOut = row.getByRole('button', { name: 'Hand out… Linux 1.2.0' })
  await expect(handOut).toBeDisabled()
  await expect(handOut).toHaveAccessibleDescription('Nucleus-1.2.0-x86_64.AppImage is missing.')

  await (await dragOver(page.locator('[data-drop]'), [made.installer, made.blockmap])).drop()
  await expect(onTheirWay(page).getByRole('listitem')).toHaveCount(2)
  await expect(row).toContainText('Draft')
  expect(await told()).toBe(404)
  await expectNoFindings(page)

  await handOut.click()
  const dialog = page.getByRole('dialog', { name: 'Hand out 1.2.0 for Linux' })
  await expect(dialog.getByRole('radio', { name: '10%' })).toBeChecked()
  await expectNoFindings(page)
  await dialog.getByRole('button', { name: 'Hand out' }).click()
  await expect(row).toContainText('Going to 10% of computers')
  expect(await told()).toContain('stagingPercentage: 10')
  const fetched = await fetch(`${workspace.url}/desktop/updates/${made.installer.name}`)
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(made.installer.buffer)

  await row.getByRole('button', { name: 'Raise share… Linux 1.2.0' }).click()
  await page.getByRole('button', { name: 'Raise share', exact: true }).click()
  await expect(row).toContainText('Going to everybody')
  expect(await told()).not.toContain('stagingPercentage')

  const more = row.getByRole('button', { name: 'More about Linux 1.2.0' })
  await more.click()
  await expect(page.getByRole('menuitem', { name: 'Remove…' })).toBeDisabled()
  await page.getByRole('menuitem', { name: 'Withdraw…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click()
  await expect(row).toContainText('Withdrawn')
  expect(await told()).toBe(404)

  await more.click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(row).toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Releases' })).toBeFocused()
})

test('by keyboard: files, a share with the arrows, and the oldest version that may be used', async ({
  workspace,
}) => {
  const { page } = await workspace.person('Kim Keller', 'admin')
  const keyboard = page.keyboard
  await page.goto('/admin/releases')
  const pick = page.getByRole('button', { name: 'Choose files' })
  await pick.focus()
  const [window] = await Promise.all([page.waitForEvent('filechooser'), keyboard.press('Enter')])
  const made = makeRelease('2.0.0', 'latest.yml', 'Nucleus-2.0.0-x64-setup.exe')
  await window.setFiles([made.installer])
  await expect(page.getByText('No list names Nucleus-2.0.0-x64-setup.exe yet.')).toBeVisible()
  await choose(page, [made.list])
  const row = versionRow(page, 'latest.yml', '2.0.0')
  await expect(row).toContainText('Draft')

  await row.getByRole('button', { name: /^2\.0\.0/ }).press('Enter')
  await expect(row.getByRole('row', { name: /Nucleus-2\.0\.0-x64-setup\.exe/ })).toContainText('There')
  const handOut = row.getByRole('button', { name: 'Hand out… Windows 2.0.0' })
  await handOut.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Hand out 2.0.0 for Windows' })
  await dialog.getByRole('radio', { name: '10%' }).focus()
  await keyboard.press('ArrowRight')
  await expect(dialog.getByRole('radio', { name: '25%' })).toBeChecked()
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(row).toContainText('Going to 25% of computers')
  await expect(row.getByRole('button', { name: 'Raise share… Windows 2.0.0' })).toBeFocused()

  const least = page.getByRole('textbox', { name: 'Oldest version' })
  await least.fill('two')
  await keyboard.press('Enter')
  await expect(page.getByText('must look like 1.2.3')).toBeVisible()
  await least.fill('1.9.0')
  await expect(page.getByText('Nobody uses an older version now.')).toBeVisible()
  await keyboard.press('Enter')
  await expect.poll(async () => (await workspace.owner.call('workspace.peek', {})).leastApp).toBe('1.9.0')
  await page.getByRole('button', { name: 'Allow any version' }).press('Enter')
  await expect.poll(async () => (await workspace.owner.call('workspace.peek', {})).leastApp).toBeNull()
})

test('uploads go on while another page is looked at; one is stopped, one that failed is tried again', async ({
  workspace,
}) => {
  const { page } = await workspace.person('Uwe Ufer', 'admin')
  await page.goto('/admin/releases')
  const { installer, blockmap, list } = makeRelease('3.0.0', 'latest-mac.yml', 'Nucleus-3.0.0-arm64.zip')
  const sent: string[] = []
  const held = Promise.withResolvers<void>()
  await page.route('**/api/releases/files/*', async (route) => {
    sent.push(decodeURIComponent(new URL(route.request().url()).pathname.split('/').at(-1) ?? ''))
    if (sent.length === 1) return route.abort('connectionreset')
    await held.promise
    return route.continue().catch(() => undefined)
  })
  await choose(page, [list, installer, blockmap])
  await expect(onTheirWay(page)).toContainText('The connection broke off.')
  await page.getByRole('button', { name: `Try ${installer.name} again` }).click()
  await page.getByRole('button', { name: `Stop ${blockmap.name}` }).click()
  await expect.poll(() => sent).toEqual([installer.name, blockmap.name, installer.name])
  await expect(page.getByText('0 of 2 files are here')).toBeVisible()

  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()

  await page.getByRole('tab', { name: 'Workspace' }).click()
  await expect(page.getByRole('heading', { name: 'Workspace' })).toBeVisible()
  held.resolve()
  await expect.poll(() => sent.at(-1)).toBe(list.name)
  await page.getByRole('tab', { name: 'Desktop app' }).click()
  await expect(versionRow(page, 'latest-mac.yml', '3.0.0')).toContainText('Draft')
})

test('an admin sees which versions people use; a member has no such tab', async ({ workspace }) => {
  const { page } = await workspace.person('Vera Vogt', 'admin')
  const bob = await workspace.person('Bob Braun')
  await workspace.sql(
    `UPDATE session SET device = 'Mozilla/5.0 Electron NucleusDesktop/1.0.0 (linux)'
     WHERE person_id = $1 AND kind = 'browser'`,
    [bob.client.personId],
  )
  await page.goto('/admin/releases')
  const table = page.getByRole('table', { name: 'Versions in use' })
  await expect(table.getByRole('row', { name: /^Linux 1\.0\.0/ })).toContainText('1')
  await expect(table.getByRole('row', { name: /In a browser/ })).toBeVisible()
  await page.getByRole('textbox', { name: 'Oldest version' }).fill('1.1.0')
  await expect(page.getByText(/^Older and in use now: Linux 1\.0\.0 \(1 person\)/)).toBeVisible()

  await bob.page.goto('/admin/releases')
  await expect(bob.page.getByRole('tab', { name: 'Invitations' })).toBeVisible()
  await expect(bob.page.getByRole('tab', { name: 'Desktop app' })).toHaveCount(0)
})
