// The sidebar's line of scheduled messages: how many wait, and loudly those that could not be sent. There while any are.
import { CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { Badge } from '../../ui/Badge.tsx'
import { NavRow } from '../channels/NavRow.tsx'
import { useScheduled } from './store.ts'

export function ScheduledNavRow() {
  const { t } = useTranslation('scheduled')
  const [location] = useLocation()
  const { views } = useScheduled()
  const refused = views?.filter(({ refusal }) => refusal !== null).length ?? 0
  const isCurrent = location === paths.scheduled
  if (!views?.length && !isCurrent) return null
  const waiting = (views?.length ?? 0) - refused
  return (
    <li>
      <NavRow
        href={paths.scheduled}
        icon={<CalendarClock size={16} />}
        isCurrent={isCurrent}
        isUnread={refused > 0}
        name={t('title')}
        mark={
          <>
            {waiting > 0 && <Badge label={t('waiting', { count: waiting })}>{waiting}</Badge>}
            {refused > 0 && (
              <Badge tone="danger" label={t('notSentCount', { count: refused })}>
                {refused}
              </Badge>
            )}
          </>
        }
      />
    </li>
  )
}
