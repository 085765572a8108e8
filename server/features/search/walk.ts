// Walks back in time, window by window, until there is enough: the newest matches first, each window whole. A window that
// holds too much is made smaller, the one after a poor one larger, so that the cost follows what is found and not what
// there is. No plan has to guess how frequent a word is.
import type { FoundRow, look, Place, Sought, Stretch } from './find-db.ts'
import { anyOf } from './lookup.ts'
import { blockOf, levels, startOfBlock, termsOf, windowBefore } from './windows.ts'

export type Walked = {
  rows: FoundRow[]
  /** Nothing is left behind what was found. */
  isAtEnd: boolean
  /** Time ran out, or there was too much in three hours; above this place nothing more is to be had. */
  cutAt: Place | null
}

type Walk = {
  sought: Sought
  below: Place | null
  wanted: number
  withWords: boolean
  now: Date
  /** performance.now() when to stop. */
  deadline: number
  look: (sought: Sought, stretch: Stretch) => ReturnType<typeof look>
}

/** About 64 days: where most of what is looked for is found. */
const firstLevel = 3
/** Documents fetched at a time; in the smallest window there is no way around more. */
const mostAtOnce = 2000
const mostInSmallest = 100_000
/** Clocks of several servers differ a little. */
const aheadMs = 86_400_000
/** Sorts behind every id. */
const beforeAllIds = '00000000-0000-0000-0000-000000000000'

export async function walkBack({
  sought,
  below,
  wanted,
  withWords,
  now,
  deadline,
  look,
}: Walk): Promise<Walked> {
  const newest =
    below?.at ?? new Date(Math.min(sought.to?.getTime() ?? Number.MAX_SAFE_INTEGER, now.getTime() + aheadMs))
  const least = sought.from ? Math.max(0, blockOf(sought.from)) : 0
  const rows: FoundRow[] = []
  let to = blockOf(newest) + 1
  let level = firstLevel
  while (to > least && rows.length < wanted) {
    if (performance.now() > deadline)
      return { rows, isAtEnd: false, cutAt: { at: startOfBlock(to), id: beforeAllIds } }
    const window = windowBefore(to, level, least)
    const isSmallest = window.to - window.from === 1
    const { isTooMuch, rows: found } = await look(sought, {
      window: anyOf(termsOf(window)),
      below,
      most: isSmallest ? mostInSmallest : mostAtOnce,
      wanted: wanted - rows.length,
      withWords,
    })
    if (isTooMuch && !isSmallest) {
      // Smaller than what was asked, which may have been less than a whole block of the level.
      while (level > 0 && windowBefore(to, level, least).from === window.from) level -= 1
      continue
    }
    rows.push(...found)
    to = window.from
    // More than can be compared: it is said that something is missing.
    if (isTooMuch) return { rows, isAtEnd: false, cutAt: { at: startOfBlock(to), id: beforeAllIds } }
    level = Math.min(levels, level + 1)
  }
  return { rows, isAtEnd: rows.length < wanted, cutAt: null }
}
