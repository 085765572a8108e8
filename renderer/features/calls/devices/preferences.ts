// What a person chose for calls in this browser: devices, background, noise, and how to begin. Kept in localStorage; a
// live call follows at once, because its devices listen here.
import { create } from 'zustand'
import type { Background } from '../effects/background.ts'

export type NoiseChoice = 'suppressed' | 'original' | 'browser'

export type CallPreferences = {
  /** null: the system's default. */
  microphoneId: string | null
  cameraId: string | null
  speakerId: string | null
  /** Names of chosen devices by id: a browser may give the same device another id later. */
  labels: Readonly<Record<string, string>>
  background: Background
  noise: NoiseChoice
  startsMuted: boolean
  startsWithCamera: boolean
  /** Oneself as in a mirror; the others always see it the right way round. */
  isMirrored: boolean
}

export const firstPreferences: CallPreferences = {
  microphoneId: null,
  cameraId: null,
  speakerId: null,
  labels: {},
  background: { kind: 'none' },
  noise: 'suppressed',
  startsMuted: false,
  startsWithCamera: true,
  isMirrored: true,
}

const key = 'nucleus-calls-preferences'
const isText = (value: unknown): value is string => typeof value === 'string'

/** What was kept, where it still makes sense; everything else as at first. */
export function preferencesFrom(kept: string | null): CallPreferences {
  let found: Partial<Record<keyof CallPreferences, unknown>>
  try {
    found = (JSON.parse(kept ?? '{}') ?? {}) as typeof found
  } catch {
    return firstPreferences
  }
  const id = (value: unknown) => (isText(value) ? value : null)
  const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise)
  const labels = Object.entries((found.labels ?? {}) as object).filter((pair) => isText(pair[1]))
  return {
    microphoneId: id(found.microphoneId),
    cameraId: id(found.cameraId),
    speakerId: id(found.speakerId),
    labels: Object.fromEntries(labels),
    background: backgroundFrom(found.background),
    noise:
      (['suppressed', 'original', 'browser'] as const).find((one) => one === found.noise) ?? 'suppressed',
    startsMuted: flag(found.startsMuted, firstPreferences.startsMuted),
    startsWithCamera: flag(found.startsWithCamera, firstPreferences.startsWithCamera),
    isMirrored: flag(found.isMirrored, firstPreferences.isMirrored),
  }
}

function backgroundFrom(found: unknown): Background {
  const { kind, strength, url } = (found ?? {}) as Record<string, unknown>
  if (kind === 'blur') return { kind, strength: strength === 'light' ? 'light' : 'strong' }
  if (kind === 'picture' && isText(url)) {
    // An object URL died with its page: whoever wanted to hide the room still does.
    return url.startsWith('blob:') ? { kind: 'blur', strength: 'strong' } : { kind, url }
  }
  return { kind: 'none' }
}

function read(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export const preferencesStore = create<CallPreferences>(() => preferencesFrom(read()))

preferencesStore.subscribe((preferences) => {
  try {
    localStorage.setItem(key, JSON.stringify(preferences))
  } catch {
    // Not remembered.
  }
})

/** Changes what is given; running devices follow at once. */
export function prefer(change: Partial<Omit<CallPreferences, 'labels'>>): void {
  preferencesStore.setState(change)
}

type Role = 'microphoneId' | 'cameraId' | 'speakerId'

/** Chooses a device, with its name; null: the system's default. */
export function preferDevice(role: Role, device: { deviceId: string; label: string } | null): void {
  preferencesStore.setState(({ labels }) => ({
    [role]: device?.deviceId ?? null,
    labels: device ? { ...labels, [device.deviceId]: device.label } : labels,
  }))
}
