// Saving messages for later. The own user: stream hears which, so that every device shows the same.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { userStream } from '../../../contract/events.ts'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { SavedMark } from '../../../contract/saved.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand, notFound } from '../../core/errors.ts'
import { lockStream } from '../../journal/append.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { loadChannels } from '../channels/service.ts'
import { loadMessageViews, readMessage } from '../messages/service.ts'
import { countOthers, deleteSaved, insertSaved, listMarks, listSavedRows, markDone } from './db.ts'
import { canSaveMessage } from './policy.ts'

/** Later than everything that was ever saved. */
const endOfTime = '9999-12-31T00:00:00Z'

const tell = (record: Record, { personId }: Pick<Actor, 'personId'>, mark: SavedMark) =>
  record(userStream(personId), { type: 'saved.changed', mark }, mark.messageId)

/** Saves a message the actor may see. Throws not_found, message_deleted, invalid_input when there are too many. */
export async function saveMessage(context: Context, actor: Actor, messageId: MessageId): Promise<void> {
  const { personId } = actor
  const message = await readMessage(context, actor, messageId)
  await inTransaction(context, personId, async (tx, record) => {
    // Two devices at once: the second counts what the first has saved.
    await lockStream(tx, userStream(personId))
    demand(canSaveMessage(message, await countOthers(tx, personId, messageId)))
    if (!(await insertSaved(tx, personId, messageId, context.clock.now()))) return
    tell(record, actor, { messageId, channelId: message.channelId, isDone: false })
  })
}

/** Takes a message off the list, also one that the actor may not see any more. */
export async function removeSaved(context: Context, actor: Actor, messageId: MessageId): Promise<void> {
  const { personId } = actor
  await inTransaction(context, personId, async (tx, record) => {
    const channelId = await deleteSaved(tx, personId, messageId)
    if (!channelId) return
    const mark = { messageId, channelId, isDone: null }
    record(userStream(personId), { type: 'saved.changed', mark }, messageId)
  })
}

/** Throws not_found when it is not saved. */
export async function setSavedDone(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'saved.setDone'>,
): Promise<void> {
  const { messageId, isDone } = input
  await inTransaction(context, actor.personId, async (tx, record) => {
    const doneAt = isDone ? context.clock.now() : null
    const changed = await markDone(tx, actor.personId, messageId, doneAt)
    if (!changed) throw notFound('saved message')
    if (changed.isNew) tell(record, actor, { messageId, channelId: changed.channelId, isDone })
  })
}

/** A page of what the actor has saved and may see now; `before` is the `at` of the last one. */
export async function listSaved(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'saved.list'>,
): Promise<OutputOf<'saved.list'>> {
  const { isDone, limit } = input
  const before = new Date(input.before ?? endOfTime)
  const found = await listSavedRows(context.db, actor.personId, { isDone, before, limit: limit + 1 })
  const last = found[limit - 1]
  // One row more than a page tells whether there are older ones; rows of the same moment stay together.
  const rows = last ? found.filter(({ at }) => at.getTime() >= last.at.getTime()) : found
  const elsewhere = rows.flatMap(({ channelId, isMember }) => (isMember ? [] : [channelId]))
  const [views, channels] = await Promise.all([
    loadMessageViews(
      context,
      rows.map(({ messageId }) => messageId),
    ),
    loadChannels(context, [...new Set<ChannelId>(elsewhere)]),
  ])
  return {
    saved: rows.flatMap(({ messageId, at }) => {
      const message = views.get(messageId)
      return message ? [{ message, at: at.toISOString() }] : []
    }),
    channels: [...channels.values()].map(({ channel }) => channel),
    hasOlder: rows.length < found.length,
  }
}

/** What a client starts from: which messages are saved. */
export const loadSavedMarks = (context: Context, actor: Pick<Actor, 'personId'>): Promise<SavedMark[]> =>
  listMarks(context.db, actor.personId)
