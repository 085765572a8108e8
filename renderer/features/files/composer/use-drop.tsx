// Files dragged over a conversation or thread: a surface that says where they would go, and takes them.
import { Upload as UploadIcon } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { maxFilesPerMessage } from '../../../../contract/files.ts'
import type { ChannelId } from '../../../../contract/ids.ts'
import type { DraftKey } from '../../../data/database.ts'
import { type FileDrop, useFileDrop } from '../use-file-drop.ts'
import { carriesFiles, droppedFiles } from './clipboard-files.ts'
import { addFiles } from './draft-uploads.ts'

type DropPlace = {
  place: DraftKey
  channelId: ChannelId
  /** Where they would go, as in "Add to #general". */
  title: string
  isDisabled: boolean
  onDropped: () => void
}

type Drop = Pick<FileDrop, 'handlers'> & { surface: ReactNode }

/** Spread the handlers over the place (which must be positioned), and draw the surface in it. */
export function useDrop({ place, channelId, title, isDisabled, onDropped }: DropPlace): Drop {
  const { handlers, isOver } = useFileDrop({
    isDisabled,
    onDrop: (data) => {
      const { files, problems } = droppedFiles(data)
      addFiles(place, channelId, files, problems)
      onDropped()
    },
  })
  return { handlers, surface: isOver && <DropSurface title={title} /> }
}

function DropSurface({ title }: { title: string }) {
  const { t } = useTranslation('files')
  return (
    <div className="pointer-events-none absolute inset-0 z-30 animate-fade-in bg-backdrop p-4">
      <div className="flex h-full flex-col items-center justify-center gap-1 rounded-xl border-2 border-dashed border-accent bg-raised text-center">
        <span className="mb-2 flex size-12 items-center justify-center rounded-xl bg-accent-tint text-accent-ink">
          <UploadIcon size={22} aria-hidden />
        </span>
        <p role="status" className="px-6 text-lg font-semibold text-balance">
          {title}
        </p>
        <p className="text-sm text-ink-faint">{t('drop.hint', { count: maxFilesPerMessage })}</p>
      </div>
    </div>
  )
}

/** A file let go beside such a place must not take the window away from the app, as browsers do by themselves. */
export function useDropGuard(): void {
  useEffect(() => {
    const guard = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented || !carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
    }
    window.addEventListener('dragover', guard)
    window.addEventListener('drop', guard)
    return () => {
      window.removeEventListener('dragover', guard)
      window.removeEventListener('drop', guard)
    }
  }, [])
}
