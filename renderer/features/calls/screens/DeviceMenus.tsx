// What belongs to the microphone and to the camera while one is in a call.
import { useTranslation } from 'react-i18next'
import { Switch } from '../../../ui/Switch.tsx'
import { type NoiseChoice, prefer, preferencesStore } from '../devices/preferences.ts'
import { liveCallStore } from '../state.ts'
import { BackgroundPicker } from './BackgroundPicker.tsx'
import { Choices } from './Choices.tsx'
import { DeviceProblemNote } from './DeviceProblemNote.tsx'
import { useDeviceOptions } from './device-options.ts'
import { SpeakerTest } from './SpeakerTest.tsx'

export function MicrophoneMenu() {
  const { t } = useTranslation('calls')
  const microphone = useDeviceOptions('microphone')
  const speaker = useDeviceOptions('speaker')
  const problem = liveCallStore(({ own }) => own.microphoneProblem)
  return (
    <div className="flex w-80 max-w-full flex-col gap-2 p-2">
      {problem && <DeviceProblemNote kind="microphone" problem={problem} />}
      <Choices
        title={t('devices.microphone')}
        choices={microphone.options}
        value={microphone.value}
        onChange={microphone.choose}
      />
      <NoiseChoices />
      <Choices
        title={t('devices.speaker')}
        choices={speaker.options}
        value={speaker.value}
        onChange={speaker.choose}
      />
      <SpeakerTest className="self-start" />
    </div>
  )
}

export function NoiseChoices() {
  const { t } = useTranslation('calls')
  const noise = preferencesStore((state) => state.noise)
  const choices = (['suppressed', 'browser', 'original'] as const).map((id) => ({
    id,
    label: t(`noise.${id}`),
    hint: t(`noise.${id}Hint`),
  }))
  return (
    <Choices<NoiseChoice>
      title={t('noise.title')}
      choices={choices}
      value={noise}
      onChange={(id) => prefer({ noise: id })}
    />
  )
}

export function CameraMenu() {
  const { t } = useTranslation('calls')
  const camera = useDeviceOptions('camera')
  const isMirrored = preferencesStore((state) => state.isMirrored)
  const problem = liveCallStore(({ own }) => own.cameraProblem)
  return (
    <div className="flex w-84 max-w-full flex-col gap-2 p-2">
      {problem && <DeviceProblemNote kind="camera" problem={problem} />}
      <Choices
        title={t('devices.camera')}
        choices={camera.options}
        value={camera.value}
        onChange={camera.choose}
      />
      <div className="px-2">
        <BackgroundPicker />
      </div>
      <Switch
        className="px-2 pb-1"
        isSelected={isMirrored}
        onChange={(isOn) => prefer({ isMirrored: isOn })}
        description={t('devices.mirrorHint')}
      >
        {t('devices.mirror')}
      </Switch>
    </div>
  )
}
