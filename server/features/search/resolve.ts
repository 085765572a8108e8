// Filters as typed become ids: `from:anna` everybody of that name, `in:general` the readable channels of that name.
import type { GroupView } from '../../../contract/groups.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import { foldText } from '../../../contract/lib/fold-text.ts'
import type { SearchFilter } from '../../../contract/lib/search-query.ts'
import type { Transaction } from '../../core/db.ts'
import { look, type Sought } from './find-db.ts'
import { likePattern, partsLookup } from './lookup.ts'
import type { Scope } from './policy.ts'
import { findDirects, listNames } from './resolve-db.ts'

/** Channels and people are some thousands at most. */
const mostNamed = 20_000

export const everything = (kind: Sought['kind'], scope: Scope): Sought => ({
  kind,
  scope,
  lookups: [],
  patterns: [],
  excluded: [],
  channelIds: null,
  excludedChannelIds: [],
  memberOf: null,
  excludedAuthorIds: [],
  excludedMarks: [],
  from: null,
  to: null,
  excludedSpans: [],
  isThread: null,
  hasReaction: null,
})

/** Exactly this name; else every word of it the beginning of one of the name's. */
function byName(named: { id: string; name: string }[], wanted: string): string[] {
  const folded = named.map(({ id, name }) => ({ id, name: foldText(name) }))
  const exact = folded.filter(({ name }) => name === wanted)
  const words = wanted.split(' ')
  const close = (name: string) => words.every((word) => ` ${name}`.includes(` ${word}`))
  return (exact.length > 0 ? exact : folded.filter(({ name }) => close(name))).map(({ id }) => id)
}

async function findNamed(tx: Transaction, kind: 'person' | 'channel', scope: Scope, value: string) {
  const term = { text: foldText(value), isPhrase: false, isExcluded: false }
  const lookup = partsLookup([term])
  const sought = {
    ...everything(kind, scope),
    lookups: lookup ? [lookup] : [],
    patterns: [likePattern(term)],
  }
  const stretch = { window: null, below: null, most: mostNamed, wanted: mostNamed, withWords: false }
  const { rows } = await look(tx, sought, stretch)
  return byName(
    await listNames(
      tx,
      rows.map(({ id }) => id),
    ),
    term.text,
  )
}

async function findPeople(tx: Transaction, scope: Scope, value: string): Promise<PersonId[]> {
  if (value.toLowerCase() === 'me') return [scope.personId]
  return (await findNamed(tx, 'person', scope, value)) as PersonId[]
}

async function findChannels(tx: Transaction, scope: Scope, value: string): Promise<ChannelId[]> {
  const channels = (await findNamed(tx, 'channel', scope, value)) as ChannelId[]
  if (channels.length > 0) return channels
  return findDirects(tx, scope.personId, await findPeople(tx, scope, value))
}

export type Named = {
  authors: { ids: PersonId[]; excluded: PersonId[] } | null
  channels: { ids: ChannelId[] | null; excluded: ChannelId[] }
  mentions: { marks: string[]; excluded: string[] }
  unknown: Pick<SearchFilter, 'name' | 'value'>[]
}

const everybody = ['channel', 'here', 'everyone']

/** Groups by their handle; people, and the groups through which they are mentioned. */
async function findMentioned(
  tx: Transaction,
  scope: Scope,
  value: string,
  known: GroupView[],
): Promise<string[]> {
  if (everybody.includes(value.toLowerCase())) return ['channel', 'here']
  const people = await findPeople(tx, scope, value)
  const groups = known.filter(
    ({ handle, memberIds }) =>
      foldText(handle) === foldText(value) || memberIds.some((id) => people.includes(id)),
  )
  return [...people, ...groups.map(({ id }) => id)]
}

const finders = { from: findPeople, in: findChannels, mentions: findMentioned }

/** The ids behind from:, in: and mentions:. Several of a kind mean any of them. `groups`: those the searcher knows. */
export async function resolveNames(
  tx: Transaction,
  scope: Scope,
  filters: SearchFilter[],
  groups: GroupView[],
): Promise<Named> {
  const named = { from: new Set<string>(), in: new Set<string>(), mentions: new Set<string>() }
  const not = { from: new Set<string>(), in: new Set<string>(), mentions: new Set<string>() }
  const asked = new Set<string>()
  const unknown: Named['unknown'] = []
  const known = new Map<string, string[]>()
  for (const { name, value, isExcluded } of filters) {
    if (name !== 'from' && name !== 'in' && name !== 'mentions') continue
    const key = `${name}:${foldText(value)}`
    const ids = known.get(key) ?? (await finders[name](tx, scope, value, groups))
    known.set(key, ids)
    if (ids.length === 0) unknown.push({ name, value })
    if (!isExcluded) asked.add(name)
    for (const id of ids) (isExcluded ? not : named)[name].add(id)
  }
  const marksOf = (ids: Set<string>) => [...ids].map((id) => `mentions:${id}`)
  return {
    authors:
      asked.has('from') || not.from.size > 0
        ? { ids: [...named.from] as PersonId[], excluded: [...not.from] as PersonId[] }
        : null,
    channels: {
      ids: asked.has('in') ? ([...named.in] as ChannelId[]) : null,
      excluded: [...not.in] as ChannelId[],
    },
    mentions: { marks: marksOf(named.mentions), excluded: marksOf(not.mentions) },
    unknown,
  }
}
