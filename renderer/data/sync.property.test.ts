// Any order of delayed, doubled and lost entries, with lost requests, reconnects, restarts from the cache and pages that
// come at any time, ends in the state that the server has.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClientId } from '../../contract/ids.ts'
import { channelsStore } from '../features/channels/store.ts'
import { loadNewer, loadOlder, openTimeline, retryFailedLoads } from '../features/messages/loading.ts'
import { isOnScreen, messagesStore } from '../features/messages/state.ts'
import { closeThread, loadOlderReplies, openThread } from '../features/messages/thread-loading.ts'
import { peopleStore } from '../features/people/store.ts'
import { unreadThreadsStore } from '../features/reading/threads.ts'
import { outboxStore } from './outbox.ts'
import { channelIdOf, me, personIdOf } from './test/model-server.ts'
import { channelCount, World } from './test/world.ts'

type Action = { kind: keyof typeof actions; a: number; b: number }

const channelAt = (number: number) => channelIdOf(number % channelCount)
const messageAt = ({ server }: World, number: number) =>
  server.messages[number % Math.max(1, server.messages.length)]
const rootAt = (world: World, number: number) => {
  const roots = world.server.messages.filter((message) => message.threadId === null)
  return roots[number % Math.max(1, roots.length)]
}
const clientIdOf = (world: World) =>
  `99999999-0000-4000-8000-${String(world.server.messages.length).padStart(12, '0')}` as ClientId

const actions = {
  send: (world: World, a: number, b: number) => {
    world.server.send(personIdOf(1 + (b % 2)), channelAt(a), clientIdOf(world), { mentionsMe: b % 5 === 0 })
  },
  burst: (world: World, a: number, b: number) => {
    for (let n = 0; n < 2 + (b % 16); n++) actions.send(world, a, n + 1)
  },
  reply: (world: World, a: number, b: number) => {
    const root = rootAt(world, a)
    if (!root) return
    const more = { threadId: root.id, alsoToChannel: b % 3 === 0 }
    world.server.send(personIdOf(1 + (b % 2)), root.channelId, clientIdOf(world), more)
  },
  edit: (world: World, a: number, b: number) => {
    const message = messageAt(world, a)
    if (message) world.server.edit(message, `edited ${message.id} ${b}`)
  },
  delete: (world: World, a: number) => {
    const message = messageAt(world, a)
    if (message) world.server.delete(message)
  },
  react: (world: World, a: number, b: number) => {
    const message = messageAt(world, a)
    if (message) world.server.react(message, ['👍', '🎉'][b % 2] as string, personIdOf(b % 3))
  },
  join: (world: World, a: number) => world.server.join(channelAt(a)),
  leave: (world: World, a: number) => world.server.leave(channelAt(a)),
  count: (world: World, a: number, b: number) => world.server.count(channelAt(a), b % 2 === 0 ? 1 : -1),
  read: (world: World, a: number, b: number) => {
    const last = world.server.channels.get(channelAt(a))?.state.lastPosition ?? 0
    world.server.read(channelAt(a), b % (last + 1), true)
  },
  readThread: (world: World, a: number) => {
    const threads = world.server.unreadThreads
    const thread = threads[a % Math.max(1, threads.length)]
    if (thread) world.server.readThread(thread.rootId)
  },
  rename: (world: World, a: number, b: number) => world.server.rename(channelAt(a), `name-${b}`),
  mute: (world: World, a: number, b: number) => world.server.mute(channelAt(a), b % 2 === 0),
  renamePerson: (world: World, a: number, b: number) => world.server.renamePerson(a % 3, `person ${b}`),

  connect: (world: World) => world.connect(),
  disconnect: (world: World) => world.disconnect(),
  deliver: (world: World, a: number) => world.deliver(a, false),
  deliverFirst: (world: World) => world.deliver(0, false),
  deliverAll: (world: World) => {
    while (world.pushed.length > 0) world.deliver(0, false)
  },
  double: (world: World, a: number) => world.deliver(a, true),
  drop: (world: World, a: number) => world.drop(a),
  heads: (world: World) => world.heads(),
  step: (world: World, a: number) => world.step(a),
  answer: (world: World) => {
    const [request] = world.requests
    while (request && world.requests[0] === request) world.step(0)
  },
  fail: (world: World, a: number) => world.fail(a),
  wait: () => {},

  write: (world: World, a: number, b: number) => {
    const root = b % 3 === 0 ? rootAt(world, a) : undefined
    const channelId = root?.channelId ?? channelAt(a)
    if (channelsStore.getState().channels.has(channelId))
      world.write(channelId, root?.id ?? null, b % 2 === 0)
  },
  open: (world: World, a: number, b: number) => {
    const channelId = channelAt(a)
    if (!channelsStore.getState().channels.has(channelId)) return
    world.look(channelId)
    if (b % 2 === 0) void openTimeline(channelId, { kind: 'around', position: b % 60 })
    else void openTimeline(channelId)
  },
  lookAway: (world: World, a: number) => world.lookAway(channelAt(a)),
  older: (_: World, a: number) => void loadOlder(channelAt(a)),
  newer: (_: World, a: number) => void loadNewer(channelAt(a)),
  thread: (world: World, a: number) => {
    const root = rootAt(world, a)
    if (root && channelsStore.getState().channels.has(root.channelId))
      void openThread(root.id, root.channelId)
  },
  closeThread: () => {
    for (const rootId of messagesStore.getState().threads.keys()) return closeThread(rootId)
  },
  olderReplies: () => {
    for (const rootId of messagesStore.getState().threads.keys()) void loadOlderReplies(rootId)
  },
  save: (world: World) => world.save(),
  restart: (world: World) => world.start(world.saved),
}

