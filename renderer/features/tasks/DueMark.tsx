// When a task is due: a few words, warm when it is late.
import { CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TaskView } from '../../../contract/tasks.ts'
import { classes } from '../../ui/classes.ts'
import { useOwnZone } from '../due/zone.ts'
import { useNow } from '../people/use-now.ts'
import { dueText, type Urgency, urgencyOf } from './due.ts'

const tones: { [Key in Urgency]: string } = {
  overdue: 'bg-danger-tint text-danger-ink',
  today: 'bg-warn-tint text-warn-ink',
  soon: 'bg-pressed text-ink-soft',
  later: 'bg-pressed text-ink-soft',
  done: 'bg-good-tint text-good-ink',
}

export function DueMark({ task }: { task: Pick<TaskView, 'due' | 'doneAt'> }) {
  const { t, i18n } = useTranslation('tasks')
  const zone = useOwnZone()
  const now = new Date(useNow())
  if (!task.due) return null
  const urgency = urgencyOf(task, now, zone)
  const text = dueText(t, i18n.language, task.due, now, zone)
  return (
    <span
      className={classes(
        'flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap',
        tones[urgency],
      )}
    >
      <CalendarClock size={12} aria-hidden />
      <span className="sr-only">{t(urgency === 'overdue' ? 'due.overdue' : 'due.label')}</span>
      {text}
    </span>
  )
}
