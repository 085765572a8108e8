import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { Sync } from '../../data/sync.ts'
import { type HeldRequest, holdRequests, settle, syncAt } from '../../data/test/held-requests.ts'
import { countRunningLoads } from './fetching.ts'
import {
  type At,
  forgetMessages,
  letGoOfUnseen,
  loadNewer,
  loadOlder,
  openTimeline,
  restartMessages,
  retryFailedLoads,
  setCachedWindows,
} from './loading.ts'
import { isOnScreen, keepOnScreen, messagesStore } from './state.ts'
import { emptyWindow } from './window.ts'

const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const idOf = (number: number) => `00000003-0000-7000-8000-${String(number).padStart(12, '0')}` as MessageId
const message = (number: number, more: Partial<MessageView> = {}) =>
  ({
    id: idOf(number),
    channelId,
    number,
    position: number,
    sentAt: '',
    reactions: [],
    files: [],
    ...more,
  }) as MessageView
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index))

let asked: HeldRequest<{ at?: At }>[]
let sync: Sync

const page = (from: number, to: number, more: object = {}) => ({
  messages: range(from, to),
  head: 100,
  hasOlder: from > 1,
  hasNewer: to < 100,
  ...more,
})
const timeline = () => messagesStore.getState().timelines.get(channelId)
const ends = () => {
  const messages = timeline()?.window.messages ?? []
  return [messages[0]?.position, messages.at(-1)?.position]
}

beforeEach(() => {
  asked = holdRequests()
  sync = syncAt({ [channelStream(channelId)]: 100 })
  setCachedWindows(async () => null)
})
afterEach(() => {
  sync.stop()
  forgetMessages()
})

async function openAt(at: At | undefined, from: number, to: number): Promise<void> {
  void openTimeline(channelId, at)
  await settle()
  await asked.shift()?.answer(page(from, to))
}

describe('opening a timeline', () => {
  test('fetches the newest messages once, however often it is asked for', async () => {
    void openTimeline(channelId)
    void openTimeline(channelId)
    await settle()
    expect(asked.map(({ input }) => input.at)).toEqual([{ kind: 'newest' }])
    expect(timeline()?.status).toBe('loading')
    await asked.shift()?.answer(page(51, 100))
    expect(timeline()).toMatchObject({ status: 'ready', window: { hasOlder: true, hasNewer: false } })
    await openTimeline(channelId)
    expect(asked).toEqual([])
  })

  test('at a place in memory fetches nothing; elsewhere it replaces the window when the page comes', async () => {
    await openAt(undefined, 51, 100)
    await openTimeline(channelId, { kind: 'around', position: 60 })
    await openTimeline(channelId, { kind: 'message', messageId: idOf(70) })
    expect(asked).toEqual([])
    void openTimeline(channelId, { kind: 'around', position: 20 })
    await settle()
    expect([timeline()?.status, ...ends()]).toEqual(['loading', 51, 100])
    await asked.shift()?.answer(page(1, 40))
    expect([timeline()?.status, ...ends()]).toEqual(['ready', 1, 40])
  })

  test('of two places asked for one after the other the later one counts, whichever comes first', async () => {
    void openTimeline(channelId, { kind: 'around', position: 20 })
    await settle()
    void openTimeline(channelId)
    await settle()
    const [early, late] = asked
    await late?.answer(page(51, 100))
    await early?.answer(page(1, 40))
    expect(ends()).toEqual([51, 100])
  })

  test('of a window that nobody looks at only what is on screen stays in memory', () => {
    const other = '00000002-0000-7000-8000-000000000002' as ChannelId
    const leave = keepOnScreen(channelId)
    for (const id of [channelId, other]) void openTimeline(id)
    letGoOfUnseen()
    expect([...messagesStore.getState().timelines.keys()]).toEqual([channelId])
    leave()
    letGoOfUnseen()
    expect(messagesStore.getState().timelines.size).toBe(0)
  })

  test('says when it could not be fetched, and tries again when the network is back', async () => {
    const leave = keepOnScreen(channelId)
    void openTimeline(channelId)
    await settle()
    await asked.shift()?.fail()
    expect(timeline()).toMatchObject({ status: 'error', error: { code: 'offline' } })
    retryFailedLoads()
    await settle()
    await asked.shift()?.answer(page(51, 100))
    expect(timeline()).toMatchObject({ status: 'ready', error: null })
    leave()
  })

  test('says at which end more could not be fetched, and tries that again when the network is back', async () => {
    const leave = keepOnScreen(channelId)
    void openTimeline(channelId)
    await settle()
    await asked.shift()?.answer(page(51, 100))
    void loadOlder(channelId)
    await settle()
    await asked.shift()?.fail()
    expect(timeline()).toMatchObject({ status: 'ready', stuckAt: 'older' })
    retryFailedLoads()
    await settle()
    await asked.shift()?.answer(page(1, 50))
    expect([timeline()?.stuckAt, ...ends()]).toEqual([null, 1, 100])
    leave()
  })

  test('asks again for a page from before what was applied when it was asked for', async () => {
    void openTimeline(channelId)
    await settle()
    await asked.shift()?.answer(page(41, 90, { head: 90 }))
    expect(timeline()?.status).toBe('loading')
    await asked.shift()?.answer(page(51, 100))
    expect(ends()).toEqual([51, 100])
  })

  test('takes the cached window only when nothing happened in the channel since', async () => {
    const window = { ...emptyWindow, messages: range(60, 100), hasOlder: true }
    setCachedWindows(async () => ({ cursor: 100, window }))
    await openTimeline(channelId)
    expect(asked).toEqual([])
    expect([timeline()?.status, ...ends()]).toEqual(['ready', 60, 100])

    forgetMessages()
    setCachedWindows(async () => ({ cursor: 99, window }))
    void openTimeline(channelId)
    await settle()
    expect(asked).toHaveLength(1)
  })
})

