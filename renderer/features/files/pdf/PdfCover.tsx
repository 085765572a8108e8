// The first page alone, as wide as a card.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../../contract/files.ts'
import { Spinner } from '../../../ui/Spinner.tsx'
import { PdfPage } from './PdfPage.tsx'
import { usePdf } from './use-pdf.ts'

const coverWidth = 380

export function PdfCover({ file }: { file: FileView }) {
  const { t } = useTranslation('files')
  const opened = usePdf(file)
  const [isBroken, setIsBroken] = useState(false)
  if (opened === null || isBroken)
    return <span className="m-auto text-sm text-danger-ink">{t('viewer.cannotShow')}</span>
  if (!opened) return <Spinner size={20} className="m-auto" label={t('app:loading')} />
  return (
    <PdfPage
      pdf={opened.pdf}
      number={1}
      width={coverWidth}
      aspect={opened.aspect}
      label={t('viewer.page', { number: 1, count: opened.pdf.numPages })}
      onBroken={() => setIsBroken(true)}
    />
  )
}
