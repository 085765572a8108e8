// What to ask the index for. The counterpart of search_terms in the migration, which says what the index keeps of a
// document: of every word its grams (three letters, two in Chinese, Japanese and Korean) with a space at its end.
import { isEastAsian } from '../../../contract/lib/fold-text.ts'
import { type SearchTerm, soughtIn } from '../../../contract/lib/search-query.ts'

/** Code points, as the function in the database compares them. */
const isDense = (word: string) => (word.codePointAt(0) as number) >= 0x2e80
const quoted = (term: string) => `'${term.replace(/['\\]/g, '$&$&')}'`

/** Every part of one or two plain letters is in a great part of all texts: no index helps, and looking there is dear. */
const isEverywhere = (word: string) => /^[a-z0-9]$/.test(word)

/** The grams that every text with this word has; of a last word only the beginning may be known. */
function gramsOf(word: string, isOpen: boolean): string[] {
  const size = isDense(word) ? 2 : 3
  const letters = [...word, ...(isOpen ? [] : [' '])]
  if (letters.length < size && isOpen) return isEverywhere(word) ? [] : [`${quoted(word)}:*`]
  const count = Math.max(1, letters.length - size + 1)
  return Array.from({ length: count }, (_, at) => quoted(letters.slice(at, at + size).join('')))
}

/** Asks for texts that may hold all these terms; null when any text may. What is found is still compared as a whole. */
export function partsLookup(terms: SearchTerm[]): string | null {
  const grams = terms.flatMap(({ text, isPhrase, isExcluded }) => {
    if (isExcluded) return []
    const words = text.split(' ')
    return words.flatMap((word, at) =>
      gramsOf(word, at === words.length - 1 && !(isPhrase && !isEastAsian(word))),
    )
  })
  return grams.length === 0 ? null : [...new Set(grams)].join('&')
}

/** Asks for texts with all these terms as whole words; null where the terms have no words to speak of. */
export function wholeLookup(terms: SearchTerm[]): string | null {
  const words = terms.flatMap(({ text, isExcluded }) => (isExcluded ? [] : text.split(' ')))
  const whole = words.filter((word) => !isDense(word)).map((word) => quoted(`=${word}`))
  return whole.length === 0 ? null : [...new Set(whole)].join('&')
}

/** One of these terms, whatever they are. */
export const anyOf = (terms: string[]): string =>
  terms.length === 0 ? quoted('nothing') : terms.map(quoted).join('|')
export const allOf = (terms: string[]): string => terms.map(quoted).join('&')

/** Folded text holds none of LIKE's own signs but %, which is a word of its own. */
export const likePattern = (term: SearchTerm): string => `%${soughtIn(term).replace(/[\\%_]/g, '\\$&')}%`
export const wholePattern = (term: SearchTerm): string => likePattern({ ...term, isPhrase: true })
