// What can be done with a message: one list for the toolbar, the menu and the keys.
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../contract/messages.ts'
import { absolute, paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { copyText } from '../../ui/clipboard.ts'
import { showToast } from '../../ui/Toast.tsx'
import { openDialog } from '../channels/dialogs.ts'
import { filesText } from '../files/excerpt.ts'
import { readable } from '../groups/readable.ts'
import { myId, personName } from '../people/store.ts'
import { markUnreadFrom } from '../reading/store.ts'
import { toggleSaved } from '../saved/store.ts'
import type { ListContext } from './list-context.ts'
import { toggleReaction } from './store.ts'

export type MessageAbilities = {
  canReact: boolean
  canReply: boolean
  canQuote: boolean
  canMarkUnread: boolean
  canEdit: boolean
  canDelete: boolean
  canRemind: boolean
  canMakeTask: boolean
  canSave: boolean
  canSeeHistory: boolean
  canPin: boolean
  canCopyText: boolean
}

export function abilitiesFor(
  message: MessageView,
  { joined, isThread, isExcerpt, quote }: ListContext,
): MessageAbilities {
  const abilities = isExcerpt ? undefined : joined?.membership.abilities
  const isOwn = message.authorId === myId()
  const isThere = message.deletedAt === null
  const canPost = abilities?.canPost ?? false
  // The line of a call has no words of its own.
  const hasText = message.call === null
  return {
    canReact: isThere && canPost,
    canReply: joined !== undefined && !isThread && (isThere || message.thread !== null),
    canQuote: isThere && hasText && canPost && quote !== null,
    canMarkUnread: joined !== undefined && !isExcerpt && message.position !== null,
    canEdit: isThere && hasText && isOwn && canPost,
    canDelete: isThere && (isOwn || (abilities?.canDeleteOthersMessages ?? false)),
    canRemind: isThere && joined !== undefined,
    canMakeTask: isThere && joined !== undefined && hasText && !message.isTask,
    canSave: isThere,
    canSeeHistory:
      isThere && message.editedAt !== null && (isOwn || (abilities?.canSeeHistoryOfOthers ?? false)),
    // Also where it is only quoted: in the list of pins.
    canPin: isThere && (joined?.membership.abilities.canPost ?? false),
    canCopyText: hasText && message.body !== '',
  }
}

export function linkTo(message: MessageView): string {
  const isReplyOnly = message.threadId !== null && message.position === null
  return absolute(
    isReplyOnly && message.threadId
      ? paths.thread(message.channelId, message.threadId, message.id)
      : paths.message(message.channelId, message.id),
  )
}

/** The body as a quote of its author. Mentions become names: quoting somebody's call must not call again. */
export function quoteOf(message: MessageView): string {
  const body = readable(message.body) || filesText(message.files)
  const lines = [`**${personName(message.authorId)}**`, ...body.split('\n')]
  return lines.map((line) => `> ${line}`.trimEnd()).join('\n')
}

export type Dialogs = 'delete' | 'history' | 'remind' | null

/** The actions of one row; `dialog` is what the row must show. */
export function useMessageActions(message: MessageView, list: ListContext) {
  const { t } = useTranslation('messages')
  const [dialog, setDialog] = useState<Dialogs>(null)
  const actions = useMemo(() => {
    const report = (error: unknown) =>
      showToast({ tone: 'danger', title: t('actionFailed'), body: failureText(t, error) })
    return {
      react: (emoji: string) => void toggleReaction(message, emoji).catch(report),
      reply: () => list.openThread(message),
      quote: () => list.quote?.(message),
      edit: () => list.setEditing(message.id),
      markUnread: () => {
        if (message.position !== null) void markUnreadFrom(message.channelId, message.position).catch(report)
      },
      togglePin: () =>
        void call(message.pin ? 'pins.remove' : 'pins.add', { messageId: message.id }).catch(report),
      copyLink: async () => {
        const isDone = await copyText(linkTo(message))
        showToast(
          isDone ? { tone: 'good', title: t('linkCopied') } : { tone: 'danger', title: t('copyFailed') },
        )
      },
      copyText: async () => {
        const isDone = await copyText(readable(message.body))
        showToast(
          isDone ? { tone: 'good', title: t('textCopied') } : { tone: 'danger', title: t('copyFailed') },
        )
      },
      remind: () => setDialog('remind'),
      makeTask: () => openDialog({ kind: 'task', message }),
      toggleSaved: () => void toggleSaved(message).catch(report),
      delete: () => setDialog('delete'),
      history: () => setDialog('history'),
    }
  }, [message, list, t])
  return { actions, dialog, closeDialog: () => setDialog(null) }
}

export type MessageActions = ReturnType<typeof useMessageActions>['actions']

/** The keys of a focused row. Escape and arrows belong to the list. */
export function actionForKey(key: string, can: MessageAbilities): keyof MessageActions | 'pickEmoji' | null {
  switch (key.toLowerCase()) {
    case 'e':
      return can.canEdit ? 'edit' : null
    case 'r':
    case 't':
      return can.canReply ? 'reply' : null
    case '+':
      return can.canReact ? 'pickEmoji' : null
    case 'p':
      return can.canPin ? 'togglePin' : null
    case 'u':
      return can.canMarkUnread ? 'markUnread' : null
    case 'l':
      return 'copyLink'
    case 'm':
      return can.canRemind ? 'remind' : null
    case 'n':
      return can.canMakeTask ? 'makeTask' : null
    case 's':
      return can.canSave ? 'toggleSaved' : null
    case 'q':
      return can.canQuote ? 'quote' : null
    case 'delete':
    case 'backspace':
      return can.canDelete ? 'delete' : null
    default:
      return null
  }
}
