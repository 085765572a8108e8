// A company's LAN: the page over TLS through nginx, media straight to the server's address, on the settings that
// docs/OPERATIONS.md gives. Not localhost, so that camera and microphone are there because of TLS only.
import { provideDebianProgram } from '../../server/test/debian-program.ts'
import { freePort, startDatabase, startServer } from '../../server/test/server-process.ts'
import { callBrowser, expectMoving, expectSound, joinFromHeader } from '../fixtures/calls.ts'
import { goToChannel, makeChannel } from '../fixtures/chat.ts'
import { figuresOf, keepConnections } from '../fixtures/media-figures.ts'
import { networkProblem, openTestNetwork, type TestNetwork } from '../fixtures/network.ts'
import { startTlsProxy } from '../fixtures/tls-proxy.ts'
import { expect, test as withWorkspace } from '../fixtures/workspace.ts'

function findProxy(): { binary: string } | { reason: string } {
  const problem = networkProblem()
  return problem === null ? provideDebianProgram('nginx', 'nginx-light', ['-v']) : { reason: problem }
}

const proxy = findProxy()
const reason = 'reason' in proxy ? proxy.reason : null

const test = withWorkspace.extend<object, { network: TestNetwork }>({
  network: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
    async ({}, use) => {
      const network = openTestNetwork()
      await use(network)
      network.close()
    },
    { scope: 'worker' },
  ],
  running: [
    async ({ network }, use) => {
      const database = await startDatabase()
      const [port, tlsPort, mediaPort] = [await freePort(), await freePort(), await freePort()]
      const tls = await startTlsProxy('binary' in proxy ? proxy.binary : '', {
        address: network.serverAddress,
        port: tlsPort,
        serverPort: port,
      })
      const server = await startServer(database.url, port, {
        PUBLIC_URL: tls.url,
        TRUST_PROXY: '1',
        MEDIA_LISTEN: '0.0.0.0',
        MEDIA_ADDRESS: network.serverAddress,
        MEDIA_PORT: `${mediaPort}`,
      })
      await use({ database, port, server, pageUrl: tls.url })
      await server.stop()
      await tls.stop()
      await database.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  launchOptions: [
    async ({ network }, use) => use({ ...callBrowser().launchOptions, executablePath: network.chromiumPath }),
    { scope: 'worker' },
  ],
})

// The certificate is the test's own, which no system trusts.
test.use({ ignoreHTTPSErrors: true })

test.describe(reason ? `a LAN with TLS (skipped: ${reason})` : 'a LAN with TLS', () => {
  test.skip(reason !== null, reason ?? '')

  test('two people call each other over https, with picture and sound both ways', async ({
    workspace,
    network,
  }) => {
    const alice = await workspace.person('Alice Auster')
    const bob = await workspace.person('Bob Bast')
    const { id } = await makeChannel(workspace, [alice, bob])
    for (const { context, page } of [alice, bob]) {
      expect(new URL(page.url()).protocol).toBe('https:')
      await context.addInitScript(keepConnections)
      await goToChannel(page, id)
      await joinFromHeader(page)
    }
    await Promise.all([expectMoving(alice.page, bob), expectMoving(bob.page, alice)])
    await Promise.all([expectSound(alice.page), expectSound(bob.page)])
    for (const { page } of [alice, bob])
      for (const way of (await figuresOf(page)).ways)
        expect(way).toMatchObject({ path: 'udp', remoteAddress: network.serverAddress })
  })
})
