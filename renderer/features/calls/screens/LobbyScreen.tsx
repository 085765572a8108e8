// On the way in: asking for a seat, or waiting until a host opens the door.
import { Mic, MicOff, Video, VideoOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import { useChannelName } from '../../channels/channel-name.ts'
import { useChannel } from '../../channels/store.ts'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'
import { ControlButton } from './ControlButton.tsx'
import { callKeys } from './call-keys.ts'
import { SelfView } from './SelfView.tsx'

export function LobbyScreen() {
  const { t } = useTranslation('calls')
  const isWaiting = liveCallStore((state) => state.phase === 'waiting')
  const channelId = liveCallStore((state) => state.channelId)
  const name = useChannelName(useChannel(channelId)?.channel)
  const { isMuted, isCameraOn } = liveCallStore(({ own }) => own)
  return (
    <section
      aria-label={t('stage.label')}
      data-testid={isWaiting ? 'call-lobby' : 'call-joining'}
      className="flex h-full flex-col items-center justify-center gap-5 overflow-y-auto bg-stage p-6 text-ink scheme-dark"
    >
      <div className="aspect-video w-full max-w-[26rem] overflow-hidden rounded-xl bg-tile">
        <SelfView />
      </div>
      <div role="status" className="flex flex-col items-center gap-1.5 text-center">
        <p className="flex items-center gap-2.5 text-lg font-semibold">
          <Spinner size={18} />
          {t(isWaiting ? 'lobby.waiting' : 'lobby.joining')}
        </p>
        <p className="max-w-[26rem] text-ink-soft">
          {isWaiting ? t('lobby.waitingHint') : <bdi>{name}</bdi>}
        </p>
      </div>
      <div className="flex items-center gap-2.5">
        <ControlButton
          label={t(isMuted ? 'bar.unmute' : 'bar.mute')}
          icon={isMuted ? <MicOff size={19} /> : <Mic size={19} />}
          tone={isMuted ? 'off' : 'plain'}
          shortcut={callKeys.mute}
          onPress={() => callActions.setMuted(!isMuted)}
        />
        <ControlButton
          label={t(isCameraOn ? 'bar.cameraOff' : 'bar.cameraOn')}
          icon={isCameraOn ? <Video size={19} /> : <VideoOff size={19} />}
          tone={isCameraOn ? 'plain' : 'off'}
          shortcut={callKeys.camera}
          onPress={() => void callActions.setCamera(!isCameraOn)}
        />
        <Button size="lg" onPress={() => void callActions.leave()}>
          {t(isWaiting ? 'lobby.giveUp' : 'cancel')}
        </Button>
      </div>
    </section>
  )
}
