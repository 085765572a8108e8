// A message that was refused while the viewer looks elsewhere says so, and leads to where it stands.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { outboxStore, type PendingMessage } from '../data/outbox.ts'
import { isOnScreen, messagesStore } from '../features/messages/state.ts'
import { showToast } from '../ui/Toast.tsx'
import { paths } from './paths.ts'

const isInView = ({ channelId, threadId }: PendingMessage) =>
  threadId ? messagesStore.getState().threads.has(threadId) : isOnScreen(channelId)

export function useFailedSends(): void {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  useEffect(
    () =>
      outboxStore.subscribe(({ pending }, before) => {
        const wasSending = new Set(
          before.pending.flatMap((row) => (row.state === 'sending' ? row.clientId : [])),
        )
        for (const row of pending) {
          if (row.state !== 'failed' || !wasSending.has(row.clientId) || isInView(row)) continue
          const { channelId, threadId } = row
          const path = threadId ? paths.thread(channelId, threadId) : paths.channel(channelId)
          showToast({
            tone: 'danger',
            title: t('notSent.title'),
            body: row.reason?.message,
            action: { label: t('notSent.show'), run: () => navigate(path) },
          })
        }
      }),
    [navigate, t],
  )
}
