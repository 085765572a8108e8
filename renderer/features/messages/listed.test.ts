import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { channelStream, type Event, userStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { applyToStores, forgetInStores } from '../../data/stores.ts'
import { noPeople } from '../people/reducer.ts'
import { peopleStore } from '../people/store.ts'
import { deleteMessage, drawPatches, patchesStore } from './changes.ts'
import { askListed, keepListed } from './listed.ts'
import { forgetMessages, restartMessages } from './loading.ts'
import { messagesStore } from './state.ts'

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
  thread: null,
  reactions: [],
  files: [],
  pin: null,
  call: null,
} as unknown as MessageView

let number = 1
const hear = (event: object, stream = channelStream(channelId)) =>
  applyToStores([{ stream, number: ++number, at, actorId: me, event: event as Event }])
const deleted = { type: 'message.deleted', channelId, messageId, deletedAt: at, thread: null }
const edited = (body: string) => ({ type: 'message.edited', channelId, messageId, body, editedAt: at })
/** What a list draws. */
const shown = () =>
  drawPatches([...messagesStore.getState().listed.values()], patchesStore.getState().patches)[0]

function ask() {
  let answer = (_: MessageView[]) => {}
  const asked = new Promise<MessageView[]>((resolve) => (answer = resolve))
  const done = askListed(
    () => asked,
    (messages) => messages,
  )
  return { done, answer }
}
async function list(messages: MessageView[] = [message]) {
  const { done, answer } = ask()
  answer(messages)
  await done
}

let leave: () => void
beforeEach(() => {
  peopleStore.setState({ ...noPeople, me: { personId: me } as never })
  leave = keepListed()
})
afterEach(() => {
  leave()
  patchesStore.setState({ patches: new Map() })
  peopleStore.setState(noPeople)
  forgetMessages()
})

describe('a message in a list', () => {
  test('is edited, reacted to and deleted there', async () => {
    await list()
    hear(edited('second'))
    hear({ type: 'reaction.added', channelId, messageId, emoji: '👍', personId: me })
    expect(shown()).toMatchObject({ body: 'second', reactions: [{ emoji: '👍', personIds: [me] }] })
    hear(deleted)
    expect(shown()).toMatchObject({ body: '', deletedAt: at, reactions: [] })
  })

  test('deleted while the list is on its way is gone when it comes', async () => {
    const { done, answer } = ask()
    hear(deleted)
    answer([message])
    await done
    expect(shown()).toMatchObject({ body: '', deletedAt: at })
  })

  test('deleted by oneself is gone from the answer to the entry', async () => {
    await list()
    vi.stubGlobal('fetch', async () => new Response('{}'))
    const done = deleteMessage(message)
    expect(shown()).toMatchObject({ body: '' })
    await done
    expect(shown()).toMatchObject({ body: '' })
    hear(deleted)
    expect(patchesStore.getState().patches.size).toBe(0)
    expect(shown()).toMatchObject({ body: '', deletedAt: at })
  })

  test('is gone with its channel, and with the last list', async () => {
    await list()
    hear({ type: 'channel.left', channelId }, userStream(me))
    expect(shown()).toBeUndefined()
    await list()
    forgetInStores(channelId)
    expect(shown()).toBeUndefined()

    await list()
    const leaveOther = keepListed()
    leaveOther()
    expect(shown()).toEqual(message)
    const late = ask()
    leave()
    expect(shown()).toBeUndefined()
    late.answer([message])
    await late.done
    expect(shown()).toBeUndefined()
    leave = keepListed()
  })

  test('is asked for anew when something was missed, and no answer from before counts', async () => {
    await list()
    const { restarts } = messagesStore.getState()
    const early = ask()
    restartMessages(channelId)
    expect(messagesStore.getState().restarts).toBe(restarts + 1)
    expect(shown()).toEqual(message)
    await list([{ ...message, body: 'newer' }])
    early.answer([message])
    await early.done
    expect(shown()).toMatchObject({ body: 'newer' })
  })
})

describe('the list of mentions', () => {
  test('is told of every mention, also of one that was read before it was heard', () => {
    const { mentions } = messagesStore.getState()
    const unread = { rootId: messageId, channelId, lastReplyNumber: 3 }
    hear({ type: 'mention.added', channelId, messageId, position: 1 }, userStream(me))
    hear({ type: 'channel.read', channelId, readPosition: 9, mentionPositions: null }, userStream(me))
    hear({ type: 'mention.added', channelId, messageId, position: 2 }, userStream(me))
    hear({ type: 'thread.replied', unread: { ...unread, isMention: true } }, userStream(me))
    expect(messagesStore.getState().mentions).toBe(mentions + 3)
    hear({ type: 'thread.replied', unread: { ...unread, isMention: false } }, userStream(me))
    expect(messagesStore.getState().mentions).toBe(mentions + 3)
  })
})
