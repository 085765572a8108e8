// The pictures: lays them out, keeps each one alive when it moves, and tells the engine which are to be seen, how large.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { callActions } from '../actions.ts'
import { type Arrangement, arrange, type Placed } from '../layout/arrange.ts'
import { stageStore } from '../store.ts'
import { PersonTile } from './PersonTile.tsx'
import { ScreenTabs } from './ScreenTabs.tsx'
import { ScreenTile } from './ScreenTile.tsx'
import type { CallTile } from './tiles.ts'
import { useTiles } from './tiles.ts'
import { useSize } from './use-size.ts'
import { useSpeaker } from './use-speaker.ts'

/** A window nobody looks at for this long needs no pictures. */
const hiddenAfterMs = 5000

export function StageArea() {
  const { t } = useTranslation('calls')
  const box = useRef<HTMLDivElement>(null)
  const room = useSize(box)
  const tiles = useTiles()
  const { speaker, spokeAt } = useSpeaker()
  const { layout, page, pinned, shownScreen } = stageStore()
  const arrangement = arrange(tiles, { choice: layout, page, pinned, shownScreen, speaker, spokeAt }, room)
  const [zooms, setZooms] = useState<Record<string, number>>({})
  useShownTiles(tiles, arrangement, zooms)
  const zoomOf = useCallback(
    (key: string, zoom: number) => setZooms((known) => ({ ...known, [key]: zoom })),
    [],
  )
  const screens = tiles.filter(({ kind }) => kind === 'screen')
  const byKey = new Map(tiles.map((tile) => [tile.key, tile]))
  return (
    <div className="relative flex min-h-0 flex-1 flex-col px-2">
      {screens.length > 1 && layout !== 'grid' && <ScreenTabs screens={screens} />}
      <div ref={box} className="relative min-h-0 flex-1 overflow-hidden">
        {/* In the order of the tiles, so that the eye, the tab key and the DOM agree whatever moves where. */}
        {tiles.map(({ key }) => {
          const place = arrangement.placed.find((one) => one.key === key)
          const tile = byKey.get(key)
          if (!place || !tile) return null
          return (
            <TilePlace key={key} place={place}>
              {tile.kind === 'screen' ? (
                <ScreenTile
                  tile={tile}
                  isLarge={place.role === 'main'}
                  onZoom={(zoom) => zoomOf(key, zoom)}
                />
              ) : (
                <PersonTile
                  tile={tile}
                  width={place.rect.width}
                  canPin={tiles.length > 2}
                  hasRing={tiles.length > 2}
                />
              )}
            </TilePlace>
          )
        })}
      </div>
      {arrangement.pageCount > 1 && (
        <Pages page={arrangement.page} count={arrangement.pageCount} label={t('pages.label')} />
      )}
    </div>
  )
}

function TilePlace({ place, children }: { place: Placed; children: React.ReactNode }) {
  const { x, y, width, height } = place.rect
  return (
    <div
      data-role={place.role}
      className={classes(
        'absolute top-0 left-0 transition-transform duration-200',
        place.role === 'corner' && 'z-10 rounded-lg shadow-float',
      )}
      style={{ width, height, transform: `translate(${x}px, ${y}px)` }}
    >
      {children}
    </div>
  )
}

/** Tells the engine what is on screen, in device pixels; nothing while nobody looks. */
function useShownTiles(
  tiles: readonly CallTile[],
  { placed }: Arrangement,
  zooms: Record<string, number>,
): void {
  const isHidden = useHidden()
  const shown = placed.flatMap(({ key, rect, role }) => {
    const producerId = tiles.find((tile) => tile.key === key)?.producerId
    if (!producerId || rect.width < 1 || rect.height < 1) return []
    const scale = window.devicePixelRatio * (zooms[key] ?? 1)
    const width = Math.max(1, Math.round(rect.width * scale))
    const height = Math.max(1, Math.round(rect.height * scale))
    return [{ producerId, width, height, isImportant: role === 'main' }]
  })
  const text = JSON.stringify(isHidden ? [] : shown)
  useEffect(() => callActions.showTiles(JSON.parse(text)), [text])
}

export function useHidden(): boolean {
  const [isHidden, setHidden] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') setHidden(false)
      else timer = setTimeout(() => setHidden(true), hiddenAfterMs)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return isHidden
}

function Pages({ page, count, label }: { page: number; count: number; label: string }) {
  const { t } = useTranslation('calls')
  const turn = (by: number) => stageStore.setState({ page: page + by })
  return (
    <nav
      aria-label={label}
      className="flex shrink-0 items-center justify-center gap-2 pt-1.5 text-sm text-ink-soft"
    >
      <IconButton
        label={t('pages.before')}
        icon={<ChevronLeft size={16} />}
        isDisabled={page === 0}
        onPress={() => turn(-1)}
      />
      <span className="tabular-nums" aria-live="polite">
        {t('pages.of', { page: page + 1, count })}
      </span>
      <IconButton
        label={t('pages.after')}
        icon={<ChevronRight size={16} />}
        isDisabled={page === count - 1}
        onPress={() => turn(1)}
      />
    </nav>
  )
}
