// Before joining: how one looks and sounds, with what devices, and the way in.
import { Mic, MicOff, Video, VideoOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useChannelName } from '../../channels/channel-name.ts'
import { useChannel } from '../../channels/store.ts'
import { callActions } from '../actions.ts'
import { Faces } from '../Faces.tsx'
import { liveCallStore } from '../state.ts'
import { BackgroundPicker } from './BackgroundPicker.tsx'
import { ControlButton } from './ControlButton.tsx'
import { callKeys } from './call-keys.ts'
import { NoiseChoices } from './DeviceMenus.tsx'
import { DeviceProblemNote } from './DeviceProblemNote.tsx'
import { type DeviceKind, useDeviceOptions } from './device-options.ts'
import { LevelMeter } from './LevelMeter.tsx'
import { SelfView } from './SelfView.tsx'
import { SpeakerTest } from './SpeakerTest.tsx'

export function PrepareScreen() {
  const { t } = useTranslation('calls')
  const join = useRef<HTMLButtonElement>(null)
  const channelId = liveCallStore((state) => state.channelId)
  const joined = useChannel(channelId)
  const name = useChannelName(joined?.channel)
  const call = joined?.state.call ?? null
  const there = call?.participants.filter(({ state }) => state === 'joined').map(({ personId }) => personId)
  const isTalk = joined?.channel.kind === 'direct' || joined?.channel.kind === 'group'
  useEffect(() => join.current?.focus(), [])
  return (
    <section
      aria-label={t('prepare.label', { name })}
      data-testid="call-prepare"
      onKeyDown={(event) =>
        event.key === 'Escape' && !event.defaultPrevented && callActions.cancelPreparation()
      }
      className="flex h-full overflow-y-auto bg-canvas"
    >
      <div className="m-auto grid w-full max-w-[62rem] grid-rows-[auto_1fr] gap-x-6 gap-y-3 p-6 grid-cols-[minmax(0,1.45fr)_minmax(17rem,1fr)] max-[880px]:grid-cols-1 max-[880px]:grid-rows-none narrow:gap-4 narrow:p-4">
        <div className="flex min-w-0 flex-col gap-3">
          <Preview />
          <Problems />
        </div>
        <div className="row-span-2 flex min-w-0 flex-col gap-4 max-[880px]:row-span-1">
          <div>
            <h1 className="text-xl font-semibold tracking-[-0.01em] break-words">
              <bdi>{joined?.channel.name ? `#${name}` : name}</bdi>
            </h1>
            <div className="mt-1 flex min-h-5 flex-wrap items-center gap-2 text-ink-soft">
              {there && there.length > 0 ? (
                <>
                  <Faces personIds={there} />
                  {t('prepare.there', { count: there.length })}
                </>
              ) : (
                t(isTalk ? 'prepare.rings' : 'prepare.nobody')
              )}
            </div>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button
              ref={join}
              size="lg"
              variant="primary"
              className="min-w-36"
              onPress={() => void callActions.join()}
            >
              {t(call ? 'prepare.join' : 'prepare.start')}
            </Button>
            <Button size="lg" variant="ghost" onPress={() => callActions.cancelPreparation()}>
              {t('cancel')}
            </Button>
          </div>
          <Devices />
        </div>
        <BackgroundPicker isWide />
      </div>
    </section>
  )
}

function Preview() {
  const { t } = useTranslation('calls')
  const { isMuted, isCameraOn } = liveCallStore(({ own }) => own)
  return (
    <div className="relative aspect-video w-full overflow-hidden rounded-xl bg-tile scheme-dark">
      <SelfView />
      <div className="absolute inset-x-0 bottom-3 flex items-center justify-center gap-2.5">
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
      </div>
    </div>
  )
}

function Problems() {
  const microphone = liveCallStore(({ own }) => own.microphoneProblem)
  const camera = liveCallStore(({ own }) => own.cameraProblem)
  return (
    <>
      {microphone && <DeviceProblemNote kind="microphone" problem={microphone} />}
      {camera && <DeviceProblemNote kind="camera" problem={camera} />}
    </>
  )
}

function Devices() {
  const { t } = useTranslation('calls')
  return (
    <div className="flex flex-col gap-3.5">
      <div>
        <Picker kind="microphone" />
        <LevelMeter className="mt-2" />
      </div>
      <Picker kind="camera" />
      <div className="flex items-end gap-1.5">
        <div className="min-w-0 flex-1">
          <Picker kind="speaker" />
        </div>
        <SpeakerTest className="mb-0.5" />
      </div>
      <details className="group">
        <summary className="w-fit cursor-default rounded-sm text-sm font-medium text-ink-soft hover:text-ink">
          {t('noise.title')}
        </summary>
        <div className="-mx-2 pt-1">
          <NoiseChoices />
        </div>
      </details>
    </div>
  )
}

function Picker({ kind }: { kind: DeviceKind }) {
  const { t } = useTranslation('calls')
  const { options, value, choose, isEmpty } = useDeviceOptions(kind)
  return (
    <Select
      label={t(`devices.${kind}`)}
      options={isEmpty ? [{ id: '', label: t(`devices.none.${kind}`) }] : options}
      value={value}
      onChange={choose}
      isDisabled={isEmpty}
    />
  )
}
