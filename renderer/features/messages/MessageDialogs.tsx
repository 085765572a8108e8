// The dialogs of one message: deleting it, its former versions, a reminder of it.
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../contract/commands.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { filesText } from '../files/excerpt.ts'
import { Markdown } from './markdown/Markdown.tsx'
import type { Dialogs } from './message-actions.ts'
import { useMoments } from './moments.ts'
import { deleteMessage } from './store.ts'

const RemindDialog = lazy(() =>
  import('../reminders/RemindDialog.tsx').then((file) => ({ default: file.RemindDialog })),
)

type MessageDialogsProps = { message: MessageView; dialog: Dialogs; onClose: () => void }

export function MessageDialogs({ message, dialog, onClose }: MessageDialogsProps) {
  const { t } = useTranslation('messages')
  if (dialog === 'history') return <HistoryDialog message={message} onClose={onClose} />
  if (dialog === 'remind')
    return (
      <Suspense fallback={null}>
        <RemindDialog message={message} onClose={onClose} />
      </Suspense>
    )
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('delete.title')}
      confirmLabel={t('delete.confirm')}
      isDestructive
      onConfirm={() => deleteMessage(message)}
    >
      <p>{t('delete.explanation')}</p>
      <div className="mt-3 max-h-40 overflow-hidden rounded-md border border-line p-3 text-ink">
        <Markdown body={message.body === '' ? filesText(message.files) : message.body} />
      </div>
    </ConfirmDialog>
  )
}

type Revisions = OutputOf<'messages.history'>['revisions']

function HistoryDialog({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const { t } = useTranslation('messages')
  const moments = useMoments()
  const [revisions, setRevisions] = useState<Revisions | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    call('messages.history', { messageId: message.id }, { signal: stop.signal }).then(
      (answer) => setRevisions(answer.revisions),
      (error: unknown) => !stop.signal.aborted && setFailure(failureText(t, error)),
    )
    return () => stop.abort()
  }, [message.id, t])
  const versions = revisions && [
    ...revisions.map(({ body, replacedAt }) => ({
      body,
      note: t('history.until', { time: moments.full(replacedAt) }),
    })),
    { body: message.body, note: t('history.now') },
  ]
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('history.title')} size="md">
      {failure && <Banner tone="danger">{failure}</Banner>}
      {!failure && !versions && <SkeletonRows rows={2} hasAvatar={false} label={t('history.loading')} />}
      <ol className="flex flex-col gap-3">
        {versions?.map(({ body, note }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: versions are only ever added at the end
          <li key={index} className="rounded-md border border-line p-3">
            <p className="mb-1 text-xs text-ink-faint">{note}</p>
            <Markdown body={body} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
