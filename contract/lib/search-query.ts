// The language of search: words, "phrases", -without, and filters such as from:anna or before:2026-11-01. The client
// shows with it what is typed, the server searches with it. What is no filter is just words.
import { foldText, isEastAsian } from './fold-text.ts'

export const filterNames = ['from', 'in', 'before', 'after', 'on', 'has', 'mentions', 'is'] as const
export type FilterName = (typeof filterNames)[number]
/** What has: knows. */
export const hasValues = ['file', 'image', 'link', 'code', 'reaction'] as const
export type HasValue = (typeof hasValues)[number]
export const isValues = ['thread'] as const

/** Folded. A phrase counts as whole words, anything else as any part of one. */
export type SearchTerm = { text: string; isPhrase: boolean; isExcluded: boolean }
/** `start` and `end`: where it stands in what was typed. */
export type SearchFilter = {
  name: FilterName
  value: string
  isExcluded: boolean
  start: number
  end: number
}
export type SearchQuery = { terms: SearchTerm[]; filters: SearchFilter[] }

export const maxQueryLength = 500
/** More are ignored: nobody types them, and each costs. */
const mostTerms = 20
const mostFilters = 20

const quotes = '"“”„«»'
/** -name:"a value" | -name: value | -"a phrase" | -word; a quote that is not closed reaches to the end. */
const token = new RegExp(
  `(-?)(?:([a-z]+):(?:[ \\t]+(?!-?[a-z]+:))?)?(?:[${quotes}]([^${quotes}]*)(?:[${quotes}]|$)|([^\\s${quotes}]+))`,
  'giu',
)

/** A filter that still waits for its value. */
const unfinished = new RegExp(`^(?:${filterNames.join('|')}):$`, 'i')

const dayForm = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const dayWords = ['today', 'yesterday']

/** A day, a month or a year that exists, or today or yesterday. */
export function isDay(value: string): boolean {
  if (dayWords.includes(value.toLowerCase())) return true
  const [, year, month = '01', day = '01'] = dayForm.exec(value) ?? []
  if (year === undefined || year === '0000') return false
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
}

function isFilterValue(name: FilterName, value: string): boolean {
  const known = (list: readonly string[]) => list.includes(value.toLowerCase())
  if (name === 'has') return known(hasValues)
  if (name === 'is') return known(isValues)
  if (name === 'before' || name === 'after' || name === 'on') return isDay(value)
  return foldText(value) !== ''
}

function filterOf(name: string | undefined, value: string, typed: RegExpExecArray): SearchFilter | null {
  const known = filterNames.find((filter) => filter === name?.toLowerCase())
  if (!known || !isFilterValue(known, value)) return null
  const isNamed = known === 'from' || known === 'in' || known === 'mentions'
  return {
    name: known,
    value: isNamed ? value.replace(/^[#@]/, '') : value.toLowerCase(),
    isExcluded: typed[1] === '-',
    start: typed.index,
    end: typed.index + typed[0].length,
  }
}

/** Reads what was typed. Never throws: whatever it is, it is at least words. */
export function parseSearch(typed: string): SearchQuery {
  const query: SearchQuery = { terms: [], filters: [] }
  for (const match of typed.slice(0, maxQueryLength).matchAll(token)) {
    const [whole, minus, name, phrase, word] = match as RegExpExecArray & string[]
    const filter = filterOf(name, (phrase ?? word ?? '').trim(), match)
    if (filter) {
      if (query.filters.length < mostFilters) query.filters.push(filter)
      continue
    }
    // Of an unknown filter the name is a word like its value.
    const isPhrase = phrase !== undefined && name === undefined
    const words = isPhrase ? [phrase as string] : whole.slice(minus?.length).split(/\s+/)
    for (const text of words.filter((one) => !unfinished.test(one)).map(foldText)) {
      if (text !== '' && query.terms.length < mostTerms)
        query.terms.push({ text, isPhrase, isExcluded: minus === '-' })
    }
  }
  return query
}

/** How a filter is typed; in quotes where its value has spaces. */
export function formatFilter({
  name,
  value,
  isExcluded,
}: Pick<SearchFilter, 'name' | 'value' | 'isExcluded'>): string {
  const plain = value.replace(new RegExp(`[${quotes}]`, 'gu'), ' ').trim()
  return `${isExcluded ? '-' : ''}${name}:${/\s/.test(plain) ? `"${plain}"` : plain}`
}

/**
 * What folded text with a space on both ends must hold for a term to match. Chinese, Japanese and Korean have no spaces
 * between words: there a phrase is any part, too.
 */
export function soughtIn({ text, isPhrase }: Pick<SearchTerm, 'text' | 'isPhrase'>): string {
  if (!isPhrase) return text
  return `${isEastAsian(text) ? '' : ' '}${text}${isEastAsian([...text].at(-1) ?? '') ? '' : ' '}`
}
