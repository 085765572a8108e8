// The sidebar's line of what is saved for later, with how much of it is to do.
import { Bookmark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { Badge } from '../../ui/Badge.tsx'
import { NavRow } from '../channels/NavRow.tsx'
import { useSavedCounts } from './store.ts'

export function SavedNavRow() {
  const { t } = useTranslation('saved')
  const [location] = useLocation()
  const { open } = useSavedCounts()
  return (
    <li>
      <NavRow
        href={paths.saved}
        icon={<Bookmark size={16} />}
        isCurrent={location === paths.saved}
        name={t('title')}
        mark={open > 0 && <Badge label={t('toDo', { count: open })}>{open}</Badge>}
      />
    </li>
  )
}
