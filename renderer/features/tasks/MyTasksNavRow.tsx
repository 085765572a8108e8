// The sidebar's line of the own tasks, once there are boards.
import { CircleCheckBig } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '../../app/paths.ts'
import { NavRow } from '../channels/NavRow.tsx'
import { useBoards } from './store.ts'

export function MyTasksNavRow() {
  const { t } = useTranslation('tasks')
  const [location] = useLocation()
  const hasBoards = useBoards().length > 0
  const isCurrent = location === paths.myTasks
  if (!hasBoards && !isCurrent) return null
  return (
    <li>
      <NavRow
        href={paths.myTasks}
        icon={<CircleCheckBig size={16} />}
        isCurrent={isCurrent}
        name={t('mine')}
      />
    </li>
  )
}
