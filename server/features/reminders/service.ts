// Reminders as their owner keeps them. Entries carry no words: neither a message nor a note stands in the journal twice.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { userStream } from '../../../contract/events.ts'
import type { MessageId, ReminderId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { maxDoneKept, type ReminderView } from '../../../contract/reminders.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand, notFound } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { readHeads } from '../../journal/read.ts'
import { loadVisibleMessages, readMessage } from '../messages/service.ts'
import * as db from './db.ts'
import { canRemindAt, canRemindMore } from './policy.ts'
import { presentReminder } from './present.ts'

export { reminderWork } from './fire-due.ts'

const gone = () => notFound('reminder')

/** With the messages they are of, as the actor may see them now. */
async function present(context: Context, actor: Actor, rows: db.ReminderRow[]): Promise<ReminderView[]> {
  const ids = rows.flatMap(({ messageId }) => messageId ?? [])
  const seen: Map<MessageId, MessageView> =
    ids.length > 0 ? await loadVisibleMessages(context, actor, ids) : new Map()
  return rows.map((row) => presentReminder(row, (row.messageId && seen.get(row.messageId)) || null))
}

async function presentOne(context: Context, actor: Actor, row: db.ReminderRow): Promise<ReminderView> {
  const [view] = await present(context, actor, [row])
  return view as ReminderView
}

/** Throws not_found for a message that the actor may not see. The same clientId again answers the first reminder. */
export async function createReminder(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'reminders.create'>,
): Promise<ReminderView> {
  const { personId } = actor
  const remindAt = new Date(input.remindAt)
  const known = await db.findByClientId(context.db, personId, input.clientId)
  if (known) return presentOne(context, actor, known)
  demand(canRemindAt(remindAt, context.clock.now()))
  if (input.messageId !== null) await readMessage(context, actor, input.messageId)
  const row = await inTransaction(context, personId, async (tx, record) => {
    demand(canRemindMore(await db.countOpen(tx, personId)))
    const made = await db.insertReminder(tx, { ...input, personId, remindAt, createdAt: context.clock.now() })
    if (made) record(userStream(personId), { type: 'reminders.changed' })
    return made ?? (await db.findByClientId(tx, personId, input.clientId))
  })
  if (!row) throw gone()
  return presentOne(context, actor, row)
}

/** The number is read first, so the list is never older than it says. */
export async function listReminders(context: Context, actor: Actor): Promise<OutputOf<'reminders.list'>> {
  const stream = userStream(actor.personId)
  const head = (await readHeads(context.db, [stream])).get(stream)?.head ?? 0
  const rows = await db.listOwn(context.db, actor.personId)
  return { reminders: await present(context, actor, rows), head }
}

/** Changes an own reminder; nothing is told when nothing changes. */
async function change(
  context: Context,
  actor: Actor,
  id: ReminderId,
  how: (row: db.ReminderRow) => db.ReminderRow,
): Promise<ReminderView> {
  const row = await inTransaction(context, actor.personId, async (tx, record) => {
    const before = await db.lockOwn(tx, actor.personId, id)
    if (!before) throw gone()
    const after = how(before)
    if (after === before) return before
    record(userStream(actor.personId), { type: 'reminders.changed' })
    const changed = await db.updateReminder(tx, after)
    if (after.doneAt !== before.doneAt) await db.forgetDone(tx, actor.personId, maxDoneKept)
    return changed
  })
  return presentOne(context, actor, row)
}

/** A new time opens it again, whatever became of it before. */
export function updateReminder(
  context: Context,
  actor: Actor,
  { reminderId, text, remindAt }: ParsedInputOf<'reminders.update'>,
): Promise<ReminderView> {
  if (remindAt !== undefined) demand(canRemindAt(new Date(remindAt), context.clock.now()))
  return change(context, actor, reminderId, (row) => {
    const words = { ...row, text: text || (row.messageId ? (text ?? row.text) : row.text) }
    return remindAt === undefined
      ? words
      : { ...words, remindAt: new Date(remindAt), firedAt: null, doneAt: null }
  })
}

export function completeReminder(
  context: Context,
  actor: Actor,
  { reminderId, isDone }: ParsedInputOf<'reminders.complete'>,
): Promise<ReminderView> {
  const now = context.clock.now()
  return change(context, actor, reminderId, (row) => {
    if ((row.doneAt !== null) === isDone) return row
    if (isDone) return { ...row, doneAt: now }
    // Opened again after its moment: it is due at once, and needs no second ring.
    return { ...row, doneAt: null, firedAt: row.firedAt ?? (row.remindAt <= now ? now : null) }
  })
}

export function deleteReminder(context: Context, actor: Actor, reminderId: ReminderId): Promise<void> {
  return inTransaction(context, actor.personId, async (tx, record) => {
    if (!(await db.lockOwn(tx, actor.personId, reminderId))) throw gone()
    await db.deleteReminder(tx, reminderId)
    record(userStream(actor.personId), { type: 'reminders.changed' })
  })
}
