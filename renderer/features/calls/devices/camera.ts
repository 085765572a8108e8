// The own camera, with what is put behind the person. While a background is chosen, nothing but finished frames leaves
// this file: when the effect fails, the camera stays off.
import type { Background, BackgroundEffect } from '../effects/background.ts'
import type { EncoderLimit } from '../live/quality-samples.ts'
import type { DeviceProblem } from '../state.ts'
import { openCamera } from './capture.ts'
import { HeldDevice } from './held-device.ts'
import { deviceListsStore } from './lists.ts'
import { preferencesStore } from './preferences.ts'

export type CameraHooks = {
  /** What to send and to show from now on; null: nothing. */
  changed(track: MediaStreamTrack | null): void
  problem(problem: DeviceProblem | null): void
  /** The camera has gone off by itself. */
  failed(): void
  say(key: string, values?: Record<string, string>): void
}

/** A worker that dies again and again will not live next time. */
const mostDeaths = 2

const levelNotices = {
  full: null,
  everySecondFrame: null,
  smaller: null,
  off: 'notice.backgroundOff',
} as const

export class Camera {
  #hooks: CameraHooks
  #device: HeldDevice
  #raw: MediaStreamTrack | null = null
  #effect: BackgroundEffect | null = null
  /** Counts what was begun, so that what comes too late is let go. */
  #round = 0
  #unfollow: () => void = () => {}
  #deaths = 0

  constructor(hooks: CameraHooks) {
    this.#hooks = hooks
    const chosen = () => {
      const { cameraId, labels } = preferencesStore.getState()
      return cameraId === null ? null : { deviceId: cameraId, label: labels[cameraId] ?? null }
    }
    this.#device = new HeldDevice({
      list: () => deviceListsStore.getState().cameras,
      choice: chosen,
      open: openCamera,
      use: (track) => this.#use(track),
      problem: hooks.problem,
      replaced: (name) => hooks.say('notice.cameraReplaced', { name }),
      returned: (name) => hooks.say('notice.cameraReturned', { name }),
      lost: () => {
        hooks.say('notice.cameraLost')
        hooks.failed()
      },
      silent: () => hooks.say('notice.cameraSilent'),
    })
  }

  get isOn(): boolean {
    return this.#device.isWanted
  }

  start(): Promise<void> {
    this.#deaths = 0
    this.#unfollow()
    this.#unfollow = preferencesStore.subscribe((now, before) => {
      if (now.cameraId !== before.cameraId) void this.#device.reopen()
      if (now.background !== before.background) void this.#changeBackground(now.background)
    })
    return this.#device.start()
  }

  stop(): void {
    this.#round++
    this.#unfollow()
    this.#raw = null
    this.#hooks.changed(null)
    this.#endEffect()
    this.#device.stop()
  }

  /** What the encoder says of its limit, for the effect's governor. */
  noteEncoderLimit(reason: EncoderLimit): void {
    this.#effect?.noteEncoderLimit(reason)
  }

  async #use(track: MediaStreamTrack | null): Promise<void> {
    this.#raw = track
    const round = ++this.#round
    const { background } = preferencesStore.getState()
    if (!track || background.kind === 'none') {
      this.#hooks.changed(track)
      this.#endEffect()
      return
    }
    await this.#cover(track, background, round)
  }

  async #changeBackground(background: Background): Promise<void> {
    const track = this.#raw
    if (!track) return
    if (background.kind === 'none') return await this.#use(track)
    if (this.#effect) return this.#effect.change(background)
    // Until the first finished frame nobody sees anything: the room is what should be hidden.
    this.#hooks.changed(null)
    await this.#cover(track, background, ++this.#round)
  }

  async #cover(track: MediaStreamTrack, background: Background, round: number): Promise<void> {
    try {
      const { startBackground } = await import('../effects/background.ts')
      const effect = await startBackground(
        track,
        background,
        (level) => {
          const key = levelNotices[level]
          if (key) this.#hooks.say(key)
        },
        () => this.#replaceDead(round),
      )
      if (round !== this.#round) return effect.stop()
      const former = this.#effect
      this.#effect = effect
      this.#hooks.changed(effect.track)
      former?.stop()
      const { background: latest } = preferencesStore.getState()
      if (latest !== background) await this.#changeBackground(latest)
    } catch {
      if (round !== this.#round) return
      this.#hooks.say('notice.backgroundFailed')
      this.#hooks.failed()
    }
  }

  /** The last finished frame stands until another worker's first one. */
  #replaceDead(round: number): void {
    const track = this.#raw
    const { background } = preferencesStore.getState()
    if (round !== this.#round || !track || background.kind === 'none') return
    this.#deaths += 1
    if (this.#deaths > mostDeaths) this.#hooks.failed()
    else void this.#cover(track, background, ++this.#round)
  }

  #endEffect(): void {
    this.#effect?.stop()
    this.#effect = null
  }
}
