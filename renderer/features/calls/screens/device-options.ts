// Devices as choices: the system's own first, and a name for those the browser does not tell.
import { useTranslation } from 'react-i18next'
import type { ListedDevice } from '../devices/hot-plug.ts'
import { useDeviceLists } from '../devices/lists.ts'
import { preferDevice, preferencesStore } from '../devices/preferences.ts'

/** The system's default; a real id is never empty here. */
const usual = ''

const roles = {
  microphone: { list: 'microphones', preference: 'microphoneId' },
  camera: { list: 'cameras', preference: 'cameraId' },
  speaker: { list: 'speakers', preference: 'speakerId' },
} as const

export type DeviceKind = keyof typeof roles

export function useDeviceOptions(kind: DeviceKind) {
  const { t } = useTranslation('calls')
  const { list, preference } = roles[kind]
  const lists = useDeviceLists()
  const chosen = preferencesStore((state) => state[preference])
  // Chromium lists the system's default a second time, as a device of that name.
  const devices: readonly ListedDevice[] = lists[list].filter(
    ({ deviceId }) => !/^(default|communications)$/.test(deviceId),
  )
  const options = [
    { id: usual, label: t('devices.usual') },
    ...devices.map(({ deviceId, label }, index) => ({
      id: deviceId,
      label: label || t(`devices.unnamed.${kind}`, { number: index + 1 }),
    })),
  ]
  const isThere = options.some(({ id }) => id === chosen)
  return {
    options,
    isEmpty: lists.isKnown && devices.length === 0,
    value: isThere && chosen ? chosen : usual,
    choose: (id: string) => preferDevice(preference, devices.find(({ deviceId }) => deviceId === id) ?? null),
  }
}
