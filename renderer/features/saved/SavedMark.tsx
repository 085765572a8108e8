// The line above a message that tells the viewer, and nobody else, that they have put it aside.
import { Bookmark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../contract/ids.ts'
import { useSavedMark } from './store.ts'

export function SavedMark({ messageId }: { messageId: MessageId }) {
  const { t } = useTranslation('saved')
  const mark = useSavedMark(messageId)
  if (!mark || mark.isDone) return null
  return (
    <p className="mt-0.5 flex items-center gap-1 text-xs text-accent-ink">
      <Bookmark size={12} aria-hidden className="fill-current" />
      {t('mark')}
    </p>
  )
}
