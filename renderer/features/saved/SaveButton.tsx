// The bookmark in the toolbar of a message.
import { Bookmark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../contract/ids.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useSavedMark } from './store.ts'

export function SaveButton({ messageId, onToggle }: { messageId: MessageId; onToggle: () => void }) {
  const { t } = useTranslation('saved')
  const mark = useSavedMark(messageId)
  const isOpen = mark !== null && !mark.isDone
  return (
    <IconButton
      label={t('save')}
      shortcut="S"
      isActive={isOpen}
      icon={<Bookmark size={16} {...(isOpen && { className: 'fill-current' })} />}
      onPress={onToggle}
    />
  )
}
