// Who may schedule what, and when. Whether it may be sent is asked of messages: at scheduling, and at its moment.
import { maxScheduled, maxScheduledDays } from '../../../contract/scheduled.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'

/** The way to the server takes a moment: what was in time when it was asked for still is. */
const latenessMs = 60_000
const dayMs = 86_400_000

export function canScheduleAt(sendAt: Date, now: Date): Verdict {
  const aheadMs = sendAt.getTime() - now.getTime()
  const wrong = (message: string) => new AppError('invalid_input', message, { field: 'sendAt' })
  if (aheadMs < -latenessMs) return wrong('This time is over.')
  if (aheadMs > maxScheduledDays * dayMs)
    return wrong(`A message can be scheduled at most ${maxScheduledDays} days ahead.`)
  return true
}

export function canScheduleMore(waiting: number): Verdict {
  return (
    waiting < maxScheduled ||
    refuse(`You have ${maxScheduled} scheduled messages. Send or delete some before you add another one.`)
  )
}
