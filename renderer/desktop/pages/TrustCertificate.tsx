// A certificate that nobody vouches for: shown whole, and trusted only by somebody who says to have compared it.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../contract/desktop-views.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ask } from './use-told.ts'

type TrustCertificateProps = { origin: string; certificate: CertificateView }

export function TrustCertificate({ origin, certificate }: TrustCertificateProps) {
  const { t, i18n } = useTranslation('desktop')
  const { fingerprint, subject, issuer, validUntil } = certificate
  const [isCompared, setCompared] = useState(false)
  const until = new Date(validUntil).toLocaleDateString(i18n.language, { dateStyle: 'long' })
  return (
    <section aria-label={t('certificate.title')} className="mt-3 rounded-md border border-line p-3 text-sm">
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        <dt className="text-ink-faint">{t('certificate.subject')}</dt>
        <dd className="break-words">{subject}</dd>
        <dt className="text-ink-faint">{t('certificate.issuer')}</dt>
        <dd className="break-words">{issuer}</dd>
        <dt className="text-ink-faint">{t('certificate.until')}</dt>
        <dd>{until}</dd>
        <dt className="text-ink-faint">SHA-256</dt>
        <dd className="font-mono text-xs break-all">{fingerprint}</dd>
      </dl>
      <Checkbox className="mt-3" isSelected={isCompared} onChange={setCompared}>
        {t('certificate.compared')}
      </Checkbox>
      <Button
        className="mt-3"
        variant="danger"
        isDisabled={!isCompared}
        onPress={() => void ask('servers.trust', { origin, fingerprint })}
      >
        {t('certificate.trust')}
      </Button>
    </section>
  )
}
