import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { channelStream, type Event } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { applyToStores } from '../../data/stores.ts'
import type { Sync } from '../../data/sync.ts'
import { type HeldRequest, holdRequests, settle, syncAt } from '../../data/test/held-requests.ts'
import { forgetMessages, restartMessages, retryFailedLoads } from './loading.ts'
import { messagesStore } from './state.ts'
import { closeThread, loadOlderReplies, openThread } from './thread-loading.ts'

const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const stream = channelStream(channelId)
const idOf = (number: number) => `00000003-0000-7000-8000-${String(number).padStart(12, '0')}` as MessageId
const rootId = idOf(1)
const message = (number: number, more: Partial<MessageView> = {}) =>
  ({
    id: idOf(number),
    channelId,
    number,
    position: null,
    body: `reply ${number}`,
    deletedAt: null,
    reactions: [],
    files: [],
    ...more,
  }) as MessageView
const replyAt = (number: number) => message(number, { threadId: rootId })

type Input = { before?: number; limit: number }
let asked: HeldRequest<Input>[]
let sync: Sync
/** Numbers of the last reply; the first one has number 2. */
let last: number

/** What the server answers: the newest before a number, in order. */
function pageFor({ before = last + 1, limit }: Input) {
  const from = Math.max(2, before - limit)
  const messages = Array.from({ length: before - from }, (_, index) => replyAt(from + index))
  const root = message(1, { position: 1 })
  return { root, messages, head: last, hasOlder: from > 2, hasNewer: before <= last }
}
const answerNext = async () => {
  const next = asked.shift()
  await next?.answer(pageFor(next.input))
}
const answerAll = async () => {
  while (asked.length > 0) await answerNext()
}
const thread = () => messagesStore.getState().threads.get(rootId)
const numbers = () => thread()?.replies.messages.map(({ number }) => number) ?? []
const open = async (reply?: number) => {
  void openThread(rootId, channelId, reply ? idOf(reply) : null)
  await settle()
}

beforeEach(() => {
  asked = holdRequests()
  last = 400
  sync = syncAt({ [stream]: last })
})
afterEach(() => {
  sync.stop()
  forgetMessages()
})

describe('a thread', () => {
  test('has its first message and the newest replies, asked for once, and older ones on request', async () => {
    await open()
    await open()
    expect(asked).toHaveLength(1)
    await answerAll()
    expect(thread()).toMatchObject({ status: 'ready', root: { messages: [{ number: 1 }] } })
    expect([numbers()[0], numbers().at(-1)]).toEqual([351, 400])
    void loadOlderReplies(rootId)
    void loadOlderReplies(rootId)
    await settle()
    expect(asked.map(({ input }) => input.before)).toEqual([351])
    await answerAll()
    expect(thread()?.replies).toMatchObject({ hasOlder: true, hasNewer: false })
    expect([numbers()[0], numbers().length]).toEqual([301, 100])
  })

  test('is gone from memory once closed, also when its page comes later', async () => {
    await open()
    closeThread(rootId)
    await answerAll()
    expect(thread()).toBeUndefined()
  })
})

describe('a link to a reply', () => {
  test('among the newest asks for nothing more', async () => {
    await open(399)
    await answerNext()
    expect([thread()?.status, asked.length]).toEqual(['ready', 0])
    void openThread(rootId, channelId, idOf(397))
    expect(thread()?.status).toBe('ready')
  })

  test('that is old opens the thread back to it, unbroken, and not before it is there', async () => {
    await open(3)
    await answerNext()
    expect(thread()?.status).toBe('loading')
    await answerAll()
    expect(thread()?.status).toBe('ready')
    expect(numbers()).toEqual(Array.from({ length: 399 }, (_, index) => index + 2))
  })

  test('is followed in a thread that is open already, which hears what is said meanwhile', async () => {
    await open()
    await answerAll()
    await open(250)
    expect(thread()).toMatchObject({ status: 'loading', root: { messages: [{ number: 1 }] } })
    last = 401
    const event = { type: 'message.sent', message: replyAt(401), thread: null } as unknown as Event
    applyToStores([{ stream, number: 401, at: '', actorId: null, event }])
    await answerAll()
    expect(thread()?.status).toBe('ready')
    expect([numbers()[0], numbers().at(-1)]).toEqual([151, 401])
  })

  test('while another one is sought: the later one counts', async () => {
    await open(300)
    await open(3)
    await answerAll()
    expect([thread()?.status, numbers()[0]]).toEqual(['ready', 2])
  })

  test('too far back, or to a reply that is not there, ends at what a window holds', async () => {
    last = 2000
    await open(3)
    const limits: number[] = []
    for (let next = asked.shift(); next; next = asked.shift()) {
      limits.push(next.input.limit)
      await next.answer(pageFor(next.input))
    }
    expect(limits).toEqual([50, 200, 200, 50])
    expect(thread()).toMatchObject({ status: 'ready', replies: { hasNewer: false } })
    expect(numbers()).toHaveLength(500)
    expect(numbers().at(-1)).toBe(2000)
  })

  test('that could not be fetched is tried again when the network is back', async () => {
    await open(100)
    await answerNext()
    await asked.shift()?.fail()
    expect(thread()).toMatchObject({ status: 'error', error: { code: 'offline' } })
    retryFailedLoads()
    await settle()
    await answerAll()
    expect(thread()?.status).toBe('ready')
    expect(numbers()).toContain(100)
  })

  test('that could not be fetched takes nothing away from an open thread, and may be pressed again', async () => {
    await open()
    await answerAll()
    await open(100)
    await asked.shift()?.fail()
    expect([thread()?.status, numbers().length]).toEqual(['ready', 50])
    await open(100)
    await answerAll()
    expect(numbers()).toContain(100)
  })

  test('is found again after too much was missed', async () => {
    await open(100)
    await answerAll()
    restartMessages(channelId)
    await settle()
    await answerAll()
    expect(thread()?.status).toBe('ready')
    expect(numbers()).toContain(100)
  })
})
