// Which messages the viewer has saved for later: start state plus entries, and what they have just pressed.
import { create } from 'zustand'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { SavedMark } from '../../../contract/saved.ts'
import type { StartState } from '../../../contract/sync.ts'

export type SavedState = {
  marks: ReadonlyMap<MessageId, SavedMark>
  /** Drawn over the marks while the server is asked; null: saved no more. */
  wished: ReadonlyMap<MessageId, SavedMark | null>
}

export const noSaved: SavedState = { marks: new Map(), wished: new Map() }

export const savedStore = create<SavedState>()(() => noSaved)

export const savedFromStart = (start: StartState): Pick<SavedState, 'marks'> => ({
  marks: new Map(start.saved.map((mark) => [mark.messageId, mark])),
})

export function applyToSaved(state: SavedState, { event }: Entry): SavedState {
  if (event.type === 'channel.left') return withoutSavedOf(state, event.channelId)
  if (event.type !== 'saved.changed') return state
  const { isDone, ...place } = event.mark
  const marks = new Map(state.marks)
  if (isDone === null) marks.delete(place.messageId)
  else marks.set(place.messageId, { ...place, isDone })
  return { marks, wished: withoutWish(state.wished, place.messageId) }
}

/** The server has spoken, or refused. */
export function withoutWish(wished: SavedState['wished'], messageId: MessageId): SavedState['wished'] {
  if (!wished.has(messageId)) return wished
  const left = new Map(wished)
  left.delete(messageId)
  return left
}

/** What can still be seen of it, the server tells anew. */
export function withoutSavedOf(state: SavedState, channelId: ChannelId): SavedState {
  const left = [...state.marks].filter(([, mark]) => mark.channelId !== channelId)
  return left.length === state.marks.size ? state : { ...state, marks: new Map(left) }
}

/** How a message stands for the viewer's eyes; null: not saved. */
export function markOf({ marks, wished }: SavedState, messageId: MessageId): SavedMark | null {
  const wish = wished.get(messageId)
  return wish === undefined ? (marks.get(messageId) ?? null) : wish
}

/** How many are to do, and how many done. */
export function countSaved(state: SavedState): { open: number; done: number } {
  const ids = new Set([...state.marks.keys(), ...state.wished.keys()])
  let open = 0
  let done = 0
  for (const id of ids) {
    const mark = markOf(state, id)
    if (mark?.isDone) done += 1
    else if (mark) open += 1
  }
  return { open, done }
}
