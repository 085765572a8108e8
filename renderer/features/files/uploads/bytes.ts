// The bytes of uploads in memory, and addresses under which the window can show them. What was just sent is shown from
// here until the server's own pictures are there, so that the sender's line does not change under their eyes.
import type { ClientId, FileId } from '../../../../contract/ids.ts'

const blobs = new Map<ClientId, Blob>()
const urls = new Map<ClientId, string>()
/** The last files sent from this window, oldest first. */
const sent = new Map<FileId, string>()
const mostSent = 40

/** Takes the bytes of an upload when given, and answers those it has. */
export function holdBytes(id: ClientId, blob?: Blob): Blob | null {
  if (blob) blobs.set(id, blob)
  return blobs.get(id) ?? null
}

/** An address for an upload's bytes, for as long as it lives; null when they are not at hand. */
export function addressOf(id: ClientId): string | null {
  const known = urls.get(id)
  if (known) return known
  const blob = blobs.get(id)
  if (!blob) return null
  const url = URL.createObjectURL(blob)
  urls.set(id, url)
  return url
}

export const sentAddressOf = (fileId: FileId): string | null => sent.get(fileId) ?? null

export function forgetBytes(id: ClientId): void {
  const url = urls.get(id)
  if (url) URL.revokeObjectURL(url)
  urls.delete(id)
  blobs.delete(id)
}

/** A message carries it now: what was shown of it stays for a while. */
export function keepAsSent(id: ClientId, fileId: FileId | null): void {
  const url = urls.get(id)
  urls.delete(id)
  blobs.delete(id)
  if (!url) return
  if (fileId) sent.set(fileId, url)
  else URL.revokeObjectURL(url)
  const [oldest] = sent
  if (sent.size <= mostSent || !oldest) return
  URL.revokeObjectURL(oldest[1])
  sent.delete(oldest[0])
}

/** At the end of a session. */
export function forgetSent(): void {
  for (const url of sent.values()) URL.revokeObjectURL(url)
  sent.clear()
}
