// The call as a small window, while one reads elsewhere in the app: who speaks, and the buttons one needs. Dragged with
// the mouse, moved with the arrow keys, never out of the page.
import { GripHorizontal, Maximize2, Mic, MicOff, MonitorUp, PhoneOff, Video, VideoOff } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import { useChannelName } from '../../channels/channel-name.ts'
import { useChannel } from '../../channels/store.ts'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'
import { callKeys } from './call-keys.ts'
import { PersonTile } from './PersonTile.tsx'
import { ScreenTile } from './ScreenTile.tsx'
import { useHidden } from './StageArea.tsx'
import { Elapsed } from './StageHeader.tsx'
import { useTiles } from './tiles.ts'
import { floatingSize, useFloating } from './use-floating.ts'
import { useSpeaker } from './use-speaker.ts'

export default function FloatingCall() {
  const { t } = useTranslation('calls')
  const { place, handle, moveKeys } = useFloating()
  const channelId = liveCallStore((state) => state.channelId)
  const name = useChannelName(useChannel(channelId)?.channel)
  return (
    <section
      aria-label={t('floating.label', { name })}
      data-testid="call-floating"
      data-pane
      tabIndex={-1}
      className="fixed top-0 left-0 z-30 flex flex-col overflow-hidden rounded-xl bg-stage text-ink shadow-float scheme-dark outline-none"
      style={{ ...floatingSize, transform: `translate(${place.x}px, ${place.y}px)` }}
    >
      <div className="flex h-8 shrink-0 items-center gap-1 ps-1 pe-1">
        <button
          type="button"
          title={t('floating.move')}
          onKeyDown={moveKeys}
          {...handle}
          className="flex h-7 min-w-0 flex-1 cursor-grab touch-none items-center gap-1.5 rounded-sm px-1 text-start text-sm active:cursor-grabbing"
        >
          <GripHorizontal size={14} className="shrink-0 text-ink-faint" aria-hidden />
          <span className="min-w-0 truncate font-medium">{name}</span>
          <span className="sr-only">{t('floating.move')}</span>
        </button>
        <Elapsed />
        <IconButton
          label={t('floating.expand')}
          shortcut={callKeys.minimise}
          icon={<Maximize2 size={14} />}
          onPress={() => callActions.setMinimised(false)}
        />
      </div>
      <SmallPicture />
      <SmallBar />
    </section>
  )
}

/** A shared screen, else who speaks, else anybody. */
function SmallPicture() {
  const { t } = useTranslation('calls')
  const tiles = useTiles()
  const { speaker } = useSpeaker()
  const phase = liveCallStore((state) => state.phase)
  const isHidden = useHidden()
  const others = tiles.filter(({ isMine }) => !isMine)
  const tile =
    others.find(({ kind }) => kind === 'screen') ??
    others.find(({ key }) => key === speaker) ??
    others.find(({ producerId }) => producerId !== null) ??
    others[0] ??
    tiles[0]
  const producerId = isHidden ? null : (tile?.producerId ?? null)
  useEffect(() => {
    const scale = window.devicePixelRatio
    const [width, height] = [floatingSize.width - 8, 160].map((pixels) => Math.round(pixels * scale))
    callActions.showTiles(
      producerId && width && height ? [{ producerId, width, height, isImportant: true }] : [],
    )
  }, [producerId])
  return (
    <div className="relative min-h-0 flex-1 px-1">
      {phase !== 'joined' && (
        <span
          role="status"
          className="absolute inset-1 z-10 flex items-center justify-center gap-2 rounded-lg bg-scrim text-sm text-white"
        >
          <Spinner size={14} />
          {t(
            phase === 'reconnecting' ? 'tile.away' : phase === 'waiting' ? 'lobby.waiting' : 'lobby.joining',
          )}
        </span>
      )}
      {tile &&
        (tile.kind === 'screen' ? (
          <ScreenTile key={tile.key} tile={tile} isLarge={false} />
        ) : (
          <PersonTile key={tile.key} tile={tile} width={floatingSize.width - 100} canPin={false} />
        ))}
    </div>
  )
}

function SmallBar() {
  const { t } = useTranslation('calls')
  const { isMuted, isCameraOn, shares } = liveCallStore(({ own }) => own)
  const round = 'flex h-8 w-12 items-center justify-center rounded-lg transition-colors'
  const plain = `${round} bg-control text-ink data-hovered:bg-control-strong`
  const off = `${round} bg-danger-tint text-danger-ink`
  return (
    <div className="flex h-11 shrink-0 items-center justify-center gap-2">
      <Button
        aria-label={t(isMuted ? 'bar.unmute' : 'bar.mute')}
        className={isMuted ? off : plain}
        onPress={() => callActions.setMuted(!isMuted)}
      >
        {isMuted ? <MicOff size={16} /> : <Mic size={16} />}
      </Button>
      <Button
        aria-label={t(isCameraOn ? 'bar.cameraOff' : 'bar.cameraOn')}
        className={isCameraOn ? plain : off}
        onPress={() => void callActions.setCamera(!isCameraOn)}
      >
        {isCameraOn ? <Video size={16} /> : <VideoOff size={16} />}
      </Button>
      {shares.length > 0 && (
        <Button
          aria-label={t('bar.stopSharing')}
          className={`${round} bg-accent text-on-accent`}
          onPress={() => {
            for (const { shareId } of shares) callActions.stopShare(shareId)
          }}
        >
          <MonitorUp size={16} />
        </Button>
      )}
      <Button
        aria-label={t('bar.leave')}
        className={`${round} bg-hang-up text-on-hang-up data-hovered:brightness-110`}
        onPress={() => void callActions.leave()}
      >
        <PhoneOff size={16} />
      </Button>
    </div>
  )
}
