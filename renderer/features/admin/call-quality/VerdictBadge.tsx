// How a seat or a call was, in a word.
import { useTranslation } from 'react-i18next'
import { Badge } from '../../../ui/Badge.tsx'
import type { SeatVerdict } from './judge-seat.ts'

const tones = { good: 'good', fair: 'warn', poor: 'danger', unknown: 'neutral' } as const

export function VerdictBadge({ verdict }: { verdict: SeatVerdict }) {
  const { t } = useTranslation('admin')
  return <Badge tone={tones[verdict]}>{t(`calls.verdict.${verdict}`)}</Badge>
}
