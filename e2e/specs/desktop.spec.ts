// The desktop app's journeys, from main to pixels. Main and preload are the built ones; in Electron's place stands
// electron/test/stand-in, and Chromium shows the pages.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { callBrowser, control, expectMoving, joinFromHeader, pictureOf } from '../fixtures/calls.ts'
import { composer, goToChannel, makeChannel, message, timeline, unique } from '../fixtures/chat.ts'
import { Desktop } from '../fixtures/desktop.ts'
import { expect, test, type Workspace } from '../fixtures/workspace.ts'

test.use(callBrowser())

/** Ada's desktop app with her workspace open, and Bob in a browser. */
async function openDesktop(workspace: Workspace) {
  const { url } = workspace
  const [ada, bob] = [await workspace.person(unique('Ada')), await workspace.person(unique('Bob'))]
  const room = await makeChannel(workspace, [ada, bob])
  await ada.page.close()
  const browser = ada.context.browser()
  if (!browser) throw new Error('a context has a browser')
  const desktop = new Desktop({ browser, contexts: { [url]: ada.context } })
  const shell = await desktop.own('window')
  await shell.getByLabel('Address of the server').fill(url)
  await shell.keyboard.press('Enter')
  const page = await desktop.page(url)
  await goToChannel(page, room.id)
  return { desktop, shell, page, ada, bob, room, url }
}

/** A press that closes its window: that may be gone before the key or the button is let go. */
const closing = (press: Promise<void>) =>
  press.catch((error) => {
    if (!String(error).includes('has been closed')) throw error
  })

test('the first start: an address is asked for, problems are told in words, and the workspace opens', async ({
  workspace,
  browser,
}) => {
  const desktop = new Desktop({ browser })
  const shell = await desktop.own('window')
  const address = shell.getByLabel('Address of the server')
  await expect(address).toBeFocused()
  for (const [typed, problem] of [
    ['', 'There is no address yet'],
    ['http://chat.example.org', 'not encrypted'],
    ['127.0.0.1:9', 'no server answers on it'],
  ] as const) {
    await address.fill(typed)
    await address.press('Enter')
    await expect(shell.getByRole('alert')).toContainText(problem)
  }
  await address.fill(workspace.url)
  await address.press('Enter')
  const page = await desktop.page(workspace.url)
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expect.poll(() => desktop.isSeen(page)).toBe(true)
  await desktop.close()
})

test('a link of another program leads to its message; one to an unknown server only offers it', async ({
  workspace,
}) => {
  const { desktop, shell, page, bob, room, url } = await openDesktop(workspace)
  const { message: sent } = await bob.client.send(room.id, 'the plan is signed')
  await page.goto(`${url}/threads`)
  const { host } = new URL(url)
  await desktop.do('openLink', 'nucleus', `nucleus://${host}/c/${room.id}/m/${sent.id}`)
  await expect(message(page, 'the plan is signed')).toBeVisible()
  await desktop.do('openLink', 'nucleus', `nucleus://chat.example.org/c/${room.id}`)
  await expect(shell.getByLabel('Address of the server')).toHaveValue('https://chat.example.org')
  expect(await desktop.isSeen(page)).toBe(false)
  await shell.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => desktop.isSeen(page)).toBe(true)
  await desktop.close()
})

test('a direct message comes as the system’s notice and a mark; the notice leads there, and is answered where it stands', async ({
  workspace,
}) => {
  const { desktop, page, ada, bob, room } = await openDesktop(workspace)
  const { joined } = await bob.client.call('channels.openDirect', { personIds: [ada.client.personId] })
  await desktop.do('blur')
  await bob.client.send(joined.channel.id, 'have you a minute?')
  await expect.poll(() => desktop.do('notices')).toEqual([{ title: bob.name, body: 'have you a minute?' }])
  await expect.poll(() => desktop.do('badge')).toEqual({ number: 1, tray: 'tray-mention.png' })
  await expect.poll(() => desktop.do('done')).toContain('window.flashFrame true')
  await desktop.do('replyToNotice', 0, 'Yes, call me')
  await goToChannel(bob.page, joined.channel.id)
  await expect(message(bob.page, 'Yes, call me')).toBeVisible()
  await desktop.do('pressNotice', 0)
  await expect(timeline(page).getByText('have you a minute?')).toBeVisible()
  await expect.poll(() => desktop.do('badge')).toEqual({ number: 0, tray: 'tray-plain.png' })
  await goToChannel(page, room.id)
  await expect(composer(page)).toBeVisible()
  await desktop.close()
})

test('waking from sleep brings what was missed at once', async ({ workspace }) => {
  const { desktop, page, ada, bob, room } = await openDesktop(workspace)
  await expect(composer(page)).toBeVisible()
  await ada.context.setOffline(true)
  await bob.client.send(room.id, 'said while it slept')
  await ada.context.setOffline(false)
  await desktop.do('power', 'resume')
  await expect(message(page, 'said while it slept')).toBeVisible()
  await desktop.close()
})

