// The sidebar's line of reminders, with the number of those that are due. It is there while any wait: the sidebar is for
// the conversations, and a new reminder is begun from its “Add” or from a message.
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
  const waiting = useReminders().views?.filter(({ doneAt }) => doneAt === null) ?? []
  const due = waiting.filter(isDue).length
  const isCurrent = location === paths.reminders
  if (waiting.length === 0 && !isCurrent) return null
  return (
    <li>
      <NavRow
        href={paths.reminders}
        icon={<AlarmClock size={16} />}
        isCurrent={isCurrent}
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
