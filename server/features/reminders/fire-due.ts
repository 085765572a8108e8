// Fires reminders at their second: the mark and the entry that tells of it are one transaction, so each fires once.
import { userStream } from '../../../contract/events.ts'
import type { DueWork } from '../../jobs/timetable.ts'
import { inTransaction } from '../../journal/journal.ts'
import * as db from './db.ts'

const mostTogether = 200

export const reminderWork: DueWork = {
  name: 'reminders',
  nextAt: (context) => db.nextDueAt(context.db),
  takeUp: (context, now) =>
    inTransaction(context, null, async (tx, record) => {
      const fired = await db.fireDue(tx, now, mostTogether)
      for (const { id, personId } of fired)
        record(userStream(personId), { type: 'reminder.fired', reminderId: id })
      return fired.length
    }),
  wokenBy: ['reminders.changed'],
}
