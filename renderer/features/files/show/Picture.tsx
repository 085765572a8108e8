// A picture in its reserved place: whatever comes when, nothing around it moves.
import { ImageOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { contentPath, type FileView, thumbnailPath } from '../../../../contract/files.ts'
import { classes } from '../../../ui/classes.ts'
import { sentPicture } from '../uploads/bytes.ts'
import { useBroken } from './use-broken.ts'

type PictureProps = {
  file: FileView
  /** How wide it is drawn, for the browser to choose the right thumbnail. */
  shownWidth: number
  className?: string
}

export function Picture({ file, shownWidth, className }: PictureProps) {
  const { t } = useTranslation('files')
  const [isBroken, setBroken] = useBroken()
  if (isBroken) {
    return (
      <span
        role="img"
        aria-label={t('show.noPicture', { name: file.name })}
        className={classes(
          'flex flex-col items-center justify-center gap-1 bg-sunken p-2 text-xs text-ink-faint',
          className,
        )}
      >
        <ImageOff size={18} aria-hidden />
        <span className="max-w-full truncate">{file.name}</span>
      </span>
    )
  }
  return (
    <img
      {...sourcesOf(file, shownWidth)}
      alt={file.name}
      decoding="async"
      draggable={false}
      className={classes('bg-sunken', className)}
      onError={setBroken}
    />
  )
}

function sourcesOf(file: FileView, shownWidth: number): { src: string; srcSet?: string; sizes?: string } {
  // What this window has just sent is at hand, also before there are thumbnails of it.
  const own = sentPicture(file.id)
  if (own) return { src: own.url }
  const { thumbnails, width, height } = file
  const [smallest] = thumbnails
  if (smallest === undefined || !width || !height) return { src: contentPath(file.id) }
  // Their sizes are of the longer side.
  const widthOf = (size: number) => Math.max(1, Math.round((width * size) / Math.max(width, height)))
  return {
    src: thumbnailPath(file.id, smallest),
    srcSet: thumbnails.map((size) => `${thumbnailPath(file.id, size)} ${widthOf(size)}w`).join(', '),
    sizes: `${Math.round(shownWidth)}px`,
  }
}
