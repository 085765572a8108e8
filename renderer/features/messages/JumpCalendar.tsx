// The days of a month, and shortcuts to some: loaded when first asked for.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button as TextButton } from '../../ui/Button.tsx'

const arrow =
  'flex size-7 items-center justify-center rounded-sm text-ink-soft data-hovered:bg-hover data-disabled:opacity-30'
const dayMs = 24 * 3_600_000
const shortcuts: [string, number][] = [
  ['jump.yesterday', 1],
  ['jump.lastWeek', 7],
  ['jump.lastMonth', 30],
]

export function JumpCalendar({ onJump }: { onJump: (date: string) => void }) {
  const { t } = useTranslation('messages')
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const jump = (date: Date) => onJump(date.toISOString())
  return (
    <div className="p-3">
      <Calendar
        aria-label={t('jump.label')}
        isDateUnavailable={(day) => day.toDate(zone).getTime() > Date.now()}
        onChange={(day) => jump(day.toDate(zone))}
      >
        <header className="flex items-center gap-1 pb-2">
          <Button slot="previous" className={arrow}>
            <ChevronLeft size={16} aria-hidden />
          </Button>
          <Heading className="flex-1 text-center text-base font-semibold" />
          <Button slot="next" className={arrow}>
            <ChevronRight size={16} aria-hidden />
          </Button>
        </header>
        <CalendarGrid className="w-full border-separate border-spacing-0.5">
          <CalendarGridHeader>
            {(day) => (
              <CalendarHeaderCell className="pb-1 text-xs font-medium text-ink-faint">
                {day}
              </CalendarHeaderCell>
            )}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => (
              <CalendarCell
                date={date}
                className="flex size-8 items-center justify-center rounded-md text-base tabular-nums data-hovered:bg-hover data-outside-month:hidden data-selected:bg-accent data-selected:text-on-accent data-unavailable:text-ink-faint data-unavailable:opacity-40 data-disabled:opacity-40"
              />
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
      <div className="mt-2 flex justify-between gap-1 border-t border-line pt-2">
        {shortcuts.map(([key, days]) => (
          <TextButton key={key} size="sm" variant="ghost" onPress={() => jump(midnight(days))}>
            {t(key)}
          </TextButton>
        ))}
      </div>
    </div>
  )
}

function midnight(daysAgo: number): Date {
  const date = new Date(Date.now() - daysAgo * dayMs)
  date.setHours(0, 0, 0, 0)
  return date
}
