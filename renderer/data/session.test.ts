// The whole client without views: a real IndexedDB (in memory), a model of the server, a wire that never connects.
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CommandName } from '../../contract/commands.ts'
import type { ClientId } from '../../contract/ids.ts'
import { channelsStore } from '../features/channels/store.ts'
import { openTimeline } from '../features/messages/loading.ts'
import { messagesStore } from '../features/messages/state.ts'
import { peopleStore } from '../features/people/store.ts'
import { notSignedIn } from './api.ts'
import { connectionStore } from './connection.ts'
import { deleteDatabase, openDatabase } from './database.ts'
import { draftsStore, writeDraft } from './drafts.ts'
import { outboxStore, send } from './outbox.ts'
import { sessionStore, signedIn, signOut, startSession } from './session.ts'
import { socketWire } from './socket.ts'
import { answer as answerOf } from './test/model-answers.ts'
import { channelIdOf, ModelServer, me, personIdOf } from './test/model-server.ts'

const general = channelIdOf(0)
let server: ModelServer
let isSignedIn: boolean
let isOnline: boolean
let page: EventTarget
let asked: string[]

const storage = new Map<string, string>()
const status = () => sessionStore.getState().status
const bodies = () =>
  messagesStore
    .getState()
    .timelines.get(general)
    ?.window.messages.map((message) => message.body)

function answer(name: CommandName, input: unknown): Response {
  const refuse = (code: string) =>
    new Response(JSON.stringify({ error: { code, message: code } }), { status: 401 })
  if (!isSignedIn) return refuse('not_signed_in')
  if (name === 'sessions.signOut') {
    isSignedIn = false
    return new Response('{}')
  }
  const steps = answerOf(server, name, input as never)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return new Response(JSON.stringify(step.value))
}

/** The tab is closed: what the page writes then is written, the rest is gone. */
async function reload(): Promise<void> {
  page.dispatchEvent(new Event('pagehide'))
  await vi.waitFor(async () => {
    const database = await openDatabase(me)
    const cursors = (await database.get('state', 'cursors')) as Record<string, number>
    database.close()
    expect(cursors[`channel:${general}`]).toBe(server.head(`channel:${general}` as never))
  })
  const { closeClient } = await import('./session.ts')
  await closeClient()
}

beforeEach(() => {
  server = new ModelServer(1)
  for (let n = 0; n < 3; n++) server.send(personIdOf(1), general, `c${n}` as ClientId, { body: `hello ${n}` })
  isSignedIn = true
  isOnline = true
  asked = []
  page = new EventTarget()
  storage.clear()
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  })
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    if (!isOnline) throw new TypeError('network')
    const name = url.replace('/api/', '') as CommandName
    asked.push(name)
    return answer(name, JSON.parse(body))
  })
  vi.spyOn(socketWire, 'open').mockImplementation(() => {})
  vi.spyOn(socketWire, 'retry').mockImplementation(() => {})
})
afterEach(async () => {
  isOnline = true
  await signOut()
  await deleteDatabase(me)
})

const signInHere = async () => {
  await startSession()
  await vi.waitFor(() => expect(status()).toBe('signedIn'))
}

describe('a session', () => {
  test('begins with what the server says, or with signing in', async () => {
    isSignedIn = false
    await startSession()
    await vi.waitFor(() => expect(status()).toBe('signedOut'))
    isSignedIn = true
    await signedIn()
    await vi.waitFor(() => expect(status()).toBe('signedIn'))
    expect(channelsStore.getState().channels.has(general)).toBe(true)
  })

  test('opens from the cache at once, without network, with messages, drafts and what was not sent', async () => {
    await signInHere()
    await openTimeline(general)
    expect(bodies()).toEqual(['hello 0', 'hello 1', 'hello 2'])
    writeDraft(general, 'half a thought')
    isOnline = false
    send({ channelId: general, body: 'unsent' })
    await reload()
    expect(channelsStore.getState().channels.size).toBe(0)

    asked = []
    await startSession()
    expect(status()).toBe('signedIn')
    expect(connectionStore.getState()).toMatchObject({ status: 'connecting', fromCache: true })
    expect(channelsStore.getState().channels.has(general)).toBe(true)
    expect(bodies()).toEqual(['hello 0', 'hello 1', 'hello 2'])
    expect(asked).toEqual([])
    await vi.waitFor(() => {
      expect(draftsStore.getState().drafts.get(general)?.text).toBe('half a thought')
      expect(outboxStore.getState().pending).toMatchObject([{ body: 'unsent', state: 'sending' }])
    })
  })

  test('signing out forgets everything this browser holds', async () => {
    await signInHere()
    await openTimeline(general)
    writeDraft(general, 'half a thought')
    isOnline = false
    send({ channelId: general, body: 'unsent' })
    isOnline = true
    await signOut()
    expect(status()).toBe('signedOut')
    expect(asked).toContain('sessions.signOut')
    expect([...storage]).toEqual([])
    expect(peopleStore.getState().me).toBeNull()
    expect(messagesStore.getState().timelines.size).toBe(0)
    expect(outboxStore.getState().pending).toEqual([])
    expect(draftsStore.getState().drafts.size).toBe(0)
    const database = await openDatabase(me)
    for (const name of ['state', 'windows', 'outbox', 'drafts'] as const)
      expect(await database.count(name)).toBe(0)
    database.close()
  })

  test('signing out without network is told to the server at the next start', async () => {
    await signInHere()
    isOnline = false
    await signOut()
    expect(status()).toBe('signedOut')
    await startSession()
    expect(status()).toBe('signedOut')
    isOnline = true
    await startSession()
    await vi.waitFor(() => expect(asked).toContain('sessions.signOut'))
    await vi.waitFor(() => expect(status()).toBe('signedOut'))
    expect(isSignedIn).toBe(false)
  })

  test('refused by the socket is one that ran out: the words of this browser are kept', async () => {
    await signInHere()
    writeDraft(general, 'half a thought')
    isSignedIn = false
    notSignedIn()
    await vi.waitFor(() => expect(status()).toBe('signedOut'))
    const database = await openDatabase(me)
    await vi.waitFor(async () => expect(await database.count('state')).toBe(0))
    expect((await database.getAll('drafts')).map(({ text }) => text)).toEqual(['half a thought'])
    database.close()
  })

  test('that ran out forgets what was read, and keeps what only this browser has', async () => {
    await signInHere()
    writeDraft(general, 'half a thought')
    isSignedIn = false
    await openTimeline(general)
    await vi.waitFor(() => expect(status()).toBe('signedOut'))
    expect(channelsStore.getState().channels.size).toBe(0)
    isSignedIn = true
    await signedIn()
    await vi.waitFor(() => expect(draftsStore.getState().drafts.get(general)?.text).toBe('half a thought'))
  })
})
