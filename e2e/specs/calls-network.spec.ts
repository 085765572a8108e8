// Calls over bad networks: no UDP, nothing but TURN, loss, delay, another address. Needs root, `ip netns` and nftables.
import { provideDebianProgram } from '../../server/test/debian-program.ts'
import { callControls, expectMoving, expectSound } from '../fixtures/calls.ts'
import { type Figures, figuresOf, grownBy, pictureBackMs } from '../fixtures/media-figures.ts'
import { networkProblem } from '../fixtures/network.ts'
import { type Call, expectBothWays, openCall, test } from '../fixtures/network-call.ts'
import { startTurnServer } from '../fixtures/turn-server.ts'
import { openUdpRelay } from '../fixtures/udp-relay.ts'
import { expect } from '../fixtures/workspace.ts'

const problem = networkProblem()
/** How soon media must be back without a click; the machine that runs this may be busy. */
const backWithinMs = 15_000
const backAfterPathChangeMs = 10_000
const watchMs = 20_000

test.describe.configure({ timeout: 150_000 })

/** How everything goes: both transports of both people. */
async function expectWays({ pages }: Call, path: string, remoteAddress?: string) {
  for (const page of pages) {
    const { ways } = await figuresOf(page)
    expect(ways.map((way) => way.path)).toEqual([path, path])
    if (remoteAddress) expect(ways.map((way) => way.remoteAddress)).toEqual([remoteAddress, remoteAddress])
  }
}

const backMs = ({ alice, bob }: Call, sinceMs: number) =>
  Promise.all([pictureBackMs(alice.page, bob, { sinceMs }), pictureBackMs(bob.page, alice, { sinceMs })])

const note = (what: string, figures: unknown) =>
  test.info().annotations.push({ type: what, description: JSON.stringify(figures) })

