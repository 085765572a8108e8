// All that can be done with a message, as menu items.
import {
  AlarmClock,
  CircleCheckBig,
  Copy,
  CornerUpLeft,
  History,
  Link,
  MailOpen,
  MessageSquareText,
  Pencil,
  Pin,
  PinOff,
  SmilePlus,
  Trash2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../contract/files.ts'
import type { MessageId } from '../../../contract/ids.ts'
import { MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { MessageFileItems } from '../files/FileMenu.tsx'
import { SaveMenuItem } from '../saved/SaveMenuItem.tsx'
import type { MessageAbilities, MessageActions } from './message-actions.ts'

type MessageMenuProps = {
  isPinned: boolean
  messageId: MessageId
  can: MessageAbilities
  actions: MessageActions
  files: FileView[]
  onPickEmoji: () => void
}

export function MessageMenuItems(props: MessageMenuProps) {
  const { messageId, isPinned, can, actions, files, onPickEmoji } = props
  const { t } = useTranslation('messages')
  return (
    <>
      {can.canReact && (
        <MenuItem icon={<SmilePlus size={15} />} shortcut="+" onAction={onPickEmoji}>
          {t('emoji.react')}
        </MenuItem>
      )}
      {can.canReply && (
        <MenuItem icon={<MessageSquareText size={15} />} shortcut="R" onAction={actions.reply}>
          {t('reply')}
        </MenuItem>
      )}
      {can.canQuote && (
        <MenuItem icon={<CornerUpLeft size={15} />} shortcut="Q" onAction={actions.quote}>
          {t('quote')}
        </MenuItem>
      )}
      {can.canEdit && (
        <MenuItem icon={<Pencil size={15} />} shortcut="E" onAction={actions.edit}>
          {t('edit.action')}
        </MenuItem>
      )}
      {can.canRemind && (
        <MenuItem icon={<AlarmClock size={15} />} shortcut="M" onAction={actions.remind}>
          {t('reminders:action')}
        </MenuItem>
      )}
      {can.canMakeTask && (
        <MenuItem icon={<CircleCheckBig size={15} />} shortcut="N" onAction={actions.makeTask}>
          {t('tasks:message.action')}
        </MenuItem>
      )}
      {can.canSave && <SaveMenuItem messageId={messageId} onToggle={actions.toggleSaved} />}
      <MenuSeparator />
      <MenuItem icon={<Link size={15} />} shortcut="L" onAction={actions.copyLink}>
        {t('copyLink')}
      </MenuItem>
      {can.canCopyText && (
        <MenuItem icon={<Copy size={15} />} onAction={actions.copyText}>
          {t('copyText')}
        </MenuItem>
      )}
      {can.canPin && (
        <MenuItem
          icon={isPinned ? <PinOff size={15} /> : <Pin size={15} />}
          shortcut="P"
          onAction={actions.togglePin}
        >
          {t(isPinned ? 'pins.remove' : 'pins.add')}
        </MenuItem>
      )}
      {can.canMarkUnread && (
        <MenuItem icon={<MailOpen size={15} />} shortcut="U" onAction={actions.markUnread}>
          {t('markUnread')}
        </MenuItem>
      )}
      {can.canSeeHistory && (
        <MenuItem icon={<History size={15} />} onAction={actions.history}>
          {t('history.action')}
        </MenuItem>
      )}
      {files.length > 0 && <MessageFileItems files={files} />}
      {can.canDelete && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 size={15} />} isDestructive shortcut="Delete" onAction={actions.delete}>
            {t('delete.action')}
          </MenuItem>
        </>
      )}
    </>
  )
}
