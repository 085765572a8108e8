// One message in a list.

import { memo, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { lazyAgain } from '../../app/load-again.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import { classes } from '../../ui/classes.ts'
import { CallCard } from '../calls/CallCard.tsx'
import { MessageFiles } from '../files/show/MessageFiles.tsx'
import { callsMe } from '../groups/store.ts'
import { personName } from '../people/store.ts'
import { SavedMark } from '../saved/SavedMark.tsx'
import { MessageTasks } from '../tasks/MessageTasks.tsx'
import { EmojiPopover } from './emoji/EmojiButton.tsx'
import { useListContext } from './list-context.ts'
import { MessageDialogs } from './MessageDialogs.tsx'
import { MessageHeader } from './MessageHeader.tsx'
import { MessageMenuItems } from './MessageMenu.tsx'
import { MessageToolbar } from './MessageToolbar.tsx'
import { Markdown } from './markdown/Markdown.tsx'
import { abilitiesFor, actionForKey, useMessageActions } from './message-actions.ts'
import { useMoments } from './moments.ts'
import { PinMark } from './PinMark.tsx'
import { Reactions } from './Reactions.tsx'
import { ThreadFooter } from './ThreadFooter.tsx'
import { UnsavedEdit } from './UnsavedEdit.tsx'

const MessageEditor = lazyAgain(() =>
  import('./composer/MessageEditor.tsx').then((file) => file.MessageEditor),
)

type MessageRowProps = {
  message: MessageView
  isFirst: boolean
  /** The one row that Tab reaches. */
  isActive: boolean
  isHighlighted?: boolean
  onActivate?: (key: string) => void
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isFirst, isActive, isHighlighted, onActivate } = props
  const { t } = useTranslation('messages')
  const list = useListContext()
  const moments = useMoments()
  const anchor = useRef<HTMLDivElement>(null)
  const [isPointedAt, setIsPointedAt] = useState(false)
  const [isHeldOpen, setIsHeldOpen] = useState(false)
  const [isPicking, setIsPicking] = useState(false)
  const { actions, dialog, closeDialog } = useMessageActions(message, list)
  const can = abilitiesFor(message, list)
  const isEditing = list.editingId === message.id && can.canEdit
  const isDeleted = message.deletedAt !== null
  const isCallingMe = !isDeleted && callsMe(message.body)

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && can.canReply) return actions.reply()
    const name = actionForKey(event.key, can)
    if (!name) return
    event.preventDefault()
    if (name === 'pickEmoji') setIsPicking(true)
    else if (name !== 'react') void actions[name]()
  }

  return (
    <ContextMenu
      label={t('menu.label')}
      menu={() => (
        <MessageMenuItems
          isPinned={message.pin !== null}
          messageId={message.id}
          can={can}
          actions={actions}
          files={message.files}
          onPickEmoji={() => setIsPicking(true)}
        />
      )}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a row of a log that takes the focus and its keys */}
      <div
        ref={anchor}
        role="article"
        tabIndex={isActive ? 0 : -1}
        data-row={message.clientId}
        data-message-id={message.id}
        aria-label={t('rowLabel', { name: personName(message.authorId), time: moments.full(message.sentAt) })}
        className={classes(
          'group/row relative flex gap-2.5 px-5 transition-colors duration-700 focus-visible:-outline-offset-2',
          isFirst ? 'mt-2 pt-1 pb-0.5' : 'py-0.5',
          isHighlighted
            ? 'bg-mention-tint'
            : isCallingMe
              ? 'bg-mention-tint/50'
              : (isPointedAt || isHeldOpen) && 'bg-hover duration-0',
        )}
        onPointerEnter={() => setIsPointedAt(true)}
        onPointerLeave={() => setIsPointedAt(false)}
        onFocus={() => onActivate?.(message.clientId)}
        onKeyDown={onKeyDown}
      >
        <MessageHeader message={message} isFirst={isFirst}>
          {message.pin && <PinMark pin={message.pin} />}
          {!isDeleted && <SavedMark messageId={message.id} />}
          {isEditing ? (
            <Suspense fallback={null}>
              <MessageEditor
                message={message}
                onDone={() => list.setEditing(null)}
                onEmpty={actions.delete}
              />
            </Suspense>
          ) : isDeleted ? (
            <p className="text-md text-ink-faint italic">{t('deleted')}</p>
          ) : message.call ? (
            <CallCard message={message} call={message.call} />
          ) : (
            message.body !== '' && <Markdown body={message.body} />
          )}
          {message.editedAt && !isDeleted && !isEditing && (
            <EditedMark
              at={moments.full(message.editedAt)}
              onPress={can.canSeeHistory ? actions.history : null}
            />
          )}
          {message.files.length > 0 && <MessageFiles files={message.files} />}
          {!isDeleted && <MessageTasks message={message} />}
          {can.canEdit && !isEditing && <UnsavedEdit message={message} onContinue={actions.edit} />}
          {message.reactions.length > 0 && (
            <Reactions message={message} canReact={can.canReact} onToggle={actions.react} />
          )}
          {message.thread && !list.isThread && message.thread.replyCount > 0 && (
            <ThreadFooter thread={message.thread} onOpen={actions.reply} />
          )}
        </MessageHeader>
        {(isPointedAt || isHeldOpen || isActive) && !isEditing && (
          <MessageToolbar
            isPinned={message.pin !== null}
            messageId={message.id}
            can={can}
            actions={actions}
            files={message.files}
            isShown={isPointedAt || isHeldOpen}
            onOpenChange={setIsHeldOpen}
            onPickEmoji={() => setIsPicking(true)}
          />
        )}
      </div>
      {isPicking && (
        <EmojiPopover
          label={t('emoji.react')}
          anchor={anchor}
          onPick={actions.react}
          onClose={() => setIsPicking(false)}
        />
      )}
      {dialog && <MessageDialogs message={message} dialog={dialog} onClose={closeDialog} />}
    </ContextMenu>
  )
})

function EditedMark({ at, onPress }: { at: string; onPress: (() => void) | null }) {
  const { t } = useTranslation('messages')
  if (!onPress) {
    return (
      <span className="text-xs text-ink-faint" title={at}>
        {t('edited')}
      </span>
    )
  }
  return (
    <button type="button" className="text-xs text-ink-faint hover:underline" title={at} onClick={onPress}>
      {t('edited')}
    </button>
  )
}
