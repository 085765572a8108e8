// A person in the call: their picture, or their face from the address book, and how they are doing.
import { Hand, MicOff, Pin, PinOff, WifiOff } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import { PersonAvatar } from '../../people/PersonAvatar.tsx'
import { usePerson } from '../../people/store.ts'
import { preferencesStore } from '../devices/preferences.ts'
import { liveCallStore } from '../state.ts'
import { stageStore } from '../store.ts'
import { TrackVideo } from './TrackVideo.tsx'
import type { CallTile } from './tiles.ts'
import { useSeatFacts } from './use-seat-facts.ts'
import { useIsSpeaking } from './use-speaker.ts'

type PersonTileProps = {
  tile: CallTile
  width: number
  canPin: boolean
  /** Between two people it is plain who speaks. */
  hasRing?: boolean
}

export const PersonTile = memo(function PersonTile({ tile, width, canPin, hasRing = true }: PersonTileProps) {
  const { t } = useTranslation('calls')
  const { seatId, personId, isMine, producerId } = tile
  const person = usePerson(personId)
  const facts = useSeatFacts(seatId, isMine)
  const isSpeaking = useIsSpeaking(seatId) && !facts.isMuted
  const name = isMine ? t('tile.you') : (person?.name ?? t('somebody'))
  const states = [
    facts.isMuted && t('tile.muted'),
    isSpeaking && t('tile.speaking'),
    facts.isHandUp && t('tile.hand'),
    facts.isAway && t('tile.away'),
    facts.isWeak && t(isMine ? 'tile.weakMine' : 'tile.weak'),
  ].filter(Boolean)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a tile is a group of a name, its marks and a button
    <div
      role="group"
      aria-label={[name, ...states].join(', ')}
      data-testid="call-tile"
      data-seat-id={seatId}
      data-is-mine={isMine || undefined}
      data-is-speaking={isSpeaking || undefined}
      className="group/tile relative size-full overflow-hidden rounded-lg bg-tile"
    >
      <Picture tile={tile} producerId={producerId} width={width} />
      {facts.isAway && <Away />}
      <NamePlate name={name} facts={facts} isMine={isMine} isSmall={width < 190} />
      {facts.isHandUp && (
        <span
          aria-hidden
          className="absolute top-2 left-2 flex size-7 animate-pop-in items-center justify-center rounded-full bg-away text-[oklch(0.25_0.05_75)]"
        >
          <Hand size={15} />
        </span>
      )}
      {canPin && width >= 190 && <PinButton tileKey={tile.key} name={name} />}
      <span
        aria-hidden
        className={classes(
          'pointer-events-none absolute inset-0 rounded-[inherit] ring-inset transition-shadow',
          isSpeaking && hasRing ? 'ring-3 ring-speaking' : 'ring-1 ring-white/6',
        )}
      />
    </div>
  )
})

function Picture({ tile, producerId, width }: { tile: CallTile; producerId: string | null; width: number }) {
  const { isMine, personId } = tile
  const isMirrored = preferencesStore((state) => state.isMirrored)
  const track = liveCallStore((state) =>
    isMine ? state.own.cameraTrack : producerId ? (state.media.get(producerId)?.track ?? null) : null,
  )
  if (!track) return <Face tile={tile} width={width} isComing={producerId !== null} />
  return (
    <TrackVideo
      key={track.id}
      track={track}
      isMirrored={isMine && isMirrored}
      className="animate-fade-in"
      marks={{ ...(producerId && { producerId }), source: isMine ? 'own' : 'camera', personId }}
    />
  )
}

const faceSizes = [96, 72, 48, 32] as const

function Face({ tile, width, isComing }: { tile: CallTile; width: number; isComing: boolean }) {
  const size = faceSizes.find((one) => one <= width * 0.28) ?? 32
  return (
    <span className={classes('flex size-full items-center justify-center', width < 190 && 'pb-5')}>
      <PersonAvatar personId={tile.personId} size={size} className={isComing ? 'animate-shimmer' : ''} />
    </span>
  )
}

type Facts = ReturnType<typeof useSeatFacts>

function NamePlate({
  name,
  facts,
  isMine,
  isSmall,
}: {
  name: string
  facts: Facts
  isMine: boolean
  isSmall: boolean
}) {
  const { t } = useTranslation('calls')
  return (
    <span
      aria-hidden
      className={classes(
        'absolute bottom-1.5 left-1.5 flex max-w-[calc(100%-0.75rem)] items-center gap-1.5 rounded-md bg-scrim text-white',
        isSmall ? 'h-5.5 px-1.5 text-2xs' : 'h-7 px-2 text-sm',
      )}
    >
      {facts.isMuted && <MicOff size={isSmall ? 11 : 14} className="shrink-0 text-[oklch(0.76_0.14_24)]" />}
      <span className="truncate">
        <bdi>{name}</bdi>
      </span>
      {facts.isHost && !isSmall && <span className="shrink-0 text-2xs text-white/65">{t('tile.host')}</span>}
      {facts.isWeak && (
        <WifiOff
          size={isSmall ? 11 : 14}
          className="shrink-0 text-[oklch(0.84_0.13_80)]"
          data-weak={isMine ? 'mine' : 'theirs'}
        />
      )}
    </span>
  )
}

function Away() {
  const { t } = useTranslation('calls')
  return (
    <span
      aria-hidden
      className="absolute inset-0 flex animate-fade-in items-center justify-center gap-2 bg-scrim text-sm text-white"
    >
      <Spinner size={14} /> {t('tile.away')}
    </span>
  )
}

function PinButton({ tileKey, name }: { tileKey: string; name: string }) {
  const { t } = useTranslation('calls')
  const isPinned = stageStore((state) => state.pinned === tileKey)
  return (
    <IconButton
      label={t(isPinned ? 'tile.unpin' : 'tile.pin', { name })}
      icon={isPinned ? <PinOff size={15} /> : <Pin size={15} />}
      onPress={() => stageStore.setState({ pinned: isPinned ? null : tileKey })}
      className={classes(
        'absolute top-2 right-2 bg-scrim text-white data-hovered:bg-control data-hovered:text-white',
        !isPinned && 'opacity-0 group-hover/tile:opacity-100 data-focus-visible:opacity-100',
      )}
    />
  )
}