test.describe(problem ? `calls over bad networks (skipped: ${problem})` : 'calls over bad networks', () => {
  test.skip(problem !== null, problem ?? '')

  test('without UDP a call goes over TCP', async ({ call, place }) => {
    place.network.dropUdp(true)
    const made = await call()
    await expectBothWays(made)
    await expectWays(made, 'tcp', place.network.serverAddress)
  })

  test('without UDP and the media server’s own ports a call goes through TURN, with right credentials only', async ({
    call,
    place,
  }) => {
    const coturn = provideDebianProgram('turnserver', 'coturn', ['--version'])
    test.skip('reason' in coturn, 'reason' in coturn ? coturn.reason : '')
    const { network, mediaPort, settings } = place
    const start = (changed = {}) =>
      startTurnServer('binary' in coturn ? coturn.binary : '', network.serverAddress, {
        ...settings,
        PUBLIC_URL: 'http://localhost',
        ...changed,
      })
    network.dropUdp(true)
    network.dropTcpPort(mediaPort, true)
    let turn = await start({ TURN_SECRET: 'another-secret-altogether' })
    try {
      const made = await call()
      for (const page of made.pages) expect((await figuresOf(page)).ways).toEqual([])
      await turn.stop()
      turn = await start()
      // Whoever tried in vain goes on trying.
      await Promise.all([expectMoving(made.alice.page, made.bob), expectMoving(made.bob.page, made.alice)])
      await Promise.all(made.pages.map(expectSound))
      await expectWays(made, 'relay over tcp')
    } finally {
      await turn.stop()
    }
  })

  test('UDP that is cut in the middle of a call: it goes on over TCP, and stays when UDP is back', async ({
    call,
    place,
    workspace,
  }) => {
    const made = await call()
    await expectBothWays(made)
    await expectWays(made, 'udp')
    place.network.dropUdp(true)
    const back = await backMs(made, Date.now())
    note('pictures back over TCP, ms', back)
    for (const ms of back) expect(ms).toBeLessThan(backWithinMs)
    await expectBothWays(made)
    await expectWays(made, 'tcp', place.network.serverAddress)
    place.network.dropUdp(false)
    await expectBothWays(made)
    expect(await openCall(workspace)).toBe(made.id)
  })

  /** What both saw and heard in so many milliseconds, and the fewest frames in any quarter of it. */
  async function watch({ pages }: Call): Promise<{ seen: ReturnType<typeof grownBy>; fewest: number }[]> {
    const looks: Figures[][] = [await Promise.all(pages.map(figuresOf))]
    for (let quarter = 0; quarter < 4; quarter += 1) {
      // A stretch of time is what is measured here.
      await pages[0].waitForTimeout(watchMs / 4)
      looks.push(await Promise.all(pages.map(figuresOf)))
    }
    return pages.map((_page, at) => {
      const mine = looks.map((look) => look[at] as Figures)
      const quarters = mine.slice(1).map((look, before) => grownBy(mine[before] as Figures, look))
      return {
        seen: grownBy(mine[0] as Figures, mine[4] as Figures),
        fewest: Math.min(...quarters.map(({ framesDecoded }) => framesDecoded)),
      }
    })
  }

  test('5 % of loss costs some frames and little sound', async ({ call, place, workspace }) => {
    const made = await call()
    await expectBothWays(made)
    place.network.loss(5)
    const watched = await watch(made)
    note('5 % of loss', { watched, lost: place.network.lost() })
    expect(place.network.lost()).toBeGreaterThan(100)
    const sent = watched.map(({ seen }) => seen.framesSent).reverse()
    for (const [at, { seen, fewest }] of watched.entries()) {
      expect(seen.framesDecoded).toBeGreaterThan(0.6 * (sent[at] as number))
      expect(seen.freezeMs).toBeLessThan(watchMs / 4)
      expect(fewest).toBeGreaterThan(0)
      expect(seen.concealedPart).toBeLessThan(0.1)
    }
    await expectWays(made, 'udp')
    expect(await openCall(workspace)).toBe(made.id)
  })

  test('20 % of loss: the call stays, pictures go on moving, sound is heard, and one is told', async ({
    call,
    place,
    workspace,
  }) => {
    const made = await call()
    await expectBothWays(made)
    for (const page of made.pages) await expect(page.locator('[data-weakness]')).toHaveCount(0)
    place.network.loss(20)
    const watched = await watch(made)
    note('20 % of loss', { watched, lost: place.network.lost() })
    expect(place.network.lost()).toBeGreaterThan(400)
    for (const { seen, fewest } of watched) {
      expect(fewest).toBeGreaterThan(5)
      expect(seen.concealedPart).toBeLessThan(0.4)
    }
    await Promise.all(made.pages.map(expectSound))
    for (const page of made.pages)
      await expect(page.locator('[data-weakness]')).toHaveText(
        /^(Your network is weak|The network is weak on all sides)$/,
      )
    for (const page of made.pages) await expect(callControls(page)).toBeVisible()
    expect(await openCall(workspace)).toBe(made.id)
  })

  test('80 ± 30 ms each way: pictures and sound keep coming', async ({ call, place, workspace }) => {
    const { network, mediaPort } = place
    const relay = await openUdpRelay({
      listen: network.relayAddress,
      to: network.serverAddress,
      port: mediaPort,
      delayMs: 80,
      jitterMs: 30,
    })
    try {
      network.onlyRelay(true)
      network.dropTcpPort(mediaPort, true)
      const made = await call()
      await expectBothWays(made)
      await expectWays(made, 'udp', network.relayAddress)
      const watched = await watch(made)
      note('80 ± 30 ms', { watched, ways: (await figuresOf(made.alice.page)).ways, carried: relay.carried() })
      const sent = watched.map(({ seen }) => seen.framesSent).reverse()
      for (const [at, { seen, fewest }] of watched.entries()) {
        expect(seen.framesDecoded).toBeGreaterThan(0.6 * (sent[at] as number))
        expect(fewest).toBeGreaterThan(0)
        expect(seen.concealedPart).toBeLessThan(0.1)
      }
      for (const { roundTripMs } of (await figuresOf(made.alice.page)).ways)
        expect(roundTripMs).toBeGreaterThan(90)
      expect(await openCall(workspace)).toBe(made.id)
    } finally {
      await relay.close()
    }
  })

  // As from one WLAN to the next; or as with a VPN, where the browser tells its page nothing.
  for (const isSilent of [false, true])
    test(`another address, ${isSilent ? 'silently' : 'after a lost link'}: media are back without a click, in the same call`, async ({
      call,
      place,
      workspace,
    }) => {
      const made = await call()
      await expectBothWays(made)
      const back = await backMs(made, place.network.changePath({ isSilent }))
      note('pictures back after a path change, ms', back)
      for (const ms of back) expect(ms).toBeLessThan(backAfterPathChangeMs)
      await expectBothWays(made)
      await expectWays(made, 'udp')
      expect(await openCall(workspace)).toBe(made.id)
    })
})
