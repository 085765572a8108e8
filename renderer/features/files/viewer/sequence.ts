// The files one goes through with ← and →. Pages come newest first; in a conversation the newest stands last. Pure.
import type { FileView } from '../../../../contract/files.ts'
import type { FileId } from '../../../../contract/ids.ts'
import { isViewable } from '../file-actions.ts'
import type { FileNews } from '../news.ts'

export type Sequence = {
  /** In the order of →. */
  files: FileView[]
  /** Where the pages go on: in a conversation before the first, in a list behind the last. */
  next: string | null
  isConversation: boolean
}

/** The files of the message one came from stand together, as they stand there. */
export function withMessage(sequence: Sequence, ofMessage: FileView[]): Sequence {
  const ids = new Set(ofMessage.map(({ id }) => id))
  const at = sequence.files.findIndex(({ id }) => ids.has(id))
  if (at < 0) return sequence
  const known = new Map(sequence.files.map((file) => [file.id, file]))
  const others = (files: FileView[]) => files.filter(({ id }) => !ids.has(id))
  const together = ofMessage.flatMap(({ id }) => known.get(id) ?? [])
  const files = [...others(sequence.files.slice(0, at)), ...together, ...others(sequence.files.slice(at))]
  return { ...sequence, files }
}

/** With the next page joined. What the page and the sequence share is taken from the page. */
export function withPage(sequence: Sequence, page: { files: FileView[]; next: string | null }): Sequence {
  const { isConversation } = sequence
  const added = page.files.filter(isViewable)
  const ids = new Set(added.map(({ id }) => id))
  const rest = sequence.files.filter(({ id }) => !ids.has(id))
  const files = isConversation ? [...added.toReversed(), ...rest] : [...rest, ...added]
  return { files, next: page.next, isConversation }
}

export function withNews(sequence: Sequence, news: FileNews): Sequence {
  if (news.kind === 'messageGone') {
    const files = sequence.files.filter(({ messageId }) => messageId !== news.messageId)
    return files.length < sequence.files.length ? { ...sequence, files } : sequence
  }
  if (news.kind !== 'changed') return sequence
  const { file } = news
  const known = sequence.files.find(({ id }) => id === file.id)
  if (!known || known.revision >= file.revision) return sequence
  const files = sequence.files.flatMap((one) => (one !== known ? one : isViewable(file) ? file : []))
  return { ...sequence, files }
}

/** Where to go when a file has gone: to what stands in its place now, else to the last; null when nothing is left. */
export function afterLoss(before: FileView[], now: FileView[], fileId: FileId): FileId | null {
  if (now.some(({ id }) => id === fileId)) return fileId
  const at = before.findIndex(({ id }) => id === fileId)
  return (now[at] ?? now.at(-1))?.id ?? null
}