describe('ten thousand switches', () => {
  test('leave twenty timelines in memory and nothing on its way', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(page(99, 100))))
    const channelAt = (number: number) =>
      `00000002-0000-7000-8000-${String(number % 40).padStart(12, '0')}` as ChannelId
    const subscribe = vi.spyOn(messagesStore, 'subscribe')
    for (let n = 0; n < 10_000; n++) {
      const leave = keepOnScreen(channelAt(n))
      const opened = openTimeline(channelAt(n))
      // Most leave before the page has come.
      if (n % 10 === 0) await opened
      leave()
    }
    await settle()
    await vi.waitFor(() => {
      const statuses = [...messagesStore.getState().timelines.values()].map((one) => one.status)
      expect(statuses).toEqual(Array(20).fill('ready'))
    })
    expect(countRunningLoads()).toBe(0)
    expect(isOnScreen(channelAt(0))).toBe(false)
    expect(subscribe).not.toHaveBeenCalled()
  })
})

describe('scrolling', () => {
  test('adds older and newer pages, one request per side at a time', async () => {
    await openAt({ kind: 'around', position: 50 }, 41, 60)
    void loadOlder(channelId)
    void loadOlder(channelId)
    void loadNewer(channelId)
    await settle()
    expect(asked.map(({ input }) => input.at)).toEqual([
      { kind: 'before', position: 41 },
      { kind: 'after', position: 60 },
    ])
    await asked[1]?.answer(page(61, 100))
    await asked[0]?.answer(page(1, 40))
    expect(ends()).toEqual([1, 100])
    expect(timeline()?.window).toMatchObject({ hasOlder: false, hasNewer: false })
    await loadOlder(channelId)
    await loadNewer(channelId)
    expect(asked).toHaveLength(2)
  })

  test('a page that comes after a jump elsewhere is thrown away', async () => {
    await openAt({ kind: 'around', position: 40 }, 31, 50)
    void loadOlder(channelId)
    await settle()
    const older = asked.shift()
    await openAt({ kind: 'around', position: 80 }, 71, 90)
    await older?.answer(page(11, 30))
    expect([...ends(), timeline()?.window.messages.length]).toEqual([71, 90, 20])

    void loadNewer(channelId)
    await settle()
    const newer = asked.shift()
    await openAt({ kind: 'around', position: 20 }, 11, 30)
    await newer?.answer(page(91, 100))
    expect([...ends(), timeline()?.window.messages.length]).toEqual([11, 30, 20])
  })

  test('a page that could not be fetched leaves the window as it is, says why, and can be asked for again', async () => {
    await openAt(undefined, 51, 100)
    void loadOlder(channelId)
    await settle()
    await asked.shift()?.fail()
    expect(timeline()).toMatchObject({ status: 'ready', error: { code: 'offline' } })
    void loadOlder(channelId)
    await settle()
    await asked.shift()?.answer(page(1, 50))
    expect(timeline()?.error).toBeNull()
    expect(ends()).toEqual([1, 100])
  })
})

describe('when too much was missed', () => {
  test('what is on screen is fetched anew, what is not is dropped, and a page on its way is thrown away', async () => {
    await openAt(undefined, 51, 100)
    restartMessages(channelId)
    expect(timeline()).toBeUndefined()
    expect(asked).toEqual([])

    const leave = keepOnScreen(channelId)
    void openTimeline(channelId)
    await settle()
    restartMessages(channelId)
    await settle()
    const [before, after] = asked
    await before?.answer(page(1, 50))
    expect(timeline()?.status).toBe('loading')
    await after?.answer(page(51, 100))
    expect(ends()).toEqual([51, 100])
    leave()
  })
})
