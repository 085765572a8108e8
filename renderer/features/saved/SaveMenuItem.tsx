// "Save for later" in the menu of a message, or its opposite.
import { Bookmark, BookmarkX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../contract/ids.ts'
import { MenuItem } from '../../ui/Menu.tsx'
import { useSavedMark } from './store.ts'

export function SaveMenuItem({ messageId, onToggle }: { messageId: MessageId; onToggle: () => void }) {
  const { t } = useTranslation('saved')
  const mark = useSavedMark(messageId)
  const isOpen = mark !== null && !mark.isDone
  return (
    <MenuItem
      icon={isOpen ? <BookmarkX size={15} /> : <Bookmark size={15} />}
      shortcut="S"
      onAction={onToggle}
    >
      {t(isOpen ? 'unsave' : 'save')}
    </MenuItem>
  )
}
