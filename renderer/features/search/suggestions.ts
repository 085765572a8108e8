// What is offered while one types: searches of lately, names of filters, and what a filter may mean. From what this
// browser knows already, so nothing is asked and nobody learns of what they may not read.
import {
  type FilterName,
  filterNames,
  formatFilter,
  hasValues,
  isValues,
} from '../../../contract/lib/search-query.ts'
import { matchRank } from './match.ts'

export type Suggestion = {
  key: string
  kind: 'recent' | 'filter' | 'person' | 'channel' | 'value'
  /** What it is called: a name, a day, a former search. */
  label: string
  /** For the picture of a person or channel. */
  id?: string
  /** Takes the place of what was typed between `start` and `end`. */
  text: string
  start: number
  end: number
  /** Looked for at once. */
  isWhole: boolean
}

export type Named = { id: string; name: string }
export type Sources = { people: Named[]; groups: Named[]; channels: Named[]; recent: string[]; today: Date }

const most = 6
const inFilter = new RegExp(`(?:^|\\s)(-?)(${filterNames.join('|')}):(?:\\s*"([^"]*)|([^\\s"]*))$`, 'i')
const inWord = /(?:^|\s)(-?)([a-z]{1,8})$/i

const dayOf = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

function days(today: Date): string[] {
  const ago = (count: number) =>
    dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - count))
  return ['today', 'yesterday', ago(7), ago(30), dayOf(today).slice(0, 7), String(today.getFullYear())]
}

function best(named: Named[], typed: string): Named[] {
  return named
    .flatMap((one) => {
      const rank = matchRank(typed, one.name)
      return rank === null ? [] : [{ one, rank }]
    })
    .sort((a, b) => a.rank - b.rank || a.one.name.localeCompare(b.one.name))
    .slice(0, most)
    .map(({ one }) => one)
}

function valuesOf(name: FilterName, typed: string, sources: Sources) {
  const plain = typed.replace(/^[@#]/, '')
  const named = (kind: 'person' | 'channel' | 'value', list: Named[]) =>
    best(list, plain).map(({ id, name }) => ({ kind, id, value: name }))
  const values = (list: readonly string[]) =>
    list
      .filter((value) => value.startsWith(plain.toLowerCase()))
      .map((value) => ({ kind: 'value' as const, id: value, value }))
  if (name === 'in') return named('channel', sources.channels)
  if (name === 'has') return values(hasValues)
  if (name === 'is') return values(isValues)
  if (name === 'before' || name === 'after' || name === 'on') return values(days(sources.today))
  return [
    ...values(plain === '' || 'me'.startsWith(plain.toLowerCase()) ? ['me'] : []),
    ...named('person', sources.people),
    ...(name === 'mentions' ? named('value', sources.groups) : []),
  ]
}

/** What fits what stands before the cursor, best first. */
export function suggest(typed: string, caret: number, sources: Sources): Suggestion[] {
  if (typed.trim() === '')
    return sources.recent.slice(0, most).map((text) => ({
      key: `recent ${text}`,
      kind: 'recent',
      label: text,
      text,
      start: 0,
      end: typed.length,
      isWhole: true,
    }))
  const before = typed.slice(0, caret)
  const filter = inFilter.exec(before)
  if (filter) {
    const [whole, minus, found = '', quoted, plain] = filter
    const name = found.toLowerCase() as FilterName
    const start = filter.index + whole.length - whole.trimStart().length
    return valuesOf(name, quoted ?? plain ?? '', sources).map(({ kind, id, value }) => ({
      key: `${kind} ${id}`,
      kind,
      id,
      label: value,
      text: `${formatFilter({ name, value, isExcluded: minus === '-' })} `,
      start,
      end: caret,
      isWhole: false,
    }))
  }
  const word = inWord.exec(before)
  const letters = word?.[2]?.toLowerCase() ?? ''
  if (!word || letters === '') return []
  return filterNames
    .filter((name) => name.startsWith(letters))
    .map((name) => ({
      key: `filter ${name}`,
      kind: 'filter',
      label: `${name}:`,
      text: `${word[1]}${name}:`,
      start: caret - letters.length - (word[1] ?? '').length,
      end: caret,
      isWhole: false,
    }))
}
