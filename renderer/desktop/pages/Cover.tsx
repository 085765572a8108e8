// What is said where no server's page is seen: which server, why it can't be reached, and what to do about it.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoverView, DesktopView } from '../../../contract/desktop-views.ts'
import { Button } from '../../ui/Button.tsx'
import { Logo } from '../../ui/Logo.tsx'
import { ConnectForm } from './ConnectForm.tsx'
import { Problem } from './Problem.tsx'
import { ask } from './use-told.ts'

export function Cover({ cover, view }: { cover: CoverView; view: DesktopView }) {
  const { t } = useTranslation('desktop')
  const isKnown = 'origin' in cover && view.servers.some(({ origin }) => origin === cover.origin)
  if (cover.kind === 'connecting' && !view.canGoBack && view.active !== null)
    return <Opening name={nameOf(view)} />
  if (cover.kind === 'crashed' || cover.kind === 'hung') {
    const { origin, kind } = cover
    return (
      <Card title={t(`${kind}.title`)}>
        <p className="mt-1 text-base text-pretty text-ink-soft">{t(`${kind}.lead`)}</p>
        <div className="mt-5 flex gap-2">
          <Button variant="primary" size="lg" autoFocus onPress={() => void ask('servers.retry', { origin })}>
            {t('reload')}
          </Button>
          {kind === 'hung' && (
            <Button size="lg" onPress={() => void ask('servers.wait', { origin })}>
              {t('wait')}
            </Button>
          )}
        </div>
      </Card>
    )
  }
  return (
    <Card title={isKnown ? t('unreachable', { name: nameOf(view) }) : t('connect.title')}>
      {!isKnown && <p className="mt-1 text-base text-pretty text-ink-soft">{t('connect.lead')}</p>}
      {cover.kind === 'problem' && (
        <Problem key={cover.problem} cover={cover} isKnown={isKnown} view={view} />
      )}
      {!isKnown && <ConnectForm cover={cover} canGoBack={view.canGoBack} />}
    </Card>
  )
}

const nameOf = ({ servers, active }: DesktopView): string =>
  servers.find(({ origin }) => origin === active)?.name ?? ''

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-h-full flex-col items-center px-4 py-10">
      <div className="my-auto w-full max-w-[27rem] rounded-xl bg-raised p-7 shadow-edge">
        <Logo size={36} className="mb-4" />
        <h1 className="text-xl font-semibold tracking-[-0.015em] break-words">{title}</h1>
        {children}
      </div>
    </div>
  )
}

function Opening({ name }: { name: string }) {
  const { t } = useTranslation('desktop')
  return (
    <div role="status" className="flex h-full flex-col items-center justify-center gap-3 text-ink-faint">
      <Logo size={44} className="animate-shimmer" />
      <span className="text-sm">{t('opening', { name })}</span>
    </div>
  )
}
