// How a check stands, as a round mark with its word for screen readers.
import { Check, Minus, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { classes } from '../../../ui/classes.ts'
import { Spinner } from '../../../ui/Spinner.tsx'
import type { Verdict } from './finding.ts'

export type CheckStand = Verdict | 'waiting' | 'running'

const looks = {
  good: { icon: Check, ground: 'bg-good-tint text-good-ink' },
  warn: { icon: TriangleAlert, ground: 'bg-warn-tint text-warn-ink' },
  bad: { icon: X, ground: 'bg-danger-tint text-danger-ink' },
  unknown: { icon: Minus, ground: 'bg-sunken text-ink-faint' },
} as const

export function CheckMark({ stand }: { stand: CheckStand }) {
  const { t } = useTranslation('doctor')
  const look = stand === 'waiting' || stand === 'running' ? null : looks[stand]
  const Icon = look?.icon
  return (
    <span
      data-stand={stand}
      className={classes(
        'flex size-6 shrink-0 items-center justify-center rounded-full',
        look?.ground,
        stand === 'running' && 'text-accent-ink',
      )}
    >
      <span className="sr-only">{t(`verdict.${stand}`)}</span>
      {Icon && <Icon size={14} strokeWidth={2.5} aria-hidden />}
      {stand === 'running' && <Spinner size={18} />}
      {stand === 'waiting' && <span className="size-2 rounded-full bg-line-strong/60" aria-hidden />}
    </span>
  )
}
