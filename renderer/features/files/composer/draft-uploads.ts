// The files of a composer: uploads that were added there and that no sent message has taken along. They are kept where
// uploads are, so they stay with their channel or thread, also through a reload.
import { useShallow } from 'zustand/react/shallow'
import type { ChannelId } from '../../../../contract/ids.ts'
import type { DraftKey } from '../../../data/database.ts'
import { outboxStore, type PendingMessage } from '../../../data/outbox.ts'
import { addUpload } from '../uploads/current.ts'
import { type Upload, uploadsStore } from '../uploads/state.ts'
import { chooseFiles } from './choose.ts'
import { knownLimits } from './limits.ts'
import { type Problem, sayProblems } from './problems.ts'

export function draftUploads(uploads: Upload[], pending: PendingMessage[], place: DraftKey): Upload[] {
  const own = uploads.filter((upload) => upload.place === place && upload.phase !== 'cancelled')
  if (own.length === 0) return own
  const taken = new Set(pending.flatMap((message) => message.uploads))
  return own.filter(({ id }) => !taken.has(id))
}

/** Drawn anew only when one of these changes, not with every piece of any other upload. */
export function useDraftUploads(place: DraftKey): Upload[] {
  const pending = outboxStore((state) => state.pending)
  return uploadsStore(useShallow(({ uploads }) => draftUploads(uploads, pending, place)))
}

/** Whether there are any; that seldom changes. */
export function useHasDraftUploads(place: DraftKey): boolean {
  const pending = outboxStore((state) => state.pending)
  return uploadsStore(({ uploads }) => draftUploads(uploads, pending, place).length > 0)
}

export const draftUploadsNow = (place: DraftKey): Upload[] =>
  draftUploads(uploadsStore.getState().uploads, outboxStore.getState().pending, place)

/** Adds what can be added, and says what is wrong with the rest. */
export function addFiles(place: DraftKey, channelId: ChannelId, files: File[], found: Problem[] = []): void {
  const { uploads } = uploadsStore.getState()
  const there = draftUploadsNow(place)
  const onTheWay = uploads.reduce(
    (sum, { phase, size, sent }) => sum + (phase === 'arrived' ? 0 : size - sent),
    0,
  )
  const { chosen, problems } = chooseFiles(files, { count: there.length, onTheWay }, knownLimits())
  sayProblems(place, [...found, ...problems])
  for (const blob of chosen) addUpload({ place, channelId, name: nameOf(blob), blob })
}

const mostName = 255

/** The contract's names have no control characters and no changes of direction, and are never empty. */
function nameOf({ name }: File): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim()
  if (clean === '') return 'file'
  if (clean.length <= mostName) return clean
  const ending = /\.[^.]{1,12}$/.exec(clean)?.[0] ?? ''
  return clean.slice(0, mostName - ending.length) + ending
}
