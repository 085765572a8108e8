// Where a task stands in its list: fractional keys, compared byte by byte ("Realtime editing of ordered sequences",
// Figma, 2017). A move writes one row, whatever the length of the list.
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** A rank between two; null: there is none on that side. The lower one must be the smaller one. */
export const rankBetween = (lower: string | null, upper: string | null): string =>
  generateKeyBetween(lower, upper)

/** As many ranks as wanted, ascending, behind another. */
export const ranksAfter = (lower: string | null, count: number): string[] =>
  generateNKeysBetween(lower, null, count)
