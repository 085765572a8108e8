// Changes that the server refused: with their reasons, to be tried again or let go.
import { useTranslation } from 'react-i18next'
import type { BoardId } from '../../../contract/ids.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { discardChange, retryChange, taskOutboxStore } from './task-outbox.ts'

export function NotApplied({ boardId }: { boardId: BoardId }) {
  const { t } = useTranslation('board')
  const changes = taskOutboxStore((state) => state.changes)
  const failed = changes.filter((change) => change.boardId === boardId && change.state === 'failed')
  if (failed.length === 0) return null
  return (
    <ul aria-label={t('notApplied.label')} className="flex flex-col gap-2 p-4 pb-0">
      {failed.map(({ clientId, title, reason }) => (
        <li key={clientId}>
          <Banner
            tone="danger"
            action={
              <>
                <Button size="sm" variant="ghost" onPress={() => retryChange(clientId)}>
                  {t('tryAgain')}
                </Button>
                <Button size="sm" variant="ghost" onPress={() => discardChange(clientId)}>
                  {t('notApplied.discard')}
                </Button>
              </>
            }
          >
            {t('notApplied.line', { title, reason: reason?.message ?? '' })}
          </Banner>
        </li>
      ))}
    </ul>
  )
}
