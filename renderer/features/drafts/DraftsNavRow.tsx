// The sidebar's line of drafts, with how many there are.
import { PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { Badge } from '../../ui/Badge.tsx'
import { NavRow } from '../channels/NavRow.tsx'
import { useOwnDrafts } from './own-drafts.ts'

export function DraftsNavRow() {
  const { t } = useTranslation('drafts')
  const [location] = useLocation()
  const count = useOwnDrafts().length
  return (
    <li>
      <NavRow
        href={paths.drafts}
        icon={<PenLine size={16} />}
        isCurrent={location === paths.drafts}
        name={t('title')}
        mark={count > 0 && <Badge label={t('count', { count })}>{count}</Badge>}
      />
    </li>
  )
}
