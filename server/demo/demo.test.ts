// The demo: filled once, also when the first filling was cut off; never beside a real workspace.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ChannelId } from '../../contract/ids.ts'
import { messages } from '../../contract/messages.ts'
import { type App, buildApp, createContext } from '../app.ts'
import { readConfig } from '../core/config.ts'
import { startTestApp } from '../test/app.ts'
import { ask, Client } from '../test/client.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { openDemo } from './demo.ts'
import { demoPassword, emailOf } from './people.ts'
import { routineScenes } from './routine.ts'
import { scenes } from './talk/scenes.ts'

const lines = [...scenes, ...routineScenes()].flatMap((scene) => scene.lines)
let database: TestDatabase
let app: App
let url: string
let printed: string[]

const capture = () => {
  printed = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text))
    return true
  })
}
const signIn = async (name: 'alice' | 'bob' | 'carla') =>
  new Client(
    url,
    await ask(url, 'sessions.signIn', { email: emailOf(name), password: demoPassword, as: 'token' }),
  )
const countMessages = async () => app.context.db.message.count({ where: { isTask: false } })
const workspaceName = async () => (await ask(url, 'workspace.peek', {})).name

beforeAll(async () => {
  database = await createTestDatabase()
  const settings = { PORT: '0', LOG_LEVEL: 'silent', RATE_LIMIT_FACTOR: '1000', DATABASE_POOL: '5' }
  app = await buildApp(createContext(readConfig(settings), database.url))
  url = await app.http.listen({ host: '127.0.0.1', port: 0 })
})
beforeEach(capture)
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  await app.stop()
  await database.drop()
})

test('every line of talk is one that the contract lets through, and there are many', () => {
  const { body } = messages.send.input.shape
  for (const line of lines)
    for (const text of [line.body, line.editedTo ?? line.body]) expect(body.parse(text)).toBe(text)
  expect(lines.length).toBeGreaterThan(900)
})

test('a filling that was cut off says so, and the next start completes it', {
  timeout: 120_000,
}, async () => {
  let sent = 0
  vi.spyOn(app.context.metrics.batchSize, 'observe').mockImplementation(() => {
    sent += 1
    if (sent > 300) throw new Error('cut off')
  })
  await expect(openDemo(app)).rejects.toThrow('cut off')
  expect(await workspaceName()).toContain('not complete')
  expect(await countMessages()).toBeGreaterThan(299)

  vi.restoreAllMocks()
  capture()
  await openDemo(app)
  expect(await workspaceName()).toBe('Tautropf')
  expect(await countMessages()).toBe(lines.length)
  expect(printed.join('')).toMatch(/✓ demo .* s\n/)
  expect(printed.join('')).toContain(`alice@tautropf.example  owner   ${demoPassword}`)
})

test('alice, bob and carla can sign in and find something unread and a mention', async () => {
  for (const name of ['alice', 'bob', 'carla'] as const) {
    const { channels, people, unreadThreads } = await (await signIn(name)).call('sync.start', {})
    expect(people).toHaveLength(23)
    const unread = channels.filter(({ state, membership }) => state.lastPosition > membership.readPosition)
    expect(unread.length).toBeGreaterThan(3)
    expect(unread.length).toBeLessThan(channels.length / 2)
    expect(channels.some(({ membership }) => membership.mentionPositions.length > 0)).toBe(true)
    expect(unreadThreads.length).toBeGreaterThan(0)
  }
})

