// Saving messages for later: shown at once, and taken back when the server refuses.
import { useMemo } from 'react'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { SavedMark } from '../../../contract/saved.ts'
import { call } from '../../data/api.ts'
import { countSaved, markOf, savedStore, withoutWish } from './marks.ts'

type Place = Pick<MessageView, 'id' | 'channelId'>

/** A wish that was granted and whose entry does not come is let go after this; the entry will still be applied. */
const patienceMs = 10_000

/** Draws what is wished until the entry tells it, or the server refuses. */
async function wish(
  messageId: MessageId,
  mark: SavedMark | null,
  ask: () => Promise<unknown>,
): Promise<void> {
  const letGo = () =>
    savedStore.setState(({ wished }) =>
      wished.get(messageId) === mark ? { wished: withoutWish(wished, messageId) } : {},
    )
  savedStore.setState(({ wished }) => ({ wished: new Map(wished).set(messageId, mark) }))
  try {
    await ask()
    setTimeout(letGo, patienceMs)
  } catch (error) {
    letGo()
    throw error
  }
}

/** Saves it, or takes it off the list, by what the viewer sees now. One that was done is to do again. Throws ApiError. */
export async function toggleSaved({ id: messageId, channelId }: Place): Promise<void> {
  const mark = markOf(savedStore.getState(), messageId)
  if (mark && !mark.isDone) await wish(messageId, null, () => call('saved.remove', { messageId }))
  else await wish(messageId, { messageId, channelId, isDone: false }, () => call('saved.add', { messageId }))
}

/** Throws ApiError. */
export const removeSaved = ({ id: messageId }: Place): Promise<void> =>
  wish(messageId, null, () => call('saved.remove', { messageId }))

/** Throws ApiError. */
export const setSavedDone = ({ id: messageId, channelId }: Place, isDone: boolean): Promise<void> =>
  wish(messageId, { messageId, channelId, isDone }, () => call('saved.setDone', { messageId, isDone }))

export function useSavedMark(messageId: MessageId): SavedMark | null {
  return savedStore((state) => markOf(state, messageId))
}

export function useSavedCounts(): { open: number; done: number } {
  const state = savedStore()
  return useMemo(() => countSaved(state), [state])
}
