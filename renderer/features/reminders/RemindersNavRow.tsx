// The sidebar's line of reminders, with the number of those that are due.
import { AlarmClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { Badge } from '../../ui/Badge.tsx'
import { NavRow } from '../channels/NavRow.tsx'
import { isDue, useReminders } from './store.ts'

export function RemindersNavRow() {
  const { t } = useTranslation('reminders')
  const [location] = useLocation()
  const due = useReminders().views?.filter(isDue).length ?? 0
  return (
    <li>
      <NavRow
        href={paths.reminders}
        icon={<AlarmClock size={16} />}
        isCurrent={location === paths.reminders}
        isUnread={due > 0}
        name={t('title')}
        mark={
          due > 0 && (
            <Badge tone="mention" label={t('dueCount', { count: due })}>
              {due}
            </Badge>
          )
        }
      />
    </li>
  )
}
