// messages.send: policy, then one statement; what arrives together is committed together.

import type { CallSummary } from '../../../contract/calls.ts'
import type { ParsedInputOf } from '../../../contract/commands.ts'
import type { Entry, EventOf, EventType } from '../../../contract/events.ts'
import type { ChannelId, ClientId, PersonId } from '../../../contract/ids.ts'
import { countMentions, findMentions, type Mentions } from '../../../contract/lib/mentions.ts'
import { type MessageView, maxMentions } from '../../../contract/messages.ts'
import { createBatch } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { divisionByZero, isPassing, sqlState, type Transaction, uniqueViolation } from '../../core/db.ts'
import { AppError } from '../../core/errors.ts'
import { perContext } from '../../core/per-context.ts'
import { limitRate } from '../../http/rate-limit.ts'
import { canSeeChannel, type Viewer } from '../channels/policy.ts'
import { filesToSend, type SendableFiles } from '../files/service.ts'
import { findMessages } from './db.ts'
import { canMentionEveryone, canSendMessage, tooManyMentions } from './policy.ts'
import { presentMessage } from './present.ts'
import { findSendFacts, type SendFacts, type SendKey, type Writable, writeMessages } from './send-db.ts'

type Send = { actor: Viewer; input: ParsedInputOf<'messages.send'> }
type Outcome = MessageView | Error
type EntryOf<Type extends EventType> = Entry & { event: EventOf<Type> }

const mostTogether = 100
/** Groups under way at a time: while one waits for its commit, others are read and written. */
const lanes = 4
const mostTries = 4

const keyOf = ({ actor, input }: Send): SendKey => ({
  channelId: input.channelId,
  authorId: actor.personId,
  clientId: input.clientId,
  threadId: input.threadId,
})

/** The message as it will be, without what only the database gives: id, number, position. */
function eventOf(
  key: SendKey,
  { body, call }: { body: string; call: CallSummary | null },
  at: Date,
  mentionsEveryone: EventOf<'message.sent'>['mentionsEveryone'],
): EventOf<'message.sent'> {
  const message = presentMessage({
    id: '',
    channel_id: key.channelId,
    number: 0,
    position: null,
    author_id: key.authorId,
    client_id: key.clientId,
    body,
    sent_at: at,
    edited_at: null,
    deleted_at: null,
    thread_id: key.threadId,
    reply_count: 0,
    last_reply_at: null,
    reply_person_ids: [],
    reactions: null,
    files: null,
    call,
    pinned_at: null,
    pinned_by_id: null,
    is_task: false,
    task_ids: [],
  })
  return { type: 'message.sent', message, thread: null, mentionsEveryone }
}

function writableOf(
  send: Send,
  facts: SendFacts,
  { everyone }: Mentions,
  { at, files }: { at: Date; files: SendableFiles },
): Writable {
  const { input } = send
  const key = keyOf(send)
  const mentionsEveryone = everyone && canMentionEveryone(send.actor, facts) ? everyone : null
  const event = eventOf(key, { body: input.body, call: null }, at, mentionsEveryone)
  const carried = files.of(input.fileIds)
  event.message.files = carried.views
  const inTimeline = key.threadId === null || input.alsoToChannel
  return { ...key, body: input.body, inTimeline, event, call: null, files: carried.revisions }
}

/**
 * Writes the line of a call into its conversation, within the transaction that starts the call. Its thread is the call's
 * chat. Answers the entry, to be announced after the commit.
 */
export async function writeCallLine(
  tx: Transaction,
  line: { channelId: ChannelId; authorId: PersonId; call: CallSummary },
  at: Date,
): Promise<EntryOf<'message.sent'>> {
  const { channelId, authorId, call } = line
  const key: SendKey = { channelId, authorId, clientId: call.id as string as ClientId, threadId: null }
  const event = eventOf(key, { body: '', call }, at, null)
  const [entry] = await writeMessages(tx, at, [
    { ...key, body: '', inTimeline: true, event, call, files: [] },
  ])
  return entry as EntryOf<'message.sent'>
}

function refusalOf(
  { actor, input }: Send,
  facts: SendFacts,
  mentions: Mentions,
  files: SendableFiles,
): AppError | null {
  if (countMentions(mentions) > maxMentions) return tooManyMentions()
  const verdict = canSendMessage(actor, facts, input)
  return verdict === true ? files.refusalOf(actor, input) : verdict
}

/** Calling everybody costs an entry per member, so it has a rate of its own. */
const callEveryoneRate = { limit: 20, perSeconds: 60 }

function mayCallNow(
  context: Context,
  { actor }: Send,
  facts: SendFacts,
  { everyone }: Mentions,
): AppError | null {
  if (!everyone || !canMentionEveryone(actor, facts)) return null
  try {
    limitRate(context, 'person', actor.personId, 'calling everyone', callEveryoneRate)
    return null
  } catch (error) {
    return error as AppError
  }
}

