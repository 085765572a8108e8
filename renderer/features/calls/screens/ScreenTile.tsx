// Somebody's screen: whole, or enlarged to be read, when it is moved about like a map.
import { Maximize, Minus, MonitorUp, Pin, PinOff, Plus } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import { usePerson } from '../../people/store.ts'
import { liveCallStore } from '../state.ts'
import { stageStore } from '../store.ts'
import { TrackVideo } from './TrackVideo.tsx'
import type { CallTile } from './tiles.ts'

const steps = [1, 1.5, 2, 3] as const

type ScreenTileProps = {
  tile: CallTile
  isLarge: boolean
  /** Enlarged, it is worth more pixels. */
  onZoom?: (zoom: number) => void
}

export const ScreenTile = memo(function ScreenTile({ tile, isLarge, onZoom }: ScreenTileProps) {
  const { t } = useTranslation('calls')
  const name = usePerson(tile.personId)?.name ?? t('somebody')
  const track = liveCallStore(({ media }) =>
    tile.producerId ? (media.get(tile.producerId)?.track ?? null) : null,
  )
  const [step, setStep] = useState(0)
  const zoom = isLarge ? (steps[step] ?? 1) : 1
  const change = (next: number) => {
    setStep(next)
    onZoom?.(steps[next] ?? 1)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a tile is a group of a picture, its name and its buttons
    <div
      role="group"
      aria-label={t('tile.screenOf', { name })}
      data-testid="call-tile"
      data-seat-id={tile.seatId}
      className="group/tile relative size-full overflow-hidden rounded-lg bg-black"
    >
      <div className="size-full overflow-auto" {...(zoom > 1 && { tabIndex: 0 })}>
        {track ? (
          <div style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}>
            <TrackVideo
              track={track}
              fit="contain"
              marks={{
                ...(tile.producerId && { producerId: tile.producerId }),
                source: 'screen',
                personId: tile.personId,
              }}
            />
          </div>
        ) : (
          <span className="flex size-full items-center justify-center text-white/70">
            <Spinner size={20} label={t('tile.screenComing')} />
          </span>
        )}
      </div>
      <span
        aria-hidden
        className="pointer-events-none absolute bottom-1.5 left-1.5 flex h-7 max-w-[calc(100%-0.75rem)] items-center gap-1.5 rounded-md bg-scrim px-2 text-sm text-white"
      >
        <MonitorUp size={14} className="shrink-0" />
        <span className="truncate">{t('tile.screenOf', { name })}</span>
      </span>
      {isLarge && track && <ZoomBar step={step} onStep={change} tileKey={tile.key} />}
    </div>
  )
})

function ZoomBar({
  step,
  onStep,
  tileKey,
}: {
  step: number
  onStep: (step: number) => void
  tileKey: string
}) {
  const { t } = useTranslation('calls')
  const isPinned = stageStore((state) => state.pinned === tileKey)
  const button = 'text-white data-hovered:bg-control data-hovered:text-white'
  return (
    <div
      className={classes(
        'absolute top-2 right-2 flex items-center rounded-md bg-scrim p-0.5 text-white transition-opacity',
        step === 0 && 'opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100',
      )}
    >
      <IconButton
        label={t('zoom.out')}
        icon={<Minus size={15} />}
        className={button}
        isDisabled={step === 0}
        onPress={() => onStep(step - 1)}
      />
      <span className="w-10 text-center text-xs tabular-nums" aria-live="polite">
        {Math.round((steps[step] ?? 1) * 100)} %
      </span>
      <IconButton
        label={t('zoom.in')}
        icon={<Plus size={15} />}
        className={button}
        isDisabled={step === steps.length - 1}
        onPress={() => onStep(step + 1)}
      />
      <IconButton
        label={t('zoom.fit')}
        icon={<Maximize size={14} />}
        className={button}
        isDisabled={step === 0}
        onPress={() => onStep(0)}
      />
      <IconButton
        label={t(isPinned ? 'tile.unpinScreen' : 'tile.pinScreen')}
        icon={isPinned ? <PinOff size={15} /> : <Pin size={15} />}
        className={button}
        onPress={() => stageStore.setState({ pinned: isPinned ? null : tileKey })}
      />
    </div>
  )
}
