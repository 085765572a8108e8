// A picture in the viewer: as large as fits, or larger and moved with the pointer or the scroll bars.
import { type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { contentPath, type FileView, thumbnailPath } from '../../../../contract/files.ts'
import { classes } from '../../../ui/classes.ts'
import { Spinner } from '../../../ui/Spinner.tsx'
import { zoomIn, zoomOut } from './zoom.ts'

type PictureStageProps = {
  file: FileView
  zoom: number
  onZoom: (zoom: number) => void
  onBroken: () => void
}

export function PictureStage({ file, zoom, onZoom, onBroken }: PictureStageProps) {
  const box = useRef<HTMLDivElement>(null)
  const [hasLoaded, setHasLoaded] = useState(false)
  const preview = file.thumbnails.at(-1)
  const drag = useDrag(box, zoom > 1)
  useWheelZoom(box, zoom, onZoom)
  useKeepCentre(box, zoom)
  const { width = 0, height = 0 } = file
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is the second way; keys and scroll bars are the first
    <div
      ref={box}
      className={classes(
        'flex size-full overflow-auto overscroll-contain',
        zoom > 1 && 'cursor-grab active:cursor-grabbing',
      )}
      {...drag}
      onDoubleClick={() => onZoom(zoom > 1 ? 1 : 2)}
    >
      <div
        className="relative m-auto flex shrink-0 items-center justify-center"
        style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}
      >
        {!hasLoaded && preview !== undefined && (
          <img
            src={thumbnailPath(file.id, preview)}
            alt=""
            className="absolute max-h-full max-w-full object-contain"
            style={{ width: width ?? undefined, aspectRatio: `${width} / ${height}` }}
          />
        )}
        {!hasLoaded && <Spinner size={24} className="absolute text-white" />}
        <img
          src={contentPath(file.id)}
          alt={file.name}
          draggable={false}
          width={width ?? undefined}
          height={height ?? undefined}
          className={classes(
            'h-auto max-h-full w-auto max-w-full object-contain',
            zoom > 1 && 'size-full!',
            !hasLoaded && 'opacity-0',
          )}
          onLoad={() => setHasLoaded(true)}
          onError={onBroken}
        />
      </div>
    </div>
  )
}

type Box = React.RefObject<HTMLDivElement | null>

/** Moves what is larger than the window. */
function useDrag(box: Box, isActive: boolean) {
  const from = useRef<{ x: number; y: number; left: number; top: number } | null>(null)
  if (!isActive) return {}
  return {
    onPointerDown: (event: PointerEvent) => {
      const element = box.current
      if (!element || event.button !== 0) return
      event.preventDefault()
      from.current = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop }
      element.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent) => {
      const start = from.current
      if (start)
        box.current?.scrollTo(start.left + start.x - event.clientX, start.top + start.y - event.clientY)
    },
    onPointerUp: () => {
      from.current = null
    },
  }
}

/** Ctrl and the wheel, which is also what two fingers on a touchpad send. Not passive: the page itself must not grow. */
function useWheelZoom(box: Box, zoom: number, onZoom: (zoom: number) => void): void {
  const latest = useRef({ zoom, onZoom })
  latest.current = { zoom, onZoom }
  useEffect(() => {
    const element = box.current
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      latest.current.onZoom((event.deltaY < 0 ? zoomIn : zoomOut)(latest.current.zoom))
    }
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
  }, [box])
}

/** What was in the middle stays there. */
function useKeepCentre(box: Box, zoom: number): void {
  const before = useRef(zoom)
  useLayoutEffect(() => {
    const element = box.current
    if (!element || before.current === zoom) return
    const factor = zoom / before.current
    before.current = zoom
    const { clientWidth, clientHeight } = element
    element.scrollTo(
      (element.scrollLeft + clientWidth / 2) * factor - clientWidth / 2,
      (element.scrollTop + clientHeight / 2) * factor - clientHeight / 2,
    )
  }, [box, zoom])
}
