import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { channelStream, type Event } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { applyToStores } from '../../data/stores.ts'
import { noPeople } from '../people/reducer.ts'
import { peopleStore } from '../people/store.ts'
import { deleteMessage, drawPatches, editMessage, patchesStore, toggleReaction } from './changes.ts'
import { emptyTimeline, noMessages, withTimeline } from './reducer.ts'
import { messagesStore } from './state.ts'
import { emptyWindow } from './window.ts'

const me = '00000001-0000-7000-8000-000000000001' as PersonId
const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const messageId = '00000003-0000-7000-8000-000000000001' as MessageId
const at = '2030-01-01T00:00:00.000Z'
const message = {
  id: messageId,
  channelId,
  number: 1,
  position: 1,
  body: 'first',
  editedAt: null,
  deletedAt: null,
  reactions: [],
  files: [],
  pin: null,
  call: null,
} as unknown as MessageView

type Asked = {
  name: string
  input: { emoji?: string }
  answer: (body?: unknown) => Promise<void>
  refuse: () => Promise<void>
}
let asked: Asked[]
let number = 1

const settle = async () => {
  await vi.advanceTimersByTimeAsync(0)
}
const hear = (event: unknown) =>
  applyToStores([
    { stream: channelStream(channelId), number: ++number, at, actorId: me, event: event as Event },
  ])
/** What the viewer sees. */
const shown = () => {
  const messages = messagesStore.getState().timelines.get(channelId)?.window.messages ?? []
  return drawPatches(messages, patchesStore.getState().patches)[0] as MessageView
}
const reaction = { channelId, messageId, emoji: '👍', personId: me }
const mine = [{ emoji: '👍', personIds: [me] }]

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  peopleStore.setState({ ...noPeople, me: { personId: me } as never })
  const window = { ...emptyWindow, messages: [message] }
  messagesStore.setState(
    withTimeline(noMessages, channelId, { ...emptyTimeline(1), status: 'ready', window }),
  )
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    return new Promise((resolve) => {
      const reply = (status: number, answer: unknown) => {
        resolve(new Response(JSON.stringify(answer), { status }))
        return settle()
      }
      asked.push({
        name: url.replace('/api/', ''),
        input: JSON.parse(body),
        answer: (answer = {}) => reply(200, answer),
        refuse: () => reply(403, { error: { code: 'forbidden', message: 'no' } }),
      })
    })
  })
})
afterEach(() => {
  patchesStore.setState({ patches: new Map() })
  messagesStore.setState(noMessages)
  peopleStore.setState(noPeople)
  vi.useRealTimers()
})

describe('an own change', () => {
  test('is shown at once and gives way to the entry that says the same', async () => {
    const done = toggleReaction(message, '👍')
    expect(shown().reactions).toEqual(mine)
    await settle()
    await asked[0]?.answer()
    await done
    expect(shown().reactions).toEqual(mine)
    hear({ type: 'reaction.added', ...reaction })
    expect(patchesStore.getState().patches.size).toBe(0)
    expect(shown().reactions).toEqual(mine)
  })

  test('is taken back when it is refused, and the caller hears why', async () => {
    const done = toggleReaction(message, '👍')
    const refused = expect(done).rejects.toMatchObject({ code: 'forbidden' })
    await settle()
    await asked[0]?.refuse()
    await refused
    expect(shown().reactions).toEqual([])
  })

  test('toggled twice quickly is asked in order and shows the last wish throughout', async () => {
    void toggleReaction(message, '👍')
    void toggleReaction(message, '👍')
    expect(shown().reactions).toEqual([])
    await settle()
    expect(asked.map(({ name }) => name)).toEqual(['reactions.add'])
    await asked[0]?.answer()
    hear({ type: 'reaction.added', ...reaction })
    expect(shown().reactions).toEqual([])
    expect(asked.map(({ name }) => name)).toEqual(['reactions.add', 'reactions.remove'])
    await asked[1]?.answer()
    hear({ type: 'reaction.removed', ...reaction })
    expect(patchesStore.getState().patches.size).toBe(0)
    expect(shown().reactions).toEqual([])
  })

  test('leaves what others do alone', async () => {
    const other = '00000001-0000-7000-8000-000000000002' as PersonId
    void toggleReaction(message, '👍')
    hear({ type: 'reaction.added', ...reaction, personId: other })
    expect(shown().reactions).toEqual([{ emoji: '👍', personIds: [other, me] }])
    await settle()
    await asked[0]?.answer()
  })

  test('edits: shown at once, gone when the entry or a later one has come', async () => {
    const done = editMessage(message, 'second')
    expect(shown().body).toBe('second')
    await settle()
    await asked[0]?.answer({ message: { ...message, body: 'second', editedAt: at } })
    await done
    expect(shown().body).toBe('second')
    hear({ type: 'message.edited', channelId, messageId, body: 'second', editedAt: at })
    expect(patchesStore.getState().patches.size).toBe(0)
    hear({
      type: 'message.edited',
      channelId,
      messageId,
      body: 'third',
      editedAt: '2030-01-02T00:00:00.000Z',
    })
    expect(shown().body).toBe('third')
  })

  test('deletes: the text is gone at once and stays gone', async () => {
    void deleteMessage(message)
    expect(shown()).toMatchObject({ body: '' })
    expect(shown().deletedAt).not.toBeNull()
    await settle()
    await asked[0]?.answer()
    hear({ type: 'message.deleted', channelId, messageId, deletedAt: at, thread: null })
    expect(patchesStore.getState().patches.size).toBe(0)
    expect(shown()).toMatchObject({ body: '', deletedAt: at })
  })

  test('whose entry never comes is let go after a while', async () => {
    const done = toggleReaction(message, '👍')
    await settle()
    await asked[0]?.answer()
    await done
    expect(patchesStore.getState().patches.size).toBe(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(patchesStore.getState().patches.size).toBe(0)
  })

  test('leaves the messages it is not about as they are', () => {
    const others = [{ ...message, id: '00000003-0000-7000-8000-000000000002' as MessageId }]
    void toggleReaction(message, '👍')
    expect(drawPatches(others, patchesStore.getState().patches)).toBe(others)
  })
})
