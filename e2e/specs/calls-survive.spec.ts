import { spawnSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import {
  callBrowser,
  callControls,
  control,
  expectMoving,
  expectSound,
  joinFromHeader,
  pictureOf,
} from '../fixtures/calls.ts'
import { goToChannel, makeChannel } from '../fixtures/chat.ts'
import { expect, type Person, test, type Workspace } from '../fixtures/workspace.ts'

test.use(callBrowser())

async function twoInACall(workspace: Workspace) {
  const alice = await workspace.person('Alice Auer')
  const bob = await workspace.person('Bob Bauer')
  return inOneCall(workspace, alice, bob)
}

async function inOneCall(workspace: Workspace, alice: Person, bob: Person) {
  const { id } = await makeChannel(workspace, [alice, bob])
  for (const { page } of [alice, bob]) {
    await goToChannel(page, id)
    await joinFromHeader(page)
  }
  await bothMoving(alice, bob)
  const [call] = await workspace.sql<{ id: string }>('SELECT id FROM call WHERE ended_at IS NULL')
  return { alice, bob, channelId: id, callId: call?.id }
}

const bothMoving = (alice: Person, bob: Person) =>
  Promise.all([expectMoving(alice.page, bob), expectMoving(bob.page, alice)])

/** The media workers that the server process has started. */
const workersOf = (pid: number) =>
  // Exits with 1 where there is none.
  spawnSync('ps', ['-o', 'pid=,args=', '--ppid', `${pid}`], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes('mediasoup-worker'))
    .map((line) => Number.parseInt(line, 10))

const openCalls = (workspace: Workspace) =>
  workspace.sql<{ id: string; here: number }>(
    `SELECT c.id, count(*) FILTER (WHERE p.state = 'joined')::int AS here
     FROM call c JOIN call_participant p ON p.call_id = c.id WHERE c.ended_at IS NULL GROUP BY c.id`,
  )

test('a media worker killed with -9: picture and sound come back without a click, in the same call', async ({
  workspace,
}) => {
  const { alice, bob, callId } = await twoInACall(workspace)
  const before = workersOf(workspace.serverPid())
  expect(before).toHaveLength(1)
  for (const pid of before) process.kill(pid, 'SIGKILL')
  await expect.poll(() => workersOf(workspace.serverPid())).not.toEqual(before)
  await bothMoving(alice, bob)
  await Promise.all([expectSound(alice.page), expectSound(bob.page)])
  expect(await openCalls(workspace)).toEqual([{ id: callId, here: 2 }])
})

test('a server killed with -9 and started again: everybody is back in the same call without a click', async ({
  workspace,
}) => {
  const { alice, bob, callId } = await twoInACall(workspace)
  await workspace.restart()
  await bothMoving(alice, bob)
  await Promise.all([expectSound(alice.page), expectSound(bob.page)])
  expect(await openCalls(workspace)).toEqual([{ id: callId, here: 2 }])
})

/** A way to cut all sockets of a page, which it then tries in vain to open again, and to let them through once more. */
async function socketSwitch(page: Page) {
  const open = new Set<() => Promise<unknown>>()
  let isCut = false
  await page.routeWebSocket(/\/socket\.io\//, (client) => {
    const server = client.connectToServer()
    const close = () => Promise.all([client.close(), server.close()])
    if (!isCut) return void open.add(close)
    // Not before the first word: where it closes without one, no error is fired, as a browser would.
    server.onMessage((word) => {
      client.send(word)
      void close()
    })
  })
  return {
    async cut() {
      isCut = true
      const closing = [...open]
      open.clear()
      await Promise.all(closing.map((close) => close()))
    },
    mend() {
      isCut = false
    },
  }
}

test('signalling that is cut leaves the media alone and the seat kept', async ({ workspace }) => {
  const alice = await workspace.person('Alice Auer')
  const bob = await workspace.person('Bob Bauer')
  const sockets = await socketSwitch(bob.page)
  await bob.page.reload()
  const { callId } = await inOneCall(workspace, alice, bob)
  await sockets.cut()
  const reconnecting = alice.page.getByRole('group', { name: /^Bob Bauer.*Reconnecting/ })
  await expect(reconnecting).toBeVisible()
  await Promise.all([expectMoving(bob.page, alice), expectMoving(alice.page, bob)])
  await expect(reconnecting).toBeVisible()
  sockets.mend()
  await expect(alice.page.getByRole('group', { name: /^Bob Bauer/ })).not.toHaveAccessibleName(/Reconnecting/)
  await bothMoving(alice, bob)
  expect(await openCalls(workspace)).toEqual([{ id: callId, here: 2 }])
})

test('leaving and joining again works as often as one likes', async ({ workspace }) => {
  const { alice, bob } = await twoInACall(workspace)
  for (let round = 0; round < 2; round += 1) {
    await control(bob.page, /^Leave$/).click()
    await expect(callControls(bob.page)).toHaveCount(0)
    await expect(pictureOf(alice.page, bob)).toHaveCount(0)
    await joinFromHeader(bob.page)
    await bothMoving(alice, bob)
  }
})
