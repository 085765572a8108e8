// Who may be reminded of what, and when. That they see the message is asked of messages.
import { maxOpenReminders, maxReminderDays } from '../../../contract/reminders.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'

/** The way to the server takes a moment: what was in time when it was asked for still is. */
const latenessMs = 60_000
const dayMs = 86_400_000

export function canRemindAt(remindAt: Date, now: Date): Verdict {
  const aheadMs = remindAt.getTime() - now.getTime()
  const wrong = (message: string) => new AppError('invalid_input', message, { field: 'remindAt' })
  if (aheadMs < -latenessMs) return wrong('This time is over.')
  if (aheadMs > maxReminderDays * dayMs) return wrong('A reminder can be set at most three years ahead.')
  return true
}

export function canRemindMore(open: number): Verdict {
  return (
    open < maxOpenReminders ||
    refuse(`You have ${maxOpenReminders} open reminders. Finish or delete some before you add another one.`)
  )
}
