// All that the viewer has begun to write and not sent, on whichever device.
import { PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ViewPage } from '../messages/ViewPage.tsx'
import { DraftCard } from './DraftCard.tsx'
import { useOwnDrafts } from './own-drafts.ts'

export function DraftsView() {
  const { t } = useTranslation('drafts')
  const drafts = useOwnDrafts()
  return (
    <ViewPage title={t('title')}>
      {drafts.length === 0 && (
        <EmptyState icon={<PenLine size={22} />} title={t('empty')}>
          {t('emptyHint')}
        </EmptyState>
      )}
      {drafts.map((draft) => (
        <DraftCard key={draft.key} draft={draft} />
      ))}
    </ViewPage>
  )
}
