// An own message on its way: there in the same frame it was sent, and honest about where it stands.
import { Clock, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { discard, type PendingMessage, retry } from '../../data/outbox.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { PendingFiles } from '../files/composer/PendingFiles.tsx'
import { useMe } from '../people/store.ts'
import { Markdown } from './markdown/Markdown.tsx'
import { useMoments } from './moments.ts'

export function PendingRow({ pending, isFirst }: { pending: PendingMessage; isFirst: boolean }) {
  const { t } = useTranslation('messages')
  const moments = useMoments()
  const me = useMe()
  const hasFailed = pending.state === 'failed'
  return (
    <div
      data-row={pending.clientId}
      className={isFirst ? 'flex gap-2.5 px-5 pt-1 pb-0.5 mt-2' : 'flex gap-2.5 px-5 py-0.5'}
    >
      {isFirst ? (
        <Avatar
          name={me?.person.name ?? ''}
          picture={me?.person.picture}
          size={36}
          colourKey={me?.person.id ?? ''}
          className="mt-0.5"
        />
      ) : (
        <span className="flex w-9 shrink-0 justify-end pt-1.5 text-ink-faint">
          {!hasFailed && (
            <Clock
              size={12}
              aria-hidden
              className="animate-fade-in [animation-delay:800ms] [animation-fill-mode:backwards]"
            />
          )}
        </span>
      )}
      <div className="min-w-0 flex-1">
        {isFirst && (
          <div className="flex items-baseline gap-2">
            <span className="truncate text-md font-semibold">{me?.person.name}</span>
            <time className="text-xs text-ink-faint tabular-nums">{moments.clock(pending.createdAt)}</time>
            {!hasFailed && (
              <Clock
                size={12}
                aria-hidden
                className="animate-fade-in self-center text-ink-faint [animation-delay:800ms] [animation-fill-mode:backwards]"
              />
            )}
          </div>
        )}
        {pending.body !== '' && (
          <Markdown body={pending.body} className={hasFailed ? undefined : 'opacity-70'} />
        )}
        {pending.uploads.length > 0 && <PendingFiles pending={pending} />}
        {!hasFailed && <span className="sr-only">{t('pending.sending')}</span>}
        {!hasFailed && pending.reason && <p className="text-xs text-ink-faint">{t('pending.waiting')}</p>}
        {hasFailed && (
          <div
            role="alert"
            className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-danger-ink"
          >
            <TriangleAlert size={14} aria-hidden />
            <span>{t('pending.failed', { reason: pending.reason?.message ?? '' })}</span>
            <Button size="sm" onPress={() => retry(pending.clientId)}>
              {t('pending.retry')}
            </Button>
            <Button size="sm" variant="danger-ghost" onPress={() => discard(pending.clientId)}>
              {t('pending.discard')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
