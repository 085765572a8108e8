// Time in blocks, as the index knows it: 3 hours, and each next level eight times as long. A search walks back in time
// window by window, so that a frequent word costs no more than the newest window that holds enough of it.

const blockMs = 10_800_000
export const levels = 6

/** In blocks of 3 hours since 1970; `to` is the first one after it. */
export type Window = { from: number; to: number }

/** As search_terms in the migration has it: by the nearest whole second. */
export const blockOf = (at: Date): number => Math.floor((Math.round(at.getTime() / 1000) * 1000) / blockMs)
/** Everything before it is of an earlier block. */
export const startOfBlock = (block: number): Date => new Date(block * blockMs - 500)

/** The window of about 8^level blocks that ends at `to`: it begins where a block of that level does. */
export function windowBefore(to: number, level: number, least: number): Window {
  const size = 8 ** level
  return { from: Math.max(least, Math.floor((to - 1) / size) * size), to }
}

/** The fewest index terms that cover exactly this window. */
export function termsOf({ from, to }: Window): string[] {
  const terms: string[] = []
  for (let at = from; at < to; ) {
    let level = 0
    while (level + 1 < levels && at % 8 ** (level + 1) === 0 && at + 8 ** (level + 1) <= to) level += 1
    terms.push(`t${level}:${at / 8 ** level}`)
    at += 8 ** level
  }
  return terms
}
