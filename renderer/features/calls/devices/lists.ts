// The microphones, cameras and speakers there are, kept up to date while anybody looks. Names are empty until the person
// has allowed a device once.
import { useEffect } from 'react'
import { create } from 'zustand'
import type { ListedDevice } from './hot-plug.ts'

export type DeviceLists = {
  microphones: readonly ListedDevice[]
  cameras: readonly ListedDevice[]
  speakers: readonly ListedDevice[]
  /** Whether they have been read; before, nothing can be said. */
  isKnown: boolean
}

export const deviceListsStore = create<DeviceLists>(() => ({
  microphones: [],
  cameras: [],
  speakers: [],
  isKnown: false,
}))

let watchers = 0

/** Reads the lists again, for instance after a device was allowed and has a name now. */
export async function refreshDevices(): Promise<void> {
  // Missing where the page came over plain http.
  const all = await navigator.mediaDevices?.enumerateDevices().catch(() => [])
  const of = (kind: MediaDeviceKind) =>
    (all ?? [])
      .filter((one) => one.kind === kind && one.deviceId !== '')
      .map(({ deviceId, label }) => ({ deviceId, label }))
  const lists: DeviceLists = {
    microphones: of('audioinput'),
    cameras: of('videoinput'),
    speakers: of('audiooutput'),
    isKnown: true,
  }
  if (JSON.stringify(lists) !== JSON.stringify(deviceListsStore.getState())) deviceListsStore.setState(lists)
}

const refresh = () => void refreshDevices()

/** Keeps the lists up to date until the returned function is called. */
export function watchDevices(): () => void {
  if (watchers++ === 0) navigator.mediaDevices?.addEventListener('devicechange', refresh)
  refresh()
  let isStopped = false
  return () => {
    if (isStopped) return
    isStopped = true
    if (--watchers === 0) navigator.mediaDevices?.removeEventListener('devicechange', refresh)
  }
}

/** For pickers. */
export function useDeviceLists(): DeviceLists {
  useEffect(watchDevices, [])
  return deviceListsStore()
}
