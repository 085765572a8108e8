// What of a channel changes with every message written or read in it, and what hardly ever does: whoever draws only the
// latter needs not be drawn anew all day.
import { useRef } from 'react'
import type { JoinedChannel } from '../../../contract/channels.ts'
import { unreadOf } from './reducer.ts'

const moving: ReadonlySet<string> = new Set([
  'lastPosition',
  'lastMessageAt',
  'readPosition',
  'mentionPositions',
])

function isSameBesides<Part extends object>(a: Part, b: Part): boolean {
  if (a === b) return true
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Part & string>
  return [...names].every((name) => moving.has(name) || a[name] === b[name])
}

/** Whether nothing happened but that something was written or read. */
export function isSteady(a: JoinedChannel, b: JoinedChannel): boolean {
  return (
    a === b ||
    (a.channel === b.channel && isSameBesides(a.state, b.state) && isSameBesides(a.membership, b.membership))
  )
}

/** A channel for those to whom it does not matter how far it is written and read: the same object until more changes. */
export function useSteady(joined: JoinedChannel | undefined): JoinedChannel | undefined {
  const kept = useRef(joined)
  if (!joined || !kept.current || !isSteady(kept.current, joined)) kept.current = joined
  return kept.current
}

/** Whether a channel's line in the sidebar is the same: a third unread message looks like the second. */
export function looksSame(a: JoinedChannel, b: JoinedChannel): boolean {
  if (a === b) return true
  const [one, other] = [unreadOf(a), unreadOf(b)]
  return (
    isSteady(a, b) &&
    one.count > 0 === other.count > 0 &&
    one.mentions === other.mentions &&
    a.membership.mentionPositions.length === b.membership.mentionPositions.length
  )
}