test('a call rings in a window of its own, is answered there, keeps the computer awake, and shares a chosen window', async ({
  workspace,
}) => {
  const { desktop, page, ada, bob } = await openDesktop(workspace)
  const { joined } = await bob.client.call('channels.openDirect', { personIds: [ada.client.personId] })
  await goToChannel(bob.page, joined.channel.id)
  await desktop.do('blur')
  await joinFromHeader(bob.page)
  const ring = await desktop.own('ring')
  await expect(ring.getByRole('alertdialog', { name: `${bob.name} is calling` })).toBeVisible()
  await closing(ring.getByRole('button', { name: 'Answer with camera' }).click())
  await expectMoving(bob.page, ada)
  await expect.poll(() => desktop.do('isAwake')).toBe(true)

  await desktop.do('pressKey')
  await expect(bob.page.getByRole('group', { name: new RegExp(`^${ada.name}, muted`) })).toBeVisible()

  const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
  await desktop.do('offerSources', [
    { id: 'screen:1:0', name: 'Entire screen', thumbnail: dot },
    { id: 'window:7:0', name: 'Plan.ods', thumbnail: dot },
  ])
  await control(page, /^Share screen/).click()
  const picker = await desktop.own('pick')
  await picker.getByRole('tab', { name: 'Windows' }).click()
  await picker.getByRole('option', { name: 'Plan.ods' }).click()
  await closing(picker.getByRole('button', { name: 'Share' }).click())
  await expect(pictureOf(bob.page, ada, 'screen')).toBeVisible({ timeout: 20_000 })

  await control(page, /^Leave$/).click()
  await expect.poll(() => desktop.do('isAwake')).toBe(false)
  await desktop.close()
})

test('a page that hangs leaves the choice to wait or to load it again', async ({ workspace }) => {
  const { desktop, shell, page } = await openDesktop(workspace)
  await desktop.emit(page, 'unresponsive')
  await expect(shell.getByRole('heading', { name: 'This page does not answer' })).toBeVisible()
  expect(await desktop.isSeen(page)).toBe(false)
  await shell.getByRole('button', { name: 'Wait' }).click()
  await expect.poll(() => desktop.isSeen(page)).toBe(true)
  await desktop.emit(page, 'unresponsive')
  await shell.getByRole('button', { name: 'Reload' }).press('Enter')
  await expect.poll(() => desktop.isSeen(page)).toBe(true)
  await desktop.close()
})

test('signing in with the system’s browser: it asks there, and the app is signed in', async ({
  workspace,
  browser,
}) => {
  const ada = await workspace.person(unique('Ada'))
  const desktop = new Desktop({ browser })
  const shell = await desktop.own('window')
  await shell.getByLabel('Address of the server').fill(workspace.url)
  await shell.keyboard.press('Enter')
  const page = await desktop.page(workspace.url)
  await page.getByRole('button', { name: 'Sign in with your browser' }).press('Enter')
  await expect.poll(() => desktop.do('external')).toHaveLength(1)
  const [address = ''] = await desktop.do('external')
  expect(address.startsWith(`${workspace.url}/sign-in/desktop#`)).toBe(true)
  await ada.page.goto(address)
  await expect(ada.page.getByText(`You are ${ada.name} here.`)).toBeVisible()
  await ada.page.getByRole('button', { name: 'Sign in there' }).press('Enter')
  const link = await ada.page.getByRole('link', { name: 'Try again' }).getAttribute('href')
  expect(ada.page.url()).not.toContain('challenge')
  await desktop.do('openLink', 'nucleus', link ?? '')
  await expect(page.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
  await desktop.close()
})

async function expectUsable(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([])
  }
}

test('everybody can use the app’s own pages: axe, light and dark, the bar of servers by keyboard', async ({
  workspace,
}) => {
  const { desktop, shell, page, bob, url } = await openDesktop(workspace)
  await page.evaluate(() => window.nucleusDesktop?.call('badge.set', { badge: 7 }))
  await desktop.do('openLink', 'nucleus', 'nucleus://127.0.0.1:9/')
  await expect(shell.getByLabel('Address of the server')).toHaveValue('http://127.0.0.1:9')
  await expectUsable(shell)
  await shell.keyboard.press('Enter')
  await expect(shell.getByRole('alert')).toBeVisible()
  await expectUsable(shell)

  await desktop.do('blur')
  const ring = { id: 'r', name: bob.name, place: 'to you', isQuiet: false, canUseCamera: true }
  await page.evaluate((rung) => window.nucleusDesktop?.call('ring.show', { rings: [rung] }), ring)
  await expectUsable(await desktop.own('ring'))
  await desktop.do('offerSources', [
    {
      id: 'screen:1:0',
      name: 'Entire screen',
      thumbnail: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=',
    },
  ])
  const shared = desktop.do('share', `persist:${new URL(url).host}`)
  const picker = await desktop.own('pick')
  await expect(picker.getByRole('option', { name: 'Entire screen' })).toBeVisible()
  await expectUsable(picker)
  await closing(picker.keyboard.press('Escape'))
  expect(await shared).toBeNull()
  await desktop.close()
})
