// The bytes of uploads in memory, and addresses under which the window can show them. What was just sent is shown from
// here until the server's own pictures are there, so that the sender's line does not change under their eyes.
import type { FileView } from '../../../../contract/files.ts'
import type { ClientId, FileId, MessageId } from '../../../../contract/ids.ts'
import type { Size } from '../sizes.ts'
import { uploadsStore } from './state.ts'

type Shown = { url: string; size: Size | null }

const blobs = new Map<ClientId, Blob>()
const shown = new Map<ClientId, Shown>()
/** The last files sent from this window, oldest first. */
const sent = new Map<FileId, Shown>()
const mostSent = 40
/** The messages that carry them: with these they go. */
const carriers = new Map<FileId, MessageId>()

/** Takes the bytes of an upload when given, and answers those it has. */
export function holdBytes(id: ClientId, blob?: Blob): Blob | null {
  if (blob) blobs.set(id, blob)
  return blobs.get(id) ?? null
}

/** An address for an upload's bytes, for as long as it lives; null when they are not at hand. */
export function addressOf(id: ClientId): string | null {
  const known = shown.get(id)
  if (known) return known.url
  const blob = blobs.get(id)
  if (!blob) return null
  const url = URL.createObjectURL(blob)
  shown.set(id, { url, size: null })
  return url
}

/** How large a picture turned out to be. */
export function measured(id: ClientId, size: Size): void {
  const known = shown.get(id)
  if (known) known.size = size
}

/** A file that was just sent from this window, as it can be shown before the server has looked into it. */
export const sentPicture = (fileId: FileId): Shown | null => sent.get(fileId) ?? null

export function forgetBytes(id: ClientId): void {
  const known = shown.get(id)
  if (known) URL.revokeObjectURL(known.url)
  shown.delete(id)
  blobs.delete(id)
}

/** A message carries it now: what was shown of it stays for a while. */
export function keepAsSent(id: ClientId, fileId: FileId | null): void {
  const known = shown.get(id)
  if (!fileId || !known) forgetBytes(id)
  if (fileId && !known) carriers.delete(fileId)
  if (!fileId || !known) return
  shown.delete(id)
  blobs.delete(id)
  sent.set(fileId, known)
  const [oldest] = sent
  if (sent.size <= mostSent || !oldest) return
  forgetSentPicture(oldest[0])
}

/** A message was sent; of what it carries, the files of this window are remembered. */
export function rememberCarriers(files: Pick<FileView, 'id' | 'messageId'>[]): void {
  const { uploads } = uploadsStore.getState()
  for (const { id, messageId } of files) {
    const isOurs = sent.has(id) || uploads.some(({ fileId }) => fileId === id)
    if (isOurs && messageId) carriers.set(id, messageId)
  }
}

/** The file is erased. */
export function forgetSentPicture(fileId: FileId): void {
  const known = sent.get(fileId)
  if (known) URL.revokeObjectURL(known.url)
  sent.delete(fileId)
  carriers.delete(fileId)
}

/** The message is erased, and its files with it. */
export function forgetSentPicturesOf(gone: MessageId): void {
  for (const [fileId, messageId] of carriers) if (messageId === gone) forgetSentPicture(fileId)
}

/** At the end of a session. */
export function forgetSent(): void {
  for (const { url } of sent.values()) URL.revokeObjectURL(url)
  sent.clear()
  carriers.clear()
}
