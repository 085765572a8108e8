// Unknown → entry: the door of Sync. An event this client does not know keeps its number and loses its content, so
// that a newer server does not stop an older client.
import { z } from 'zod'
import { Entry } from '../../contract/events.ts'

/** An entry whose event may be unknown (null). */
export type HeardEntry = Omit<Entry, 'event'> & { event: Entry['event'] | null }

const Envelope = Entry.omit({ event: true })
const Raw = z.array(z.unknown())

/** The entries of a push or an answer; what has no stream and number is left out. */
export function parseEntries(raw: unknown): HeardEntry[] {
  const list = Raw.safeParse(raw)
  return list.success ? list.data.flatMap((item) => parseEntry(item) ?? []) : []
}

function parseEntry(raw: unknown): HeardEntry | null {
  const entry = Entry.safeParse(raw)
  if (entry.success) return entry.data
  const envelope = Envelope.safeParse(raw)
  return envelope.success ? { ...envelope.data, event: null } : null
}
