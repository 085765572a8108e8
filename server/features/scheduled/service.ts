// Scheduled messages as their author keeps them. Entries say only that the list changed: no text enters the journal.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { userStream } from '../../../contract/events.ts'
import type { ScheduledId } from '../../../contract/ids.ts'
import type { ScheduledView } from '../../../contract/scheduled.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { readHeads } from '../../journal/read.ts'
import { forgetFile, keepUnsentUntil, loadFiles } from '../files/service.ts'
import { checkSend } from '../messages/service.ts'
import * as db from './db.ts'
import { canScheduleAt, canScheduleMore } from './policy.ts'
import { presentScheduled } from './present.ts'
import { messageOf } from './send-due.ts'

export { scheduledWork } from './send-due.ts'

/** With what is known of their files now. */
async function present(context: Context, rows: db.ScheduledRow[]): Promise<ScheduledView[]> {
  const files = await loadFiles(
    context.db,
    rows.flatMap(({ fileIds }) => fileIds),
  )
  return rows.map((row) => presentScheduled(row, files))
}

async function presentOne(context: Context, row: db.ScheduledRow): Promise<ScheduledView> {
  const [view] = await present(context, [row])
  return view as ScheduledView
}

const gone = () => notFound('scheduled message')

async function lockOwn(tx: Transaction, actor: Actor, id: ScheduledId): Promise<db.ScheduledRow> {
  const row = await db.lockOwn(tx, actor.personId, id)
  if (!row) throw gone()
  return row
}

/** Schedules what could be sent now. The same clientId again answers the first one. */
export async function createScheduled(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'scheduled.create'>,
): Promise<ScheduledView> {
  const { personId } = actor
  const sendAt = new Date(input.sendAt)
  const known = await db.findByClientId(context.db, personId, input.clientId)
  if (known) return presentOne(context, known)
  demand(canScheduleAt(sendAt, context.clock.now()))
  await checkSend(context, actor, input)
  const made = await inTransaction(context, personId, async (tx, record) => {
    demand(canScheduleMore(await db.countOwn(tx, personId)))
    const row = await db.insertScheduled(tx, { ...input, personId, sendAt, createdAt: context.clock.now() })
    if (row) {
      await keepUnsentUntil(tx, row.fileIds, sendAt)
      record(userStream(personId), { type: 'scheduled.changed' })
    }
    return row ?? (await db.findByClientId(tx, personId, input.clientId))
  })
  if (!made) throw gone()
  return presentOne(context, made)
}

/** The number is read first, so the list is never older than it says. */
export async function listScheduled(context: Context, actor: Actor): Promise<OutputOf<'scheduled.list'>> {
  const stream = userStream(actor.personId)
  const head = (await readHeads(context.db, [stream])).get(stream)?.head ?? 0
  return { scheduled: await present(context, await db.listOwn(context.db, actor.personId)), head }
}

export async function updateScheduled(
  context: Context,
  actor: Actor,
  { scheduledId, body, sendAt }: ParsedInputOf<'scheduled.update'>,
): Promise<ScheduledView> {
  if (sendAt !== undefined) demand(canScheduleAt(new Date(sendAt), context.clock.now()))
  const changed = await inTransaction(context, actor.personId, async (tx, record) => {
    const row = await lockOwn(tx, actor, scheduledId)
    if (body === '' && row.fileIds.length === 0)
      throw new AppError('invalid_input', 'body: is empty.', { field: 'body' })
    const change = { body: body ?? row.body, sendAt: sendAt === undefined ? null : new Date(sendAt) }
    const isSameTime =
      change.sendAt === null || (change.sendAt.getTime() === row.sendAt.getTime() && !row.refusal)
    if (change.body === row.body && isSameTime) return row
    record(userStream(actor.personId), { type: 'scheduled.changed' })
    if (change.sendAt) await keepUnsentUntil(tx, row.fileIds, change.sendAt)
    return db.updateScheduled(tx, scheduledId, change)
  })
  return presentOne(context, changed)
}

/** Its time is now: the clock sends it, as it would have later. Refuses as messages.send does; then it stays as it was. */
export async function sendScheduledNow(
  context: Context,
  actor: Actor,
  scheduledId: ScheduledId,
): Promise<void> {
  const own = await db.findOwn(context.db, actor.personId, scheduledId)
  if (!own) throw gone()
  await checkSend(context, actor, messageOf(own))
  await inTransaction(context, actor.personId, async (tx, record) => {
    const { id, body } = await lockOwn(tx, actor, scheduledId)
    await db.updateScheduled(tx, id, { body, sendAt: context.clock.now() })
    record(userStream(actor.personId), { type: 'scheduled.changed' })
  })
}

export async function deleteScheduled(
  context: Context,
  actor: Actor,
  scheduledId: ScheduledId,
): Promise<void> {
  const { fileIds } = await inTransaction(context, actor.personId, async (tx, record) => {
    const row = await lockOwn(tx, actor, scheduledId)
    await db.deleteScheduled(tx, [row.id])
    record(userStream(actor.personId), { type: 'scheduled.changed' })
    return row
  })
  // After a crash right here they go by themselves, as everything does that nobody sends.
  for (const id of fileIds) await forgetFile(context, id)
}
