// Ways out of the middle of a long channel: up to the first unread message, down to the present, on where loading failed.
import { ArrowDown, ArrowUp, CloudOff } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

type TimelinePillsProps = {
  newCount: number
  isFarFromEnd: boolean
  onGoToNew: () => void
  onGoDown: () => void
  /** The end at which more could not be loaded. */
  stuckAt: 'older' | 'newer' | null
  onRetry: () => void
}

const pill =
  'pointer-events-auto flex h-7 animate-fade-in items-center gap-1.5 rounded-full px-3 text-sm font-medium shadow-float'

export function TimelinePills(props: TimelinePillsProps) {
  const { newCount, isFarFromEnd, onGoToNew, onGoDown, stuckAt, onRetry } = props
  const { t } = useTranslation('messages')
  const retry = (
    <Button className={`${pill} bg-raised text-warn-ink data-hovered:text-ink`} onPress={onRetry}>
      <CloudOff size={14} aria-hidden />
      {t('pills.stuck')}
    </Button>
  )
  return (
    <>
      <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex flex-wrap justify-center gap-2">
        {stuckAt === 'older' && retry}
        {newCount > 0 && (
          <Button className={`${pill} bg-mention text-on-mention`} onPress={onGoToNew}>
            <ArrowUp size={14} aria-hidden />
            {t('pills.new', { count: newCount })}
          </Button>
        )}
      </div>
      <div className="pointer-events-none absolute inset-x-0 bottom-2 z-10 flex flex-wrap justify-center gap-2">
        {stuckAt === 'newer' && retry}
        {isFarFromEnd && (
          <Button className={`${pill} bg-raised text-ink data-hovered:text-accent-ink`} onPress={onGoDown}>
            <ArrowDown size={14} aria-hidden />
            {t('pills.present')}
          </Button>
        )}
      </div>
    </>
  )
}
