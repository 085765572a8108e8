// The buttons that appear on the message pointed at or focused.
import { CornerUpLeft, Ellipsis, MessageSquareText, SmilePlus } from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../contract/files.ts'
import type { MessageId } from '../../../contract/ids.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuTrigger } from '../../ui/Menu.tsx'
import { SaveButton } from '../saved/SaveButton.tsx'
import { quickReactions } from './emoji/recent-emoji.ts'
import { MessageMenuItems } from './MessageMenu.tsx'
import type { MessageAbilities, MessageActions } from './message-actions.ts'

type MessageToolbarProps = {
  isPinned: boolean
  messageId: MessageId
  can: MessageAbilities
  actions: MessageActions
  files: FileView[]
  isShown: boolean
  onOpenChange: (isOpen: boolean) => void
  onPickEmoji: () => void
}

export function MessageToolbar({
  isPinned,
  messageId,
  can,
  actions,
  files,
  isShown,
  onOpenChange,
  onPickEmoji,
}: MessageToolbarProps) {
  const { t } = useTranslation('messages')
  return (
    <Toolbar
      aria-label={t('toolbar')}
      className={classes(
        'absolute end-4 -top-4 z-10 flex items-center rounded-md bg-raised p-0.5 shadow-float',
        // Reached by Tab from the focused row, so it must exist there; drawn once it holds the focus.
        !isShown && 'opacity-0 focus-within:opacity-100 group-focus-visible/row:opacity-100',
      )}
    >
      {can.canReact &&
        quickReactions(3).map((emoji) => (
          <IconButton
            key={emoji}
            hasTooltip={false}
            label={t('reactWith', { emoji })}
            icon={<span className="text-base leading-none">{emoji}</span>}
            onPress={() => actions.react(emoji)}
          />
        ))}
      {can.canReact && (
        <IconButton
          label={t('emoji.react')}
          shortcut="+"
          icon={<SmilePlus size={16} />}
          onPress={onPickEmoji}
        />
      )}
      {can.canReply && (
        <IconButton
          label={t('reply')}
          shortcut="R"
          icon={<MessageSquareText size={16} />}
          onPress={actions.reply}
        />
      )}
      {can.canQuote && (
        <IconButton
          label={t('quote')}
          shortcut="Q"
          icon={<CornerUpLeft size={16} />}
          onPress={actions.quote}
        />
      )}
      {can.canSave && <SaveButton messageId={messageId} onToggle={actions.toggleSaved} />}
      <MenuTrigger onOpenChange={onOpenChange}>
        <IconButton label={t('more')} icon={<Ellipsis size={16} />} />
        <Menu label={t('menu.label')} placement="bottom end">
          <MessageMenuItems
            messageId={messageId}
            isPinned={isPinned}
            can={can}
            actions={actions}
            files={files}
            onPickEmoji={onPickEmoji}
          />
        </Menu>
      </MenuTrigger>
    </Toolbar>
  )
}
