// search.find: what was typed → the index → a page of hits.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { parseSearch, type SearchTerm } from '../../../contract/lib/search-query.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { sqlState, type Transaction } from '../../core/db.ts'
import { AppError } from '../../core/errors.ts'
import { perContext } from '../../core/per-context.ts'
import { createLanes, createTurns } from '../../core/turns.ts'
import { reachChannel } from '../channels/service.ts'
import { loadGroups } from '../groups/service.ts'
import { rankCursor, readCursor, timeCursor } from './cursor.ts'
import { type FoundRow, look, prepareSearch, type Sought } from './find-db.ts'
import { partsLookup, wholeLookup, wholePattern } from './lookup.ts'
import { type Plan, planSearch } from './plan.ts'
import { scopeOf } from './policy.ts'
import { presentHits } from './present-hits.ts'
import { scoreOf } from './rank.ts'
import { walkBack } from './walk.ts'

type Input = ParsedInputOf<'search.find'>
type Found = { ids: string[]; next: string | null; isRanked: boolean; isCut: boolean }

/** A search ends by itself after this time, with what it has. */
const budgetMs = 2000
/** So many of the newest matches are ranked: with the words whole, and with parts of them. */
const mostRanked = 200
const statementEnded = '57014'
/** Clocks of several servers differ a little. */
const aheadMs = 5000

/** One after the other per person, and few at a time in all: a search must not keep people from writing. */
const lanes = 3
const turnsOf = perContext(() => ({ person: createTurns(), lane: createLanes(lanes) }))

function inTurn<Result>(context: Context, actor: Actor, work: () => Promise<Result>): Promise<Result> {
  const turns = turnsOf(context)
  return turns.person(actor.personId, () => turns.lane(work))
}

type Search = { tx: Transaction; plan: Plan; terms: SearchTerm[]; input: Input; now: Date; deadline: number }

const withLookups = (sought: Sought, ...lookups: (string | null)[]): Sought => ({
  ...sought,
  lookups: [...lookups.filter((lookup) => lookup !== null), ...sought.lookups],
})

async function findByTime({ tx, plan, terms, input, now, deadline }: Search): Promise<Found> {
  const { below } = readCursor(input.after, 'time')
  const walked = await walkBack({
    sought: withLookups(plan.sought, partsLookup(terms)),
    below,
    wanted: input.limit + 1,
    withWords: false,
    now,
    deadline,
    look: (sought, stretch) => look(tx, sought, stretch),
  })
  const rows = walked.rows.slice(0, input.limit)
  const last = walked.rows.length > input.limit ? rows.at(-1) : walked.cutAt
  return {
    ids: rows.map(({ id }) => id),
    next: last ? timeCursor(last) : null,
    isRanked: false,
    isCut: walked.cutAt !== null,
  }
}

/** The newest matches of whole words, and the newest of any part; each at most once. */
async function candidatesOf({ tx, plan, terms, now, deadline }: Search, asOf: Date) {
  const sought = { ...plan.sought, to: plan.sought.to && plan.sought.to < asOf ? plan.sought.to : asOf }
  const walk = (lookedFor: Sought) =>
    walkBack({
      sought: lookedFor,
      below: null,
      wanted: mostRanked,
      withWords: true,
      now,
      deadline,
      look: (one, stretch) => look(tx, one, stretch),
    })
  const parts = partsLookup(terms)
  const whole = wholeLookup(terms)
  const asWords = terms.filter(({ isExcluded }) => !isExcluded).map(wholePattern)
  const walked = [await walk(withLookups(sought, parts))]
  const isAll = walked[0]?.isAtEnd
  // Where all matches are known, the whole words are among them.
  if (whole && !isAll && !walked[0]?.cutAt)
    walked.push(await walk({ ...withLookups(sought, whole), patterns: [...sought.patterns, ...asWords] }))
  const rows = new Map(walked.flatMap((one) => one.rows).map((row) => [row.id, row]))
  return { rows: [...rows.values()], isAll, isCut: walked.some(({ cutAt }) => cutAt !== null) }
}

async function findByRelevance(search: Search): Promise<Found> {
  const { input, terms, now } = search
  const { rank } = readCursor(input.after, 'relevance')
  const asOf = rank?.asOf ?? new Date(now.getTime() + aheadMs)
  const { rows, isAll, isCut } = await candidatesOf(search, asOf)
  const ageOf = ({ at }: FoundRow) =>
    input.kind === 'message' || input.kind === 'file' || input.kind === 'task'
      ? asOf.getTime() - at.getTime()
      : 0
  const ranked = rows
    .map((row) => ({ id: row.id, score: scoreOf(row.words, terms, ageOf(row)) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .filter((row) => !rank || row.score < rank.score || (row.score === rank.score && row.id < rank.id))
  const page = ranked.slice(0, input.limit)
  const last = page.at(-1)
  return {
    ids: page.map(({ id }) => id),
    next: last && ranked.length > page.length ? rankCursor({ asOf, ...last }) : null,
    isRanked: !isAll,
    isCut,
  }
}

const nothing: Found = { ids: [], next: null, isRanked: false, isCut: false }

async function run(context: Context, actor: Actor, input: Input) {
  const query = parseSearch(input.query)
  const now = context.clock.now()
  const deadline = performance.now() + budgetMs
  // What came for another tab or sorting is refused before anything is asked.
  readCursor(input.after, input.sort)
  const isAboutPeople = query.filters.some(({ name }) => name === 'mentions')
  const groups = isAboutPeople ? await loadGroups(context, actor) : []
  const { plan, found } = await context.db.$transaction(async (tx) => {
    await prepareSearch(tx)
    const { kind, channelId } = input
    const plan = await planSearch(tx, { kind, query, channelId, scope: scopeOf(actor), groups, now })
    const search = { tx, plan, terms: plan.terms, input, now, deadline }
    const find = input.sort === 'time' ? findByTime : findByRelevance
    return { plan, found: plan.isImpossible ? nothing : await find(search) }
  })
  return { plan, found }
}

/**
 * A page of hits of one kind. Only what the actor may read at this moment is looked at. Throws not_found for a channel
 * that can't be read, search_too_wide where even a part took too long.
 */
export async function findAll(
  context: Context,
  actor: Actor,
  input: Input,
): Promise<OutputOf<'search.find'>> {
  if (input.channelId) await reachChannel(context, actor, input.channelId)
  const { plan, found } = await inTurn(context, actor, () => run(context, actor, input)).catch((error) => {
    if (sqlState(error) !== statementEnded) throw error
    throw new AppError(
      'search_too_wide',
      'This search takes too long. Add a word, a person, a channel or a day, and it will be fast.',
      { field: 'query' },
    )
  })
  const { next, isRanked, isCut } = found
  return {
    ...(await presentHits(context, input.kind, found.ids, plan.terms)),
    next,
    isRanked,
    isCut,
    unknown: plan.unknown,
  }
}
