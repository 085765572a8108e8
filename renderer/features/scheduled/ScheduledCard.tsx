// One scheduled message: where it goes, when, what it says, and all that can be done with it.
import { CalendarClock, Pencil, SendHorizontal, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { maxScheduledDays, type ScheduledView } from '../../../contract/scheduled.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { useChannel } from '../channels/store.ts'
import { useDueText } from '../due/due-text.ts'
import { PickMoment } from '../due/PickMoment.tsx'
import { FileCard } from '../files/show/FileCard.tsx'
import { ChannelMark } from '../messages/ChannelHeader.tsx'
import { Markdown } from '../messages/markdown/Markdown.tsx'
import { useNow } from '../people/use-now.ts'
import { ScheduledEditor } from './ScheduledEditor.tsx'
import { deleteScheduled, moveScheduled, sendScheduledNow } from './store.ts'

type Doing = 'edit' | 'time' | 'delete' | null

type ScheduledCardProps = {
  scheduled: ScheduledView
  /** Sent or deleted while it was being edited here. */
  isGone: boolean
  onEditing: (id: ScheduledView['id'], isEditing: boolean) => void
}

export function ScheduledCard({ scheduled, isGone, onEditing }: ScheduledCardProps) {
  const { t } = useTranslation('scheduled')
  const [doing, setDoing] = useState<Doing>(null)
  const { id, body, files, refusal } = scheduled
  const close = () => setDoing(null)
  const isEditing = doing === 'edit'
  useEffect(() => onEditing(id, isEditing), [onEditing, id, isEditing])
  const sendNow = () =>
    sendScheduledNow(scheduled).catch((error: unknown) =>
      showToast({ tone: 'danger', title: t('notSent'), body: failureText(t, error) }),
    )
  return (
    <article aria-label={t('card')} className="rounded-lg border border-line bg-canvas">
      <CardHeader scheduled={scheduled}>
        {!isGone && (
          <>
            <IconButton label={t('edit')} icon={<Pencil size={15} />} onPress={() => setDoing('edit')} />
            <IconButton
              label={t('changeTime')}
              icon={<CalendarClock size={15} />}
              onPress={() => setDoing('time')}
            />
            <IconButton
              label={t('sendNow')}
              icon={<SendHorizontal size={15} />}
              onPress={() => void sendNow()}
            />
            <IconButton
              label={t('delete')}
              variant="danger"
              icon={<Trash2 size={15} />}
              onPress={() => setDoing('delete')}
            />
          </>
        )}
      </CardHeader>
      <div className="px-4 py-3">
        {refusal && (
          <Banner tone="warn" className="mb-2">
            {reasonOf(t, refusal)}
          </Banner>
        )}
        {isEditing ? (
          <ScheduledEditor scheduled={scheduled} isGone={isGone} onDone={close} />
        ) : (
          body !== '' && (
            <div className="max-h-60 overflow-y-auto">
              <Markdown body={body} />
            </div>
          )
        )}
        {files.length > 0 && (
          <ul className="mt-2 flex flex-wrap gap-2">
            {files.map((file) => (
              <li key={file.id} className="max-w-full">
                <FileCard file={file} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {doing === 'time' && (
        <PickMoment
          title={t('changeTime')}
          confirmLabel={t('schedule')}
          {...(refusal === null && { initial: new Date(scheduled.sendAt) })}
          maxDays={maxScheduledDays}
          onClose={close}
          onPick={(at) => moveScheduled({ scheduledId: id, sendAt: at.toISOString() })}
        />
      )}
      {doing === 'delete' && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && close()}
          title={t('deleteTitle')}
          confirmLabel={t('delete')}
          isDestructive
          onConfirm={() => deleteScheduled(scheduled)}
        >
          {t('deleteExplanation')}
        </ConfirmDialog>
      )}
    </article>
  )
}

function CardHeader({ scheduled, children }: { scheduled: ScheduledView; children: React.ReactNode }) {
  const { t } = useTranslation('scheduled')
  const due = useDueText()
  const now = useNow()
  const { channelId, threadId, sendAt, refusal } = scheduled
  const channel = useChannel(channelId)?.channel
  const name = useChannelName(channel)
  return (
    <header className="flex min-h-10 items-center gap-2 border-b border-line ps-4 pe-2">
      {channel ? (
        <>
          <ChannelMark channel={channel} />
          <Link
            href={threadId ? paths.thread(channelId, threadId) : paths.channel(channelId)}
            className="min-w-0 truncate font-semibold text-ink no-underline hover:underline"
          >
            <bdi>{name}</bdi>
          </Link>
        </>
      ) : (
        <span className="min-w-0 truncate font-semibold text-ink-faint">{t('noChannel')}</span>
      )}
      {threadId && <span className="shrink-0 text-sm text-ink-faint">{t('inThread')}</span>}
      <span className="shrink-0 text-sm text-ink-soft">
        <time dateTime={sendAt}>{refusal ? t('was', { when: due(sendAt, now) }) : due(sendAt, now)}</time>
      </span>
      <span className="flex-1" />
      <div className="flex shrink-0">{children}</div>
    </header>
  )
}

function reasonOf(t: (key: string) => string, refusal: NonNullable<ScheduledView['refusal']>): string {
  switch (refusal) {
    case 'forbidden':
    case 'not_found':
      return t('refused.noAccess')
    case 'channel_archived':
      return t('refused.archived')
    default:
      return t('refused.other')
  }
}
