// A piece of a text around what was looked for, with the matches marked: plain text, never HTML.
import { foldWithPlaces } from './fold-text.ts'
import { mentionPattern } from './mentions.ts'
import { type SearchTerm, soughtIn } from './search-query.ts'

export type Fragment = { text: string; isMatch: boolean }
type Range = { start: number; end: number }

/** Mention tokens (mentions.ts) are drawn as names: what they are made of is not text. */
const mention = new RegExp(mentionPattern, 'g')
const blanked = (text: string) => text.replace(mention, (token) => ' '.repeat(token.length))

/** Markdown's own signs, which plain text does without. Not a parser: what it leaves or takes too much does no harm. */
export const asPlain = (body: string) =>
  body
    .replace(/^(```|~~~)\S*$/gm, '')
    .replace(/!?\[([^\]\n]*)\]\(([^)\s]+)\)/g, '$1 $2')
    .replace(/^ {0,3}(#{1,6}|>|[-*+]) +/gm, '')
    .replace(/(\*\*|~~|`+)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^\n*_]*?\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/\s+/g, ' ')
    .trim()

/** What of a message's body is indexed; the same of which an excerpt is a part. */
export const searchableText = (body: string): string => blanked(asPlain(body))

/** Where the terms stand in a text, merged and in order. */
export function findMatches(text: string, terms: SearchTerm[]): Range[] {
  const folded = foldWithPlaces(blanked(text))
  const padded = ` ${folded.text} `
  const found: Range[] = []
  for (const term of terms) {
    if (term.isExcluded) continue
    const sought = soughtIn(term)
    const inner = sought.length - sought.trimStart().length
    for (let at = padded.indexOf(sought); at >= 0; at = padded.indexOf(sought, at + 1)) {
      const first = at + inner - 1
      const last = first + term.text.length - 1
      found.push({ start: folded.starts[first] as number, end: folded.ends[last] as number })
    }
  }
  return merge(found)
}

function merge(ranges: Range[]): Range[] {
  const merged: Range[] = []
  for (const range of ranges.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}

/** The end of a word near a place, so that no word, pair of surrogates or mention is cut. */
function cutNear(text: string, place: number, isEnd: boolean): number {
  if (place <= 0) return 0
  if (place >= text.length) return text.length
  for (const { index, 0: token } of text.matchAll(mention)) {
    if (index < place && place < index + token.length) return isEnd ? index + token.length : index
  }
  const gap = isEnd ? text.indexOf(' ', place) : text.lastIndexOf(' ', place)
  if (gap >= 0 && Math.abs(gap - place) <= 24) return isEnd ? gap : gap + 1
  const isLow = /[\udc00-\udfff]/.test(text[place] as string)
  return isLow ? place - 1 : place
}

function split(text: string, ranges: Range[], from: number, to: number): Fragment[] {
  const fragments: Fragment[] = []
  let at = from
  const put = (end: number, isMatch: boolean) => {
    if (end > at) fragments.push({ text: text.slice(at, end), isMatch })
    at = Math.max(at, end)
  }
  for (const range of ranges) {
    if (range.end <= from || range.start >= to) continue
    put(Math.max(range.start, from), false)
    put(Math.min(range.end, to), true)
  }
  put(to, false)
  return fragments
}

/** Marks the matches in a short text such as a name. */
export const markMatches = (text: string, terms: SearchTerm[]): Fragment[] =>
  split(text, findMatches(text, terms), 0, text.length)

const before = 60
const longest = 280

/** At most some lines around the first of these matches; … says that there is more. */
function around(text: string, ranges: Range[], length: number): Fragment[] {
  const first = ranges[0]?.start ?? 0
  const from = text.length <= length ? 0 : cutNear(text, first - before, false)
  const to = cutNear(text, Math.max(from + length, ranges[0]?.end ?? 0), true)
  const fragments = split(text, ranges, from, to)
  if (from > 0) fragments.unshift({ text: '… ', isMatch: false })
  if (to < text.length) fragments.push({ text: ' …', isMatch: false })
  return fragments
}

/** At most some lines of a body around its first match. Empty for an empty body. */
export function excerptOf(body: string, terms: SearchTerm[], length = longest): Fragment[] {
  const text = asPlain(body)
  return around(text, findMatches(text, terms), length)
}

const pieceLength = 4000
/** Longer than an excerpt, and than what can be looked for. */
const overlap = 600

/**
 * The same of a text that is no message and may be very long: plain already, and looked through piece by piece, only up to
 * the first match. Empty without one.
 */
export function findExcerpt(text: string, terms: SearchTerm[], length = longest): Fragment[] {
  for (let at = 0; at < text.length; ) {
    const end = Math.min(text.length, at + pieceLength)
    const gap = text.lastIndexOf(' ', end - overlap) + 1
    const next = end === text.length ? end : gap > at ? gap : end - overlap
    const ranges = findMatches(text.slice(at, end), terms).map((range) => ({
      start: at + range.start,
      end: at + range.end,
    }))
    // What begins further on is seen whole in the next piece.
    if (ranges[0] && ranges[0].start < next) return around(text, ranges, length)
    at = next
  }
  return []
}
