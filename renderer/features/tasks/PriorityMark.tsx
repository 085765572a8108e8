// How urgent a task is, as bars.
import { SignalHigh, SignalLow, SignalMedium, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Priority } from '../../../contract/tasks.ts'

const marks = {
  low: { Icon: SignalLow, tone: 'text-ink-faint' },
  medium: { Icon: SignalMedium, tone: 'text-ink-soft' },
  high: { Icon: SignalHigh, tone: 'text-warn-ink' },
  urgent: { Icon: TriangleAlert, tone: 'text-danger-ink' },
}

export function PriorityMark({ priority, isSilent }: { priority: Priority; isSilent?: boolean }) {
  const { t } = useTranslation('tasks')
  if (priority === 'none') return null
  const { Icon, tone } = marks[priority]
  return isSilent ? (
    <Icon size={14} className={tone} aria-hidden />
  ) : (
    <Icon size={14} className={tone} role="img" aria-label={t(`priority.${priority}`)} />
  )
}
