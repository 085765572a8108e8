// Splits the text of a message into plain pieces, mentions and :shortcodes:.
import type { PersonId } from '../../../../contract/ids.ts'

export type Segment =
  | { kind: 'text'; text: string }
  | { kind: 'person'; personId: PersonId }
  | { kind: 'everyone'; group: 'channel' | 'here' }
  | { kind: 'shortcode'; name: string }

// The mention forms are those of contract/lib/mentions.ts.
const special =
  /<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>|<!(channel|here)>|(?<![\p{L}\p{N}:]):([a-z0-9_+-]{1,50}):(?![\p{L}\p{N}])/gu

/** Pieces in order; plain text keeps every character. */
export function splitSegments(text: string): Segment[] {
  const segments: Segment[] = []
  let end = 0
  for (const match of text.matchAll(special)) {
    if (match.index > end) segments.push({ kind: 'text', text: text.slice(end, match.index) })
    const [whole, personId, group, name] = match
    if (personId) segments.push({ kind: 'person', personId: personId as PersonId })
    else if (group) segments.push({ kind: 'everyone', group: group as 'channel' | 'here' })
    else segments.push({ kind: 'shortcode', name: name ?? '' })
    end = match.index + whole.length
  }
  if (end < text.length) segments.push({ kind: 'text', text: text.slice(end) })
  return segments
}
