// The viewer's own changes to messages, shown at once. A change is drawn over the message until the server's entry
// shows the same, or the server refuses; nothing of it is mixed into what the server said.
import { create } from 'zustand'
import type { Event } from '../../../contract/events.ts'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { ApiError, call } from '../../data/api.ts'
import { myId } from '../people/store.ts'
import { changeMessage, hasReaction, withoutReaction, withReaction } from './change.ts'
import { messagesStore } from './state.ts'

type Patch = {
  messageId: MessageId
  /** Grows with each change of mind, so that only the last answer ends it. */
  turn: number
  draw: (message: MessageView) => MessageView
  isDone: (message: MessageView) => boolean
  isAnswered: boolean
}
type PatchesState = { patches: ReadonlyMap<string, Patch> }

export const patchesStore = create<PatchesState>()(() => ({ patches: new Map() }))

/** An answered change whose entry does not come is let go after this; the entry will still be applied. */
const patienceMs = 10_000
let turns = 0
const queues = new Map<string, Promise<unknown>>()

/** Messages with the unfinished changes drawn over them; the same array when there are none among them. */
export function drawPatches(messages: MessageView[], patches: PatchesState['patches']): MessageView[] {
  let drawn: MessageView[] | null = null
  for (const patch of patches.values()) {
    const index = messages.findIndex((message) => message.id === patch.messageId)
    if (index < 0) continue
    drawn ??= [...messages]
    drawn[index] = patch.draw(drawn[index] as MessageView)
  }
  return drawn ?? messages
}

/** Adds or takes back the own emoji, by what the viewer sees now. Throws ApiError when refused. */
export async function toggleReaction(message: MessageView, emoji: string): Promise<void> {
  const me = myId()
  if (!me) return
  const shown = drawPatches([message], patchesStore.getState().patches)[0] as MessageView
  const wants = !hasReaction(shown, emoji, me)
  const { id: messageId } = message
  await change(`${messageId}:${emoji}`, {
    messageId,
    draw: (view) => (wants ? withReaction(view, emoji, me) : withoutReaction(view, emoji, me)),
    isDone: (view) => view.deletedAt !== null || hasReaction(view, emoji, me) === wants,
    send: () => call(wants ? 'reactions.add' : 'reactions.remove', { messageId, emoji }),
  })
}

/** Changes the body of an own message. Throws ApiError when refused. */
export async function editMessage(message: MessageView, body: string): Promise<void> {
  const editedAt = new Date().toISOString()
  const { id: messageId } = message
  let answer: MessageView | null = null
  await change(`${messageId}:body`, {
    messageId,
    draw: (view) => (view.deletedAt ? view : { ...view, body, editedAt }),
    isDone: (view) =>
      view.deletedAt !== null || (answer !== null && (view.editedAt ?? '') >= (answer.editedAt ?? '')),
    send: async () => {
      answer = (await call('messages.edit', { messageId, body })).message
    },
  })
}

/** Whether a changed body is on its way to the server. */
export const isEditOnItsWay = ({ patches }: PatchesState, messageId: MessageId): boolean =>
  patches.has(`${messageId}:body`)

/** Deletes a message for everybody. Throws ApiError when refused. */
export async function deleteMessage(message: MessageView): Promise<void> {
  const { id: messageId, channelId } = message
  const event: Event = {
    type: 'message.deleted',
    channelId,
    messageId,
    deletedAt: new Date().toISOString(),
    thread: null,
  }
  await change(`${messageId}:deleted`, {
    messageId,
    draw: (view) => (view.deletedAt ? view : changeMessage(view, event)),
    isDone: (view) => view.deletedAt !== null,
    send: () => call('messages.delete', { messageId }),
  })
}

/** Told after entries were applied: lets go of changes that the server's word shows by now. */
export function settlePatches(): void {
  for (const [key, patch] of patchesStore.getState().patches) {
    if (patch.isAnswered && isShown(patch)) drop(key, patch.turn)
  }
}

type Wanted = Pick<Patch, 'messageId' | 'draw' | 'isDone'> & { send: () => Promise<unknown> }

async function change(key: string, { send, ...drawing }: Wanted): Promise<void> {
  const turn = ++turns
  put(key, { ...drawing, turn, isAnswered: false })
  const before = queues.get(key) ?? Promise.resolve()
  const sent = before.catch(() => {}).then(send)
  queues.set(key, sent)
  try {
    await sent
    const patch = patchesStore.getState().patches.get(key)
    if (patch?.turn !== turn) return
    put(key, { ...patch, isAnswered: true })
    settlePatches()
    setTimeout(() => drop(key, turn), patienceMs)
  } catch (error) {
    drop(key, turn)
    throw error instanceof ApiError ? error : new ApiError('internal', String(error))
  } finally {
    if (queues.get(key) === sent) queues.delete(key)
  }
}

function isShown({ messageId, isDone }: Patch): boolean {
  const { timelines, threads, listed } = messagesStore.getState()
  const windows = [
    ...[...timelines.values()].map((timeline) => timeline.window),
    ...[...threads.values()].flatMap((thread) => [thread.root, thread.replies]),
  ]
  const held = windows.flatMap(({ messages }) => messages.filter((message) => message.id === messageId))
  const inList = listed.get(messageId)
  return held.every(isDone) && (!inList || isDone(inList))
}

function put(key: string, patch: Patch): void {
  patchesStore.setState(({ patches }) => ({ patches: new Map(patches).set(key, patch) }))
}

function drop(key: string, turn: number): void {
  patchesStore.setState((state) => {
    if (state.patches.get(key)?.turn !== turn) return state
    const patches = new Map(state.patches)
    patches.delete(key)
    return { patches }
  })
}