/** How often each happens; what is not named here, once. */
const weights: Partial<Record<Action['kind'], number>> = {
  send: 4,
  burst: 2,
  reply: 3,
  edit: 2,
  react: 2,
  join: 2,
  connect: 3,
  deliver: 3,
  deliverFirst: 5,
  deliverAll: 3,
  step: 8,
  answer: 6,
  wait: 2,
  write: 2,
  open: 5,
  older: 3,
  newer: 3,
  thread: 3,
  olderReplies: 2,
  save: 2,
}
const kinds = (Object.keys(actions) as Action['kind'][]).flatMap((kind) =>
  Array(weights[kind] ?? 1).fill(kind),
)
const actionArbitrary: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom(...(kinds as Action['kind'][])),
  a: fc.nat(1000),
  b: fc.nat(1000),
})
const scriptArbitrary = fc.record({
  /** Messages of before, so that there is something to scroll through. */
  history: fc.nat(60),
  /** Whether the client has come to rest before it begins. */
  isWarm: fc.boolean(),
  script: fc.array(actionArbitrary, { minLength: 10, maxLength: 150, size: 'max' }),
})

async function settle(world: World): Promise<void> {
  let quiet = 0
  for (let round = 0; quiet < 3; round++) {
    if (round > 300) expect.fail('the client never comes to rest')
    world.connect()
    quiet = world.requests.length + world.pushed.length === 0 ? quiet + 1 : 0
    while (world.requests.length > 0) {
      world.step(0)
      await vi.advanceTimersByTimeAsync(0)
    }
    while (world.pushed.length > 0) world.deliver(0, false)
    world.heads()
    world.hurry()
    retryFailedLoads()
    await vi.advanceTimersByTimeAsync(31_000)
  }
}

