// Why a server can't be reached, in a sentence, and the way out that there is.
import { useTranslation } from 'react-i18next'
import type { CoverView, DesktopView } from '../../../contract/desktop-views.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TrustCertificate } from './TrustCertificate.tsx'
import { ask } from './use-told.ts'

type ProblemProps = {
  cover: Extract<CoverView, { kind: 'problem' }>
  /** One of the servers in the bar, not one that is being added. */
  isKnown: boolean
  view: DesktopView
}

export function Problem({ cover, isKnown, view }: ProblemProps) {
  const { t } = useTranslation('desktop')
  const { problem, origin, certificate, detail } = cover
  return (
    <div className="mt-4">
      <Banner tone="danger">
        <p className="font-medium">{t(`problem.${problem}.title`)}</p>
        <p className="mt-0.5 text-pretty">{t(`problem.${problem}.fix`)}</p>
      </Banner>
      {problem === 'appTooOld' && view.update && (
        <Button
          className="mt-4"
          variant="primary"
          size="lg"
          autoFocus
          onPress={() => void ask('shell.installUpdate', {})}
        >
          {t('restart', { version: view.update })}
        </Button>
      )}
      {certificate && origin && <TrustCertificate origin={origin} certificate={certificate} />}
      {origin && (
        <p className="mt-2 text-xs break-all text-ink-faint">
          {t('forIt')} {origin}
          {detail && ` · ${detail}`}
        </p>
      )}
      {isKnown && origin && (
        <div className="mt-5 flex gap-2">
          <Button variant="primary" size="lg" autoFocus onPress={() => void ask('servers.retry', { origin })}>
            {t('retry')}
          </Button>
          {!view.isAddressFixed && (
            <Button size="lg" onPress={() => void ask('servers.add', {})}>
              {t('other')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