test('the parts of a living company are there', async () => {
  const alice = await signIn('alice')
  const { people } = await alice.call('people.list', {})
  const count = (is: (one: (typeof people)[number]) => boolean) => people.filter(is).length
  expect(count(({ person }) => person.kind === 'bot')).toBe(1)
  expect(count(({ person }) => person.role === 'guest')).toBe(1)
  expect(count(({ person }) => !person.isActive)).toBe(1)
  expect(count(({ person }) => person.picture !== null)).toBeGreaterThan(5)
  const { sections, channels } = await alice.call('sync.start', {})
  expect(sections).toHaveLength(2)
  expect(channels.filter(({ channel }) => channel.isArchived)).toHaveLength(1)
  expect(channels.filter(({ membership }) => membership.isMuted).length).toBeGreaterThan(0)
  expect(channels.filter(({ membership }) => membership.isFavourite).length).toBeGreaterThan(0)
})

test('there are boards with tasks in every list, late ones and ones for alice', async () => {
  const alice = await signIn('alice')
  const { channels } = await alice.call('sync.start', {})
  const boards = channels.flatMap(({ state }) => state.boards)
  expect(boards.map(({ key }) => key).sort()).toEqual(['OFF', 'PIP'])
  for (const board of boards) {
    const { tasks } = await alice.call('tasks.list', { boardId: board.id })
    expect(new Set(tasks.map(({ listId }) => listId)).size).toBe(3)
  }
  expect((await alice.call('tasks.mine', {})).tasks.length).toBeGreaterThan(0)
})

test('pictures and papers are there and can be looked at, and what happened to people has its date', async () => {
  const alice = await signIn('alice')
  const wanted = lines.flatMap(({ files }) => files)
  expect(wanted.length).toBeGreaterThan(8)
  const states = async () => (await app.context.db.file.findMany()).map(({ state }) => state)
  await expect.poll(states).toEqual(wanted.map(() => 'ready'))
  await app.listeners.settled()
  const { hits } = await alice.call('search.find', { query: 'apprentice', kind: 'file' })
  expect(hits.length).toBeGreaterThan(0)
  const { items } = await alice.call('activity.list', { limit: 100 })
  const days = [...new Set(items.map(({ at }) => at.slice(0, 10)))]
  expect(days.length).toBeGreaterThan(10)
  const unread = items.filter(({ isUnread }) => isUnread)
  expect(unread.length).toBeGreaterThan(0)
  expect(days.slice(0, 2)).toEqual(expect.arrayContaining(unread.map(({ at }) => at.slice(0, 10))))
})

test('positions have no gaps and time goes forward, up to now and back for some hundred days', async () => {
  const rows = await app.context.db.message.findMany({ orderBy: [{ channelId: 'asc' }, { number: 'asc' }] })
  const last = new Map<string, { position: number; sentAt: Date }>()
  for (const { channelId, position, sentAt } of rows) {
    const before = last.get(channelId) ?? { position: 0, sentAt: new Date(0) }
    expect(sentAt.getTime()).toBeGreaterThanOrEqual(before.sentAt.getTime())
    if (position !== null) expect(position).toBe(before.position + 1)
    last.set(channelId, { position: position ?? before.position, sentAt })
  }
  for (const [id, { position }] of last) {
    const { lastPosition } = await app.context.db.channel.findUniqueOrThrow({
      where: { id: id as ChannelId },
    })
    expect(lastPosition).toBe(position)
  }
  const times = rows.map(({ sentAt }) => sentAt.getTime())
  expect(Math.max(...times)).toBeLessThanOrEqual(Date.now())
  expect(Date.now() - Math.min(...times)).toBeGreaterThan(95 * 86_400_000)
})

test('a second start changes nothing and prints the sign-ins again', async () => {
  const head = () => app.context.db.stream.aggregate({ _sum: { head: true } })
  const before = await head()
  await openDemo(app)
  expect(await head()).toEqual(before)
  expect(printed.join('')).toContain('carla@tautropf.example')
  expect(printed.join('')).not.toContain('✓')
})

test('a real workspace stays as it is', async () => {
  const real = await startTestApp()
  try {
    await openDemo(real.app)
    expect(printed.join('')).toContain('needs an empty data folder')
    expect(await real.context.db.person.count()).toBe(1)
  } finally {
    await real.stop()
  }
})
