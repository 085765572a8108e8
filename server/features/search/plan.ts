// From what was typed to what is asked of the index.
import type { GroupView } from '../../../contract/groups.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import type { SearchFilter, SearchQuery, SearchTerm } from '../../../contract/lib/search-query.ts'
import { spanOf } from '../../../contract/lib/zoned-day.ts'
import type { SearchKind } from '../../../contract/search.ts'
import type { Transaction } from '../../core/db.ts'
import type { Sought } from './find-db.ts'
import { allOf, anyOf, likePattern } from './lookup.ts'
import type { Scope } from './policy.ts'
import { everything, type Named, resolveNames } from './resolve.ts'
import { findTimeZone } from './resolve-db.ts'

/** `isImpossible`: nothing can match, and no question is needed to know. */
export type Plan = {
  sought: Sought
  terms: SearchTerm[]
  unknown: Named['unknown']
  isImpossible: boolean
}

/** Which filters mean something for what is looked for; others are left aside. */
const filtersOf: Record<SearchKind, readonly SearchFilter['name'][]> = {
  message: ['from', 'in', 'before', 'after', 'on', 'has', 'mentions', 'is'],
  file: ['from', 'in', 'before', 'after', 'on', 'has'],
  task: ['from', 'in', 'before', 'after', 'on', 'has', 'mentions'],
  channel: [],
  person: [],
}

function applyDays(sought: Sought, filters: SearchFilter[], timeZone: string, now: Date): void {
  const notBefore = (at: Date) => {
    if (!sought.from || at > sought.from) sought.from = at
  }
  const notAfter = (at: Date) => {
    if (!sought.to || at < sought.to) sought.to = at
  }
  for (const { name, value, isExcluded } of filters) {
    if (name !== 'before' && name !== 'after' && name !== 'on') continue
    const span = spanOf(value, timeZone, now)
    if (name === 'on') {
      if (isExcluded) sought.excludedSpans.push(span)
      else {
        notBefore(span.from)
        notAfter(span.to)
      }
      // Not before a day is on it or after it.
    } else if (name === 'before') (isExcluded ? notBefore : notAfter)(span.from)
    else (isExcluded ? notAfter : notBefore)(span.to)
  }
}

function applyMarks(sought: Sought, filters: SearchFilter[], { mentions }: Named): void {
  if (mentions.marks.length > 0) sought.lookups.push(anyOf(mentions.marks))
  sought.excludedMarks.push(...mentions.excluded)
  for (const { name, value, isExcluded } of filters) {
    if (name === 'is') sought.isThread = !isExcluded
    if (name !== 'has') continue
    // Reactions come and go: they are asked of the message itself.
    if (value === 'reaction') sought.hasReaction = !isExcluded
    else if (isExcluded) sought.excludedMarks.push(`has:${value}`)
    else sought.lookups.push(allOf([`has:${value}`]))
  }
}

/** #general is how general is written. */
function asName(term: SearchTerm): SearchTerm[] {
  const text = term.text.replace(/^# ?/, '')
  return text === '' ? [] : [{ ...term, text }]
}

type Asked = {
  kind: SearchKind
  query: SearchQuery
  channelId: ChannelId | null
  scope: Scope
  groups: GroupView[]
  now: Date
}

export async function planSearch(
  tx: Transaction,
  { kind, query, channelId, scope, groups, now }: Asked,
): Promise<Plan> {
  const filters = query.filters.filter(({ name }) => filtersOf[kind].includes(name))
  const named = await resolveNames(tx, scope, filters, groups)
  const sought = everything(kind, scope)
  const terms = kind === 'channel' ? query.terms.flatMap(asName) : query.terms
  sought.patterns = terms.filter(({ isExcluded }) => !isExcluded).map(likePattern)
  sought.excluded = terms.filter(({ isExcluded }) => isExcluded).map(likePattern)
  const onlyIn = channelId === null ? named.channels.ids : [channelId]
  if (kind === 'person') sought.memberOf = channelId
  else sought.channelIds = onlyIn
  sought.excludedChannelIds = named.channels.excluded
  const { authors, unknown } = named
  if (authors && authors.ids.length > 0) sought.lookups.push(anyOf(authors.ids.map((id) => `by:${id}`)))
  sought.excludedAuthorIds = authors?.excluded ?? []
  if (filters.some(({ name }) => name === 'before' || name === 'after' || name === 'on'))
    applyDays(sought, filters, await findTimeZone(tx, scope.personId), now)
  applyMarks(sought, filters, named)
  const isAnything =
    sought.patterns.length > 0 || filters.some(({ isExcluded }) => !isExcluded) || channelId !== null
  const namesNobody = ['from', 'in', 'mentions'].some(
    (name) => filters.some((filter) => filter.name === name && !filter.isExcluded) && isEmpty(named, name),
  )
  const isOver = sought.from !== null && sought.to !== null && sought.from >= sought.to
  return { sought, terms, unknown, isImpossible: !isAnything || namesNobody || isOver }
}

function isEmpty({ authors, channels, mentions }: Named, name: string): boolean {
  if (name === 'from') return !authors || authors.ids.length === 0
  return name === 'in' ? channels.ids?.length === 0 : mentions.marks.length === 0
}
