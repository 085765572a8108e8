// The lines between messages: a new day, and where the unread ones begin.
import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { JumpToDate } from './JumpToDate.tsx'
import { useMoments } from './moments.ts'

export function DayLine({ date, onJump }: { date: string; onJump: ((date: string) => void) | null }) {
  const { t } = useTranslation('messages')
  const moments = useMoments()
  const pill =
    'flex items-center gap-1 rounded-full border border-line bg-canvas px-3 py-0.5 text-xs font-medium text-ink-soft'
  return (
    // Not a separator: that may hold nothing one can press.
    // biome-ignore lint/a11y/useSemanticElements: nor is it a part of a form
    <div role="group" aria-label={moments.day(date)} className="relative flex justify-center px-5 pt-4 pb-1">
      <span className="absolute inset-x-5 top-[calc(50%+0.375rem)] h-px bg-line" aria-hidden />
      <span className="relative">
        {onJump ? (
          <JumpToDate
            date={date}
            onJump={onJump}
            trigger={
              <Button
                aria-label={t('jump.from', { day: moments.day(date) })}
                className={`${pill} data-hovered:border-line-strong`}
              >
                {moments.day(date)}
                <ChevronDown size={12} aria-hidden />
              </Button>
            }
          />
        ) : (
          <span className={pill}>{moments.day(date)}</span>
        )}
      </span>
    </div>
  )
}

export function NewLine() {
  const { t } = useTranslation('messages')
  return (
    <div className="flex items-center gap-2 px-5 py-1 text-xs font-semibold text-mention-ink">
      <span className="h-px flex-1 bg-mention" aria-hidden />
      <span>{t('newLine')}</span>
    </div>
  )
}
