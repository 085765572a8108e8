// A video or a sound, played where it stands, with the browser's own controls. Only its beginning is fetched until then.
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { contentPath, type FileView, thumbnailPath } from '../../../../contract/files.ts'
import { fitInto } from '../sizes.ts'
import { openViewer } from '../viewer/state.ts'
import { FileCard } from './FileCard.tsx'
import { useBroken } from './use-broken.ts'

const largest = { width: 420, height: 320 }

export function Film({ file, all }: { file: FileView; all: FileView[] }) {
  const { t } = useTranslation('files')
  const player = useRef<HTMLVideoElement>(null)
  const [isBroken, setBroken] = useBroken()
  if (isBroken) return <FileCard file={file} note={t('show.cannotPlay')} />
  // Before it is known: the shape that most have.
  const { width, height } = fitInto({ width: file.width ?? 1280, height: file.height ?? 720 }, largest)
  const poster = file.thumbnails.at(-1)
  const open = () => {
    player.current?.pause()
    openViewer(file, all)
  }
  return (
    <FileCard file={file} onOpen={open}>
      <video
        ref={player}
        controls
        playsInline
        preload="metadata"
        aria-label={file.name}
        src={contentPath(file.id)}
        {...(poster !== undefined && { poster: thumbnailPath(file.id, poster) })}
        className="w-full rounded-b-md bg-stage object-contain"
        style={{ aspectRatio: `${width} / ${height}`, maxHeight: largest.height }}
        onError={setBroken}
      />
    </FileCard>
  )
}

export function Sound({ file }: { file: FileView }) {
  const { t } = useTranslation('files')
  const [isBroken, setBroken] = useBroken()
  if (isBroken) return <FileCard file={file} note={t('show.cannotPlay')} />
  return (
    <FileCard file={file}>
      {/* biome-ignore lint/a11y/useMediaCaption: what people upload has no captions */}
      <audio
        controls
        preload="metadata"
        aria-label={file.name}
        src={contentPath(file.id)}
        className="h-10 w-full px-2 pb-2"
        onError={setBroken}
      />
    </FileCard>
  )
}
