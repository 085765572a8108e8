// The call doctor in a real browser with fake devices, against the real server and its real media ports.
import { chromium, type Page } from '@playwright/test'
import { callBrowser } from '../fixtures/calls.ts'
import { expect, password, test, type Workspace } from '../fixtures/workspace.ts'

test.use(callBrowser())

const row = (page: Page, check: string) => page.locator(`[data-check="${check}"]`)
const stand = (page: Page, check: string) => row(page, check).locator('[data-stand]')
const finding = (page: Page, code: string) => page.locator(`[data-finding="${code}"]`)
const again = (page: Page) => page.getByRole('button', { name: 'Check again' })

/** Opens the doctor from the own menu, says that the tune was heard, and waits for the outcome. */
async function checkUp(page: Page) {
  await page.getByRole('button', { name: /You and your workspace/ }).click()
  await page.getByRole('menuitem', { name: 'Call doctor' }).click()
  await page.getByRole('button', { name: 'Start the check' }).click()
  await page.getByRole('button', { name: 'Yes', exact: true }).click({ timeout: 30_000 })
  await expect(again(page)).toBeVisible({ timeout: 100_000 })
}

/** No device is held any more: no light burns. */
const liveTracks = (page: Page) =>
  page.evaluate(
    () =>
      (window as unknown as { opened: MediaStreamTrack[] }).opened.filter((one) => one.readyState === 'live')
        .length,
  )

const noteTracks = () => {
  const opened: MediaStreamTrack[] = []
  Object.assign(window, { opened })
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await real(constraints)
    opened.push(...stream.getTracks())
    return stream
  }
}

test('every way is open, picture and sound come back, and the report says nothing about the person', async ({
  workspace,
}) => {
  test.setTimeout(180_000)
  const { page, context, name } = await workspace.person('Ada Albers')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.addInitScript(noteTracks)
  await page.reload()
  await checkUp(page)
  for (const check of ['secure', 'microphone', 'speaker', 'server', 'udp', 'tcp'])
    await expect(stand(page, check), check).toHaveAttribute('data-stand', 'good')
  await expect(row(page, 'camera')).toContainText('1280 × 720')
  await expect(row(page, 'udp')).toContainText(/127\.0\.0\.1, port \d+: connected in \d+ ms/)
  await expect(row(page, 'loopback')).toContainText(/\d+ × \d+, \d+ ms from you to you, over UDP/)
  await expect(row(page, 'bandwidth')).toContainText('Mbit/s')
  // A machine that is busy with tests may be slow, its camera too; nothing may be missing.
  for (const check of ['camera', 'loopback', 'bandwidth'])
    await expect(stand(page, check), check).toHaveAttribute('data-stand', /good|warn/)
  for (const code of ['pictureLost', 'soundLost', 'notConnected', 'late'])
    await expect(finding(page, code)).toHaveCount(0)
  expect(await liveTracks(page)).toBe(0)
  await page.getByRole('button', { name: 'Copy report' }).click()
  const report = await page.evaluate(() => navigator.clipboard.readText())
  expect(report).toContain('[Works] Media over UDP')
  expect(report).not.toContain(name)
  expect(report).not.toContain('Own addresses')
})

test('cancelled, it lets go of everything at once', async ({ workspace }) => {
  const { page } = await workspace.person('Bea Berger')
  await page.addInitScript(noteTracks)
  await page.goto('/call-doctor')
  await page.getByRole('button', { name: 'Start the check' }).click()
  await expect(page.getByText('Say a few words…')).toBeVisible()
  expect(await liveTracks(page)).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText('The check was cancelled')).toBeVisible()
  await expect.poll(() => liveTracks(page)).toBe(0)
})

/** The same person in a browser of its own, with other switches. */
async function inBrowser(workspace: Workspace, args: string[], run: (page: Page) => Promise<void>) {
  const { email } = await workspace.person('Carl Conrad')
  const browser = await chromium.launch({ ...callBrowser().launchOptions, args })
  try {
    const context = await browser.newContext({ baseURL: workspace.url, locale: 'en-GB' })
    const answer = await context.request.post('/api/sessions.signIn', { data: { email, password } })
    expect(answer.ok()).toBe(true)
    const page = await context.newPage()
    await page.goto('/')
    await run(page)
  } finally {
    await browser.close()
  }
}

test('UDP is blocked: it names the port and the rule, and says that calls go over TCP', async ({
  workspace,
}) => {
  test.setTimeout(180_000)
  const noUdp = callBrowser(['--webrtc-ip-handling-policy=disable_non_proxied_udp']).launchOptions.args
  await inBrowser(workspace, noUdp, async (page) => {
    await checkUp(page)
    const { udpPorts } = await workspace.owner.call('calls.paths', {})
    await expect(stand(page, 'udp')).toHaveAttribute('data-stand', 'warn')
    await expect(stand(page, 'tcp')).toHaveAttribute('data-stand', 'good')
    const blocked = finding(page, 'udpBlocked')
    await expect(blocked).toContainText(`UDP ${udpPorts[0]} to 127.0.0.1 is blocked`)
    await expect(blocked).toContainText('Calls go over TCP meanwhile')
    await blocked.getByRole('button', { name: 'Firewall rule for IT' }).click()
    await expect(blocked).toContainText(`ip daddr 127.0.0.1 udp dport ${udpPorts[0]} accept`)
    await expect(row(page, 'loopback')).toContainText('over TCP')
    await expect(page.getByText('Calls work here, with limits')).toBeVisible()
  })
})

test('devices are denied: it says so for each, and tries the network all the same', async ({ workspace }) => {
  test.setTimeout(180_000)
  const { args } = callBrowser().launchOptions
  const denied = [...args.filter((one) => !one.startsWith('--use-fake-ui')), '--deny-permission-prompts']
  await inBrowser(workspace, denied, async (page) => {
    await checkUp(page)
    await expect(finding(page, 'cameraDenied')).toBeVisible()
    await expect(finding(page, 'microphoneDenied')).toBeVisible()
    await expect(stand(page, 'udp')).toHaveAttribute('data-stand', 'good')
    await expect(row(page, 'loopback')).toContainText('from you to you')
    await expect(page.getByText('Calls don’t work here yet')).toBeVisible()
  })
})
