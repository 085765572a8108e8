// The bar of the viewer: what one sees and from whom, and what can be done with it.
import { Download, Link, MessageSquare, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { FileView } from '../../../../contract/files.ts'
import { paths } from '../../../app/paths.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useMoments } from '../../messages/moments.ts'
import { usePerson } from '../../people/store.ts'
import { FileMenuButton } from '../FileMenu.tsx'
import { copyMessageLink, download } from '../file-actions.ts'
import { sizeText } from '../sizes.ts'
import { closeViewer } from './state.ts'
import { zoomIn, zoomOut } from './zoom.ts'

type ViewerBarProps = { file: FileView; position: string; zoom: number; onZoom: (zoom: number) => void }

export function ViewerBar({ file, position, zoom, onZoom }: ViewerBarProps) {
  const { t, i18n } = useTranslation('files')
  const [, navigate] = useLocation()
  const moments = useMoments()
  const person = usePerson(file.uploadedById)
  const { messageId } = file
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(zoom)
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 ps-5 pe-3">
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-md leading-5 font-semibold">
          <bdi>{file.name}</bdi>
        </h2>
        <p className="truncate text-xs text-ink-soft">
          {[person?.name, moments.full(file.uploadedAt), sizeText(file.size, i18n.language), position]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {file.kind !== 'video' && (
        <>
          <IconButton
            label={t('viewer.smaller')}
            shortcut="-"
            icon={<ZoomOut size={17} />}
            placement="bottom"
            isDisabled={zoom <= 1}
            onPress={() => onZoom(zoomOut(zoom))}
          />
          <span
            className="w-12 text-center text-xs text-ink-soft tabular-nums narrow:hidden"
            aria-live="polite"
          >
            {zoom === 1 ? t('viewer.fits') : percent}
          </span>
          <IconButton
            label={t('viewer.larger')}
            shortcut="+"
            icon={<ZoomIn size={17} />}
            placement="bottom"
            isDisabled={zoom >= 8}
            onPress={() => onZoom(zoomIn(zoom))}
          />
        </>
      )}
      <IconButton
        label={t('actions.download')}
        shortcut="D"
        icon={<Download size={17} />}
        placement="bottom"
        onPress={() => download(file)}
      />
      {messageId && (
        <>
          <IconButton
            label={t('actions.copyMessageLink')}
            icon={<Link size={17} />}
            placement="bottom"
            onPress={() => void copyMessageLink(file)}
          />
          <IconButton
            label={t('actions.jump')}
            icon={<MessageSquare size={17} />}
            placement="bottom"
            onPress={() => {
              closeViewer()
              navigate(paths.message(file.channelId, messageId))
            }}
          />
        </>
      )}
      <FileMenuButton file={file} />
      <IconButton
        label={t('viewer.close')}
        shortcut="Escape"
        icon={<X size={18} />}
        placement="bottom"
        onPress={closeViewer}
      />
    </header>
  )
}