const sees = ({ actor }: Send, { channel, isMember }: SendFacts) =>
  channel !== null && canSeeChannel(actor, channel, isMember)

/** A repeated send answers the message it made the first time, as it stands now. */
async function answerRepeated(context: Context, sends: Send[], facts: SendFacts[], outcomes: Outcome[]) {
  const ids = facts.flatMap(({ sentId }) => sentId ?? [])
  if (ids.length === 0) return
  const found = new Map((await findMessages(context.db, ids)).map((row) => [row.id, presentMessage(row)]))
  for (const [index, { sentId }] of facts.entries()) {
    const message = sentId && found.get(sentId)
    if (!message) continue
    const isSame = message.channelId === sends[index]?.input.channelId
    const facing = sees(sends[index] as Send, facts[index] as SendFacts)
      ? message
      : { ...message, reactions: [], thread: null }
    outcomes[index] = isSame
      ? facing
      : new AppError('already_exists', 'This clientId belongs to a message elsewhere.', { field: 'clientId' })
  }
}

async function sendGroup(context: Context, sends: Send[]): Promise<Outcome[]> {
  const facts = await findSendFacts(context.db, sends.map(keyOf))
  const outcomes: Outcome[] = []
  await answerRepeated(context, sends, facts, outcomes)
  const at = context.clock.now()
  const files = await filesToSend(
    context,
    sends.flatMap(({ input }) => input.fileIds),
  )
  const accepted: { index: number; writable: Writable }[] = []
  for (const [index, send] of sends.entries()) {
    if (outcomes[index]) continue
    const about = facts[index] as SendFacts
    const mentions = findMentions(send.input.body)
    const refusal = refusalOf(send, about, mentions, files) ?? mayCallNow(context, send, about, mentions)
    if (refusal) outcomes[index] = refusal
    else accepted.push({ index, writable: writableOf(send, about, mentions, { at, files }) })
  }
  if (accepted.length === 0) return outcomes
  const entries = await writeMessages(
    context.db,
    at,
    accepted.map(({ writable }) => writable),
  )
  context.metrics.batchSize.observe(entries.length)
  for (const [order, { event }] of entries.entries()) {
    const { index } = accepted[order] as (typeof accepted)[number]
    outcomes[index] = (event as EventOf<'message.sent'>).message
  }
  context.journal.announce(entries)
  return outcomes
}

/** Another may write the same clientId, hold a lock, remove the author or archive in the same moment: the second look finds it. */
async function sendGroupSurely(context: Context, sends: Send[]): Promise<Outcome[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendGroup(context, sends)
    } catch (error) {
      const isLookAgain =
        isPassing(error) || [uniqueViolation, divisionByZero].includes(sqlState(error) ?? '')
      if (attempt >= mostTries || !isLookAgain) throw error
    }
  }
}

/** One group never holds the same (author, clientId) twice: the repeated one gets the outcome of the first. */
async function sendDistinct(context: Context, sends: Send[]): Promise<Outcome[]> {
  const places = new Map<string, number>()
  const distinct: Send[] = []
  const placeOf = sends.map((send) => {
    const key = `${send.actor.personId}:${send.input.clientId}`
    const place = places.get(key) ?? distinct.push(send) - 1
    places.set(key, place)
    return place
  })
  const outcomes = await sendGroupSurely(context, distinct)
  return placeOf.map((place) => outcomes[place] as Outcome)
}

const lanesOf = perContext((context) =>
  Array.from({ length: lanes }, () =>
    createBatch((sends: Send[]) => sendDistinct(context, sends), mostTogether),
  ),
)

/**
 * Sends a message. Resolves after the commit with the message as everybody sees it; the same clientId resolves with the
 * message of the first time. Refuses with forbidden, not_found, channel_archived, already_exists, invalid_input.
 */
export function sendMessage(
  context: Context,
  actor: Viewer,
  input: ParsedInputOf<'messages.send'>,
): Promise<MessageView> {
  // A channel has its lane for ever, so its messages are committed in the order of their arrival and no two groups wait
  // for the same channel's lock.
  const lane = Number.parseInt(input.channelId.slice(-4), 16) % lanes
  return (lanesOf(context)[lane] as (send: Send) => Promise<MessageView>)({ actor, input })
}

/** Throws what sending this now would be refused with; writes nothing. */
export async function checkSend(
  context: Context,
  actor: Viewer,
  input: ParsedInputOf<'messages.send'>,
): Promise<void> {
  const send = { actor, input }
  const [[facts], files] = await Promise.all([
    findSendFacts(context.db, [keyOf(send)]),
    filesToSend(context, input.fileIds),
  ])
  if (facts?.sentId)
    throw new AppError('already_exists', 'This message has been sent already.', { field: 'clientId' })
  const refusal = refusalOf(send, facts as SendFacts, findMentions(input.body), files)
  if (refusal) throw refusal
}
