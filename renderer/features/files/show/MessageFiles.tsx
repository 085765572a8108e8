// The files of a message, each as it is best seen.
import { FileX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../../contract/files.ts'
import { isThere, isViewable } from '../file-actions.ts'
import { FileCard } from './FileCard.tsx'
import { Film, Sound } from './Film.tsx'
import { PdfFile } from './PdfFile.tsx'
import { Pictures, pictureSize } from './Pictures.tsx'
import { TextFile } from './TextFile.tsx'

/** A picture of known size: ready, or just sent from this window. */
function isPicture(file: FileView): boolean {
  if (file.state === 'checking') return pictureSize(file) !== null
  return file.kind === 'image' && isViewable(file) && pictureSize(file) !== null
}

export function MessageFiles({ files }: { files: FileView[] }) {
  const { t } = useTranslation('files')
  const viewable = files.filter(isViewable)
  const pictures = files.filter(isPicture)
  const others = files.filter((file) => !isPicture(file) && file.state !== 'deleted')
  const deleted = files.filter(({ state }) => state === 'deleted').length
  return (
    <div className="flex min-w-0 flex-col items-start gap-1.5 py-0.5">
      <Pictures files={pictures} all={viewable} />
      {others.map((file) => (
        <OneFile key={file.id} file={file} all={viewable} />
      ))}
      {deleted > 0 && (
        <p className="flex items-center gap-1.5 text-sm text-ink-faint italic">
          <FileX size={14} aria-hidden />
          {t('show.deleted', { count: deleted })}
        </p>
      )}
    </div>
  )
}

function OneFile({ file, all }: { file: FileView; all: FileView[] }) {
  if (!isThere(file) || !file.isInline) return <FileCard file={file} />
  switch (file.kind) {
    case 'video':
      return <Film file={file} all={all} />
    case 'audio':
      return <Sound file={file} />
    case 'pdf':
      return <PdfFile file={file} all={all} />
    case 'text':
      return <TextFile file={file} />
    default:
      return <FileCard file={file} />
  }
}
