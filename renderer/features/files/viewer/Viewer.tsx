// Pictures, films and PDFs over the whole window, one after the other, by keyboard as well as by pointer.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, lazy, Suspense, useEffect, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { contentPath, type FileView, thumbnailPath } from '../../../../contract/files.ts'
import { Button } from '../../../ui/Button.tsx'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import { download } from '../file-actions.ts'
import { PictureStage } from './PictureStage.tsx'
import { closeViewer, type OpenViewer, showInViewer } from './state.ts'
import { useSequence } from './use-sequence.ts'
import { ViewerBar } from './ViewerBar.tsx'
import { zoomIn, zoomOut } from './zoom.ts'

const PdfStage = lazy(() => import('./PdfStage.tsx').then((file) => ({ default: file.PdfStage })))

export function Viewer({ open }: { open: OpenViewer }) {
  const { t } = useTranslation('files')
  const { sequence, more } = useSequence(open)
  const [zoom, setZoom] = useState(1)
  const { files, next, isConversation } = sequence
  const at = files.findIndex(({ id }) => id === open.fileId)
  const file = files[at]
  const step = (by: number) => {
    const to = files[at + by]
    if (to) showInViewer(to.id)
  }
  const isNearMore = next !== null && (isConversation ? at < 3 : at > files.length - 4)
  useEffect(() => {
    if (isNearMore) void more()
  }, [isNearMore, more])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file begins as large as fits
  useEffect(() => setZoom(1), [open.fileId])
  if (!file) return null

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // A film has the arrows for itself, and a menu its own keys.
    if (event.target instanceof HTMLVideoElement || isInMenu(event.target)) return
    const run = actionOf(event.key, { step, zoom: (how) => setZoom(how), file })
    if (!run) return
    event.preventDefault()
    run()
  }
  const position = t('viewer.position', { number: at + 1, count: files.length })
  return (
    <ModalOverlay
      isOpen
      isDismissable={false}
      onOpenChange={(isOpen) => !isOpen && closeViewer()}
      className="scheme-dark fixed inset-0 z-40 bg-stage data-entering:animate-fade-in"
      style={{ colorScheme: 'dark' }}
    >
      <Modal data-modal className="size-full">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the whole window, listed at its buttons */}
        <div className="size-full" onKeyDown={onKeyDown}>
          <Dialog
            aria-label={t('viewer.label', { name: file.name })}
            className="flex size-full flex-col text-ink outline-none"
          >
            <ViewerBar file={file} position={position} zoom={zoom} onZoom={setZoom} />
            <div className="relative min-h-0 flex-1">
              <Stage key={file.id} file={file} zoom={zoom} onZoom={setZoom} />
              <Step side="start" label={t('viewer.previous')} isOff={at === 0} onPress={() => step(-1)} />
              <Step
                side="end"
                label={t('viewer.next')}
                isOff={at === files.length - 1}
                onPress={() => step(1)}
              />
            </div>
            <p className="sr-only" aria-live="polite">
              {file.name}, {position}
            </p>
          </Dialog>
        </div>
      </Modal>
    </ModalOverlay>
  )
}

const isInMenu = (target: EventTarget) => target instanceof Element && target.closest('[role=menu]') !== null

type Does = { step: (by: number) => void; zoom: (how: (zoom: number) => number) => void; file: FileView }

function actionOf(key: string, { step, zoom, file }: Does): (() => void) | null {
  switch (key) {
    case 'ArrowLeft':
      return () => step(-1)
    case 'ArrowRight':
      return () => step(1)
    case '+':
    case '=':
      return () => zoom(zoomIn)
    case '-':
      return () => zoom(zoomOut)
    case '0':
      return () => zoom(() => 1)
    case 'd':
      return () => download(file)
    default:
      return null
  }
}

type StepProps = { side: 'start' | 'end'; label: string; isOff: boolean; onPress: () => void }

function Step({ side, label, isOff, onPress }: StepProps) {
  const isStart = side === 'start'
  return (
    <IconButton
      label={label}
      shortcut={isStart ? 'ArrowLeft' : 'ArrowRight'}
      icon={isStart ? <ChevronLeft size={22} /> : <ChevronRight size={22} />}
      isDisabled={isOff}
      placement={isStart ? 'right' : 'left'}
      className={classes(
        'absolute top-1/2 size-10 -translate-y-1/2 rounded-lg bg-control! text-white! data-disabled:invisible',
        isStart ? 'start-3' : 'end-3',
      )}
      onPress={onPress}
    />
  )
}

type StageProps = { file: FileView; zoom: number; onZoom: (zoom: number) => void }

function Stage({ file, zoom, onZoom }: StageProps) {
  const { t } = useTranslation('files')
  const [isBroken, setIsBroken] = useState(false)
  const broken = () => setIsBroken(true)
  if (isBroken) {
    return (
      <div className="flex size-full flex-col items-center justify-center gap-3">
        <p role="alert">{t('viewer.cannotShow')}</p>
        <div className="flex gap-2">
          <Button onPress={() => setIsBroken(false)}>{t('viewer.again')}</Button>
          <Button onPress={() => download(file)}>{t('actions.download')}</Button>
        </div>
      </div>
    )
  }
  if (file.kind === 'pdf') {
    return (
      <Suspense fallback={<Waiting />}>
        <PdfStage file={file} zoom={zoom} onBroken={broken} />
      </Suspense>
    )
  }
  if (file.kind === 'video') {
    const poster = file.thumbnails.at(-1)
    return (
      <video
        controls
        autoPlay
        playsInline
        aria-label={file.name}
        src={contentPath(file.id)}
        {...(poster !== undefined && { poster: thumbnailPath(file.id, poster) })}
        className="size-full object-contain px-16 pb-4"
        onError={broken}
      />
    )
  }
  return <PictureStage file={file} zoom={zoom} onZoom={onZoom} onBroken={broken} />
}

function Waiting() {
  const { t } = useTranslation()
  return (
    <div className="flex size-full items-center justify-center">
      <Spinner size={24} label={t('loading')} />
    </div>
  )
}
