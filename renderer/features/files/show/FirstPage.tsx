// The first page of a PDF in a message. pdf.js is loaded when somebody asks for it, not before.
import { lazy, Suspense } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../../contract/files.ts'

const PdfCover = lazy(() => import('../pdf/PdfCover.tsx').then((file) => ({ default: file.PdfCover })))

export function FirstPage({ file, onOpen }: { file: FileView; onOpen: () => void }) {
  const { t } = useTranslation('files')
  return (
    <AriaButton
      aria-label={t('actions.open', { name: file.name })}
      className="flex h-80 w-full items-start justify-center overflow-hidden rounded-md border border-line bg-sunken"
      onPress={onOpen}
    >
      <Suspense fallback={null}>
        <PdfCover file={file} />
      </Suspense>
    </AriaButton>
  )
}