/** In every moment: no message twice, none out of order, and none that turns back into what it was before. */
function expectOrdered(seen: Map<string, string>): void {
  const { timelines, threads } = messagesStore.getState()
  const windows = [
    ...[...timelines].map(([id, { window }]) => [id, window] as const),
    ...[...threads].flatMap(([id, { root, replies }]) => [
      [`${id} root`, root] as const,
      [`${id} replies`, replies] as const,
    ]),
  ]
  for (const [place, window] of windows) {
    const numbers = window.messages.map((message) => message.number)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
    for (const { id, authorId, deletedAt, editedAt } of window.messages) {
      // The answer to a repeated own send does not say how new it is.
      if (authorId === me) continue
      const version = `${deletedAt ?? ''} ${editedAt ?? ''}`
      expect(version >= (seen.get(`${place} ${id}`) ?? '')).toBe(true)
      seen.set(`${place} ${id}`, version)
    }
  }
}

function expectSameAsServer(world: World): void {
  const { server } = world
  const expected = server.state()
  const byId = <Item>(items: Item[], idOf: (item: Item) => string) =>
    Object.fromEntries(items.map((item) => [idOf(item), item]))
  const { channels } = channelsStore.getState()
  expect(world.cursors()).toEqual(server.heads())
  expect(byId([...channels.values()], ({ channel }) => channel.id)).toEqual(
    byId(expected.channels, ({ channel }) => channel.id),
  )
  expect([...peopleStore.getState().people.values()]).toEqual(expected.people)
  expect(byId(unreadThreadsStore.getState().threads, (thread) => thread.rootId)).toEqual(
    byId(expected.unreadThreads, (thread) => thread.rootId),
  )
  const { timelines, threads } = messagesStore.getState()
  for (const [channelId, { status, window }] of timelines) {
    expect(channels.has(channelId)).toBe(true)
    if (status === 'error' && !isOnScreen(channelId)) continue
    expect(status).toBe('ready')
    const all = server.timeline(channelId)
    const first = window.messages[0]?.position ?? 1
    const last = window.messages.at(-1)?.position ?? 0
    expect(window.messages).toEqual(all.slice(first - 1, last))
    expect({ hasOlder: window.hasOlder, hasNewer: window.hasNewer }).toEqual({
      hasOlder: first > 1,
      hasNewer: last < all.length,
    })
  }
  for (const [rootId, { status, root, replies }] of threads) {
    expect(status).toBe('ready')
    expect(root.messages).toEqual(server.messages.filter((message) => message.id === rootId))
    const all = server.repliesTo(rootId)
    expect(replies.messages).toEqual(all.slice(all.length - replies.messages.length))
    expect(replies.hasOlder).toBe(replies.messages.length < all.length)
  }
  expect(outboxStore.getState().pending.filter((message) => message.state === 'sending')).toEqual([])
  // Each own message was written with a text of its own: none was sent twice.
  const own = server.messages
    .filter((message) => message.authorId === me)
    .map(({ body, number }) => body || number)
  expect(new Set(own).size).toBe(own.length)
}

const { fetch } = globalThis
beforeEach(() => {
  vi.useFakeTimers()
  // Web Locks answer at a time of their own, which fake timers don't reach.
  vi.stubGlobal('navigator', {})
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  globalThis.fetch = fetch
  vi.useRealTimers()
})

async function play(world: World, script: Action[]): Promise<void> {
  const seen = new Map<string, string>()
  for (const { kind, a, b } of script) {
    actions[kind](world, a, b)
    if (kind === 'restart') seen.clear()
    await vi.advanceTimersByTimeAsync(kind === 'wait' ? b * 3 : b % 4 === 0 ? 50 : 0)
    expectOrdered(seen)
  }
}

test('the client ends with the state of the server, whatever the network does', async () => {
  await fc.assert(
    fc.asyncProperty(scriptArbitrary, async ({ history, isWarm, script }) => {
      const world = new World()
      try {
        for (let n = 0; n < history; n++) actions.send(world, n % 8 === 0 ? 1 : 0, n)
        if (isWarm) await settle(world)
        await play(world, script)
        await settle(world)
        expectSameAsServer(world)
      } finally {
        world.stop()
        vi.clearAllTimers()
      }
    }),
    { numRuns: Number(process.env.NUCLEUS_PROPERTY_RUNS ?? 200) },
  )
}, 120_000)
