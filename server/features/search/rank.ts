// How relevant a match is: whole words before beginnings before parts, words side by side as they were typed, and of two
// alike the newer one. Pure, so that the same match always has the same place.
import { type SearchTerm, soughtIn } from '../../../contract/lib/search-query.ts'

const wholeWord = 1
const beginning = 0.7
const part = 0.4
/** It matches, but further on in a long text than is looked at. */
const further = 0.3
/** All terms one after the other. */
const sideBySide = 0.4
/** The very first word: the name of a person or channel begins with it. */
const first = 0.1
/** What is new counts up to twice as much; half of that is gone after this time. */
const halfLifeMs = 30 * 86_400_000

function qualityOf(words: string, term: SearchTerm): number {
  if (term.isPhrase || words.includes(` ${term.text} `)) return wholeWord
  if (words.includes(` ${term.text}`)) return beginning
  return words.includes(soughtIn(term)) ? part : further
}

/** `words`: folded, with a space on both ends. */
export function scoreOf(words: string, terms: SearchTerm[], ageMs: number): number {
  const sought = terms.filter(({ isExcluded }) => !isExcluded)
  if (sought.length === 0) return 0.5 ** (Math.max(0, ageMs) / halfLifeMs)
  const quality = sought.reduce((sum, term) => sum + qualityOf(words, term), 0) / sought.length
  const joined = sought.map(({ text }) => text).join(' ')
  const closeness = sought.length > 1 && words.includes(` ${joined} `) ? sideBySide : 0
  const start = words.startsWith(` ${joined}`) ? first : 0
  return (quality + closeness + start) * (1 + 0.5 ** (Math.max(0, ageMs) / halfLifeMs))
}
