// The pictures of a message: one in its own shape, several as a grid of squares.
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FileView } from '../../../../contract/files.ts'
import { FileMenuButton } from '../FileMenu.tsx'
import { fitInto, type Size } from '../sizes.ts'
import { sentPicture } from '../uploads/bytes.ts'
import { openViewer } from '../viewer/state.ts'
import { Picture } from './Picture.tsx'

const largest: Size = { width: 420, height: 320 }
const cell = 148
const mostCells = 9

/** Its size as the server measured it, or as it was seen here before it was sent. */
export function pictureSize(file: FileView): Size | null {
  const { width, height } = file
  return width && height ? { width, height } : (sentPicture(file.id)?.size ?? null)
}

export function Pictures({ files, all }: { files: FileView[]; all: FileView[] }) {
  const [only] = files
  if (!only) return null
  if (files.length === 1) return <OnePicture file={only} all={all} />
  const shown = files.slice(0, mostCells)
  const columns = files.length === 2 || files.length === 4 ? 2 : 3
  return (
    <ul
      className="grid max-w-full gap-1 py-1"
      style={{
        width: columns * cell + (columns - 1) * 4,
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
      }}
    >
      {shown.map((file, index) => (
        <li key={file.id} className="relative aspect-square">
          <Frame file={file} all={all} style={{ width: '100%', height: '100%' }} shownWidth={cell * 1.5} />
          {index === mostCells - 1 && files.length > mostCells && (
            <span
              aria-hidden
              className="pointer-events-none absolute inset-0 flex items-center justify-center rounded-md bg-scrim text-xl font-semibold text-white"
            >
              +{files.length - mostCells}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function OnePicture({ file, all }: { file: FileView; all: FileView[] }) {
  const { width, height } = fitInto(pictureSize(file) ?? { width: 240, height: 180 }, largest)
  return (
    <div className="py-1">
      <Frame
        file={file}
        all={all}
        style={{ width, aspectRatio: `${width} / ${height}`, maxWidth: '100%' }}
        shownWidth={width}
      />
    </div>
  )
}

type FrameProps = { file: FileView; all: FileView[]; style: React.CSSProperties; shownWidth: number }

function Frame({ file, all, style, shownWidth }: FrameProps) {
  const { t } = useTranslation('files')
  const isReady = file.state === 'ready'
  return (
    <div className="group/picture relative" style={style}>
      <AriaButton
        aria-label={t(isReady ? 'actions.open' : 'show.checking', { name: file.name })}
        className="block size-full overflow-hidden rounded-md border border-line data-hovered:brightness-95"
        isDisabled={!isReady}
        onPress={() => openViewer(file, all)}
      >
        <Picture file={file} shownWidth={shownWidth} className="size-full object-cover" />
      </AriaButton>
      <FileMenuButton
        file={file}
        isOver
        className="absolute end-1.5 top-1.5 opacity-0 group-focus-within/picture:opacity-100 group-hover/picture:opacity-100 data-pressed:opacity-100"
      />
    </div>
  )
}
