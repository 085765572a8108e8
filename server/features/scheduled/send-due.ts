// Sends scheduled messages at their moment, through the ordinary way and under their author's rights of that moment.
// Once for ever: a crash between the sending and the commit here repeats it with the same clientId, which is the same message.
import type { ParsedInputOf } from '../../../contract/commands.ts'
import type { ErrorCode } from '../../../contract/errors.ts'
import { userStream } from '../../../contract/events.ts'
import type { Role } from '../../../contract/people.ts'
import type { Context } from '../../core/context.ts'
import { AppError } from '../../core/errors.ts'
import type { DueWork } from '../../jobs/timetable.ts'
import { inTransaction } from '../../journal/journal.ts'
import { sendMessage } from '../messages/service.ts'
import { loadRoles } from '../people/service.ts'
import * as db from './db.ts'

/** They are sent together, as what arrives together is; less than a transaction's time is enough for them. */
const mostTogether = 50
const againAfterMs = 5000

export const messageOf = (row: db.ScheduledRow): ParsedInputOf<'messages.send'> => ({
  clientId: row.clientId,
  channelId: row.channelId,
  threadId: row.threadId,
  alsoToChannel: row.alsoToChannel,
  body: row.body,
  fileIds: row.fileIds,
})

type Fate = { kind: 'sent' } | { kind: 'refused'; code: ErrorCode } | { kind: 'later'; afterMs: number }

/** These say that it went too fast or that the server was not able to; all others say no for good. */
const passing: ErrorCode[] = ['rate_limited', 'not_ready', 'internal']

async function send(context: Context, row: db.ScheduledRow, role: Role | undefined): Promise<Fate> {
  // Who was deactivated says nothing any more; coming back, they find it in their list.
  if (!role) return { kind: 'refused', code: 'forbidden' }
  try {
    await sendMessage(context, { personId: row.personId, role }, messageOf(row))
    return { kind: 'sent' }
  } catch (error) {
    if (error instanceof AppError && !passing.includes(error.code))
      return { kind: 'refused', code: error.code }
    if (!(error instanceof AppError))
      context.log.warn({ err: error }, 'a scheduled message could not be sent; it is tried again')
    return { kind: 'later', afterMs: (error instanceof AppError && error.retryAfterMs) || againAfterMs }
  }
}

function sendDue(context: Context, now: Date): Promise<number> {
  return inTransaction(context, null, async (tx, record) => {
    const rows = await db.lockDue(tx, now, mostTogether)
    if (rows.length === 0) return 0
    const roles = await loadRoles(context, [...new Set(rows.map(({ personId }) => personId))])
    const fates = await Promise.all(rows.map((row) => send(context, row, roles.get(row.personId))))
    const sent = rows.filter((_, index) => fates[index]?.kind === 'sent')
    await db.deleteScheduled(
      tx,
      sent.map(({ id }) => id),
    )
    for (const [index, row] of rows.entries()) {
      const fate = fates[index] as Fate
      if (fate.kind === 'refused') await db.refuseScheduled(tx, row.id, fate.code)
      if (fate.kind === 'later')
        await db.postponeScheduled(tx, row.id, new Date(context.clock.now().getTime() + fate.afterMs))
      else record(userStream(row.personId), { type: 'scheduled.changed' })
    }
    return rows.length
  })
}

export const scheduledWork: DueWork = {
  name: 'scheduled messages',
  nextAt: (context) => db.nextDueAt(context.db),
  takeUp: sendDue,
  wokenBy: ['scheduled.changed'],
}
