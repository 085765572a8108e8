// The tasks of a board on the days they are due, a month at a time.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { BoardView } from '../../../../contract/boards.ts'
import type { TaskView } from '../../../../contract/tasks.ts'
import { usePanes } from '../../../app/panes.ts'
import { paths } from '../../../app/paths.ts'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { dayIn, dueDay, urgencyOf } from '../due.ts'
import { addMonths, weeksOf } from './month.ts'
import type { Viewer } from './shown.ts'

type CalendarLayoutProps = { board: BoardView; tasks: TaskView[]; viewer: Viewer }

type WeekInfo = { firstDay?: number }
/** The day on which weeks begin for the reader; where the browser can't tell, Monday. */
function firstDayOf(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & {
    getWeekInfo?: () => WeekInfo
    weekInfo?: WeekInfo
  }
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1
}

export function CalendarLayout({ board, tasks, viewer }: CalendarLayoutProps) {
  const { t, i18n } = useTranslation('board')
  const today = dayIn(viewer.now, viewer.timeZone)
  const [month, setMonth] = useState(today.slice(0, 7))
  const weeks = useMemo(() => weeksOf(month, firstDayOf(i18n.language)), [month, i18n.language])
  const byDay = useMemo(() => {
    const days = new Map<string, TaskView[]>()
    for (const task of tasks) {
      if (!task.due) continue
      const day = dueDay(task.due, viewer.timeZone)
      days.set(day, [...(days.get(day) ?? []), task])
    }
    return days
  }, [tasks, viewer.timeZone])
  const utc = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(i18n.language, { timeZone: 'UTC', ...style })
  const weekday = utc({ weekday: 'short' })
  const dayName = utc({ weekday: 'long', day: 'numeric', month: 'long' })
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-sunken p-3">
      <div className="flex items-center gap-1 pb-2">
        <h2 aria-live="polite" className="min-w-40 text-md font-semibold">
          {utc({ month: 'long', year: 'numeric' }).format(new Date(`${month}-01`))}
        </h2>
        <IconButton
          label={t('calendar.before')}
          icon={<ChevronLeft size={16} />}
          onPress={() => setMonth(addMonths(month, -1))}
        />
        <IconButton
          label={t('calendar.after')}
          icon={<ChevronRight size={16} />}
          onPress={() => setMonth(addMonths(month, 1))}
        />
        <Button size="sm" variant="ghost" onPress={() => setMonth(today.slice(0, 7))}>
          {t('calendar.today')}
        </Button>
        <span className="flex-1" />
        <span className="text-sm text-ink-faint">
          {t('calendar.without', { count: tasks.filter(({ due }) => !due).length })}
        </span>
      </div>
      <div className="grid grid-cols-7 pb-1 text-xs font-medium text-ink-faint" aria-hidden>
        {weeks[0]?.map((day) => (
          <span key={day} className="px-1.5">
            {weekday.format(new Date(day))}
          </span>
        ))}
      </div>
      <ol className="grid min-h-0 flex-1 auto-rows-[minmax(6rem,1fr)] grid-cols-7 gap-px overflow-y-auto rounded-lg border border-line bg-line">
        {weeks.flat().map((day) => (
          <li
            key={day}
            aria-label={dayName.format(new Date(day))}
            aria-current={day === today ? 'date' : undefined}
            className={classes(
              'flex flex-col gap-0.5 p-1',
              day.startsWith(month) ? 'bg-canvas' : 'bg-sunken',
            )}
          >
            <span
              aria-hidden
              className={classes(
                'flex size-6 items-center justify-center rounded-full text-xs tabular-nums',
                day === today ? 'bg-accent font-semibold text-on-accent' : 'text-ink-faint',
              )}
            >
              {Number(day.slice(8))}
            </span>
            {byDay.get(day)?.map((task) => (
              <DayTask key={task.id} board={board} task={task} viewer={viewer} />
            ))}
          </li>
        ))}
      </ol>
    </div>
  )
}

function DayTask({ board, task, viewer }: { board: BoardView; task: TaskView; viewer: Viewer }) {
  const panes = usePanes()
  const urgency = urgencyOf(task, viewer.now, viewer.timeZone)
  return (
    <Link
      href={paths.task(board.id, task.id)}
      data-task={task.id}
      title={task.title}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        panes.openTask(task.id)
      }}
      className={classes(
        'block truncate rounded-sm border border-line px-1.5 py-0.5 text-xs no-underline hover:border-line-strong',
        urgency === 'overdue'
          ? 'bg-danger-tint text-danger-ink'
          : urgency === 'done'
            ? 'bg-raised text-ink-faint line-through'
            : 'bg-raised text-ink',
      )}
    >
      {task.title}
    </Link>
  )
}
