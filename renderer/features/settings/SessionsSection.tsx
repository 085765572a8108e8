// The devices one is signed in on, and a way to end each.
import { Laptop, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '../../../contract/sessions.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { LoadedList } from '../../app/LoadedList.tsx'
import { useLoaded } from '../../app/loaded.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { shortMoment } from '../people/local-time.ts'

export function SessionsSection() {
  const { t } = useTranslation('settings')
  const list = useLoaded('sessions.list', {})
  const [isAsking, setAsking] = useState(false)
  const hasOthers = (list.data?.sessions.length ?? 0) > 1

  const endOthers = async () => {
    const { ended } = await call('sessions.endOthers', {})
    showToast({ tone: 'good', title: t('sessions.ended', { count: ended }) })
    await list.reload()
  }

  return (
    <Section
      title={t('sessions.title')}
      description={t('sessions.lead')}
      action={
        hasOthers && (
          <Button size="sm" variant="danger-ghost" onPress={() => setAsking(true)}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <LoadedList list={list}>
        {({ sessions }) => (
          <ul className="flex flex-col">
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} onEnded={list.reload} />
            ))}
          </ul>
        )}
      </LoadedList>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('sessions.endOthersTitle')}
        confirmLabel={t('sessions.endOthers')}
        isDestructive
        onConfirm={endOthers}
      >
        {t('sessions.endOthersBody')}
      </ConfirmDialog>
    </Section>
  )
}

function SessionRow({ session, onEnded }: { session: SessionView; onEnded: () => Promise<void> }) {
  const { t, i18n } = useTranslation('settings')
  const [isRunning, setRunning] = useState(false)
  const Icon = /Android|iPhone|iPad|mobile/i.test(session.device) ? Smartphone : Laptop
  const moment = (at: string) => shortMoment(at, i18n.language)

  const end = async () => {
    setRunning(true)
    try {
      await call('sessions.end', { sessionId: session.id })
      await onEnded()
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
      setRunning(false)
    }
  }

  return (
    <li className="flex items-center gap-3 border-b border-line py-2.5 last:border-0">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-soft">
        <Icon size={18} aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {session.device}
          {session.isCurrent && <Badge tone="good">{t('sessions.current')}</Badge>}
        </p>
        <p className="text-sm text-ink-faint">
          {session.address} · {t('sessions.lastSeen', { when: moment(session.lastSeenAt) })} ·{' '}
          {t('sessions.since', { when: moment(session.createdAt) })}
        </p>
      </div>
      {!session.isCurrent && (
        <Button
          size="sm"
          isPending={isRunning}
          onPress={end}
          aria-label={t('sessions.endNamed', { device: session.device })}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}
