// Splits the text of a message into plain pieces, mentions and :shortcodes:.
import type { GroupId, PersonId } from '../../../../contract/ids.ts'
import { mentionPattern } from '../../../../contract/lib/mentions.ts'

export type Segment =
  | { kind: 'text'; text: string }
  | { kind: 'person'; personId: PersonId }
  | { kind: 'group'; groupId: GroupId }
  | { kind: 'everyone'; group: 'channel' | 'here' }
  | { kind: 'shortcode'; name: string }

const special = new RegExp(
  `${mentionPattern}|(?<![\\p{L}\\p{N}:]):([a-z0-9_+-]{1,50}):(?![\\p{L}\\p{N}])`,
  'gu',
)

/** Pieces in order; plain text keeps every character. */
export function splitSegments(text: string): Segment[] {
  const segments: Segment[] = []
  let end = 0
  for (const match of text.matchAll(special)) {
    if (match.index > end) segments.push({ kind: 'text', text: text.slice(end, match.index) })
    const [whole, personId, groupId, group, name] = match
    if (personId) segments.push({ kind: 'person', personId: personId as PersonId })
    else if (groupId) segments.push({ kind: 'group', groupId: groupId as GroupId })
    else if (group) segments.push({ kind: 'everyone', group: group as 'channel' | 'here' })
    else segments.push({ kind: 'shortcode', name: name ?? '' })
    end = match.index + whole.length
  }
  if (end < text.length) segments.push({ kind: 'text', text: text.slice(end) })
  return segments
}
