// The own microphone: captured also while muted (so that one is told when one speaks), freed of noise, and measured.
import type { DeviceProblem } from '../state.ts'
import { openMicrophone } from './capture.ts'
import { HeldDevice } from './held-device.ts'
import { meterTrack, microphoneLevelStore } from './level.ts'
import { deviceListsStore } from './lists.ts'
import { type NoiseChoice, preferencesStore } from './preferences.ts'
import { hear, notTalking } from './talking.ts'

const noise = () => import('../effects/noise.ts')
type NoiseEffect = Awaited<ReturnType<Awaited<ReturnType<typeof noise>>['startNoiseSuppression']>>

export type MicrophoneHooks = {
  /** What to send from now on; null: there is no microphone. Its `enabled` is the listener's. */
  changed(track: MediaStreamTrack | null): void
  problem(problem: DeviceProblem | null): void
  talking(isTalking: boolean): void
  say(key: string, values?: Record<string, string>): void
}

export class Microphone {
  #hooks: MicrophoneHooks
  #device: HeldDevice
  #sent: MediaStreamTrack | null = null
  #effect: NoiseEffect | null = null
  #stopMeter: () => void = () => {}
  #unfollow: () => void = () => {}
  /** The noise suppression does not work here: the browser's own is better than none. */
  #isNoiseBroken = false

  constructor(hooks: MicrophoneHooks) {
    this.#hooks = hooks
    const chosen = () => {
      const { microphoneId, labels } = preferencesStore.getState()
      return microphoneId === null ? null : { deviceId: microphoneId, label: labels[microphoneId] ?? null }
    }
    this.#device = new HeldDevice({
      list: () => deviceListsStore.getState().microphones,
      choice: chosen,
      open: (deviceId) => this.#open(deviceId),
      use: (track) => this.#use(track),
      problem: hooks.problem,
      replaced: (name) => hooks.say('notice.microphoneReplaced', { name }),
      returned: (name) => hooks.say('notice.microphoneReturned', { name }),
      lost: () => hooks.say('notice.microphoneLost'),
      silent: () => hooks.say('notice.microphoneSilent'),
    })
  }

  get track(): MediaStreamTrack | null {
    return this.#sent
  }

  start(): Promise<void> {
    this.#unfollow()
    this.#unfollow = preferencesStore.subscribe((now, before) => {
      if (now.microphoneId === before.microphoneId && now.noise === before.noise) return
      void this.#device.reopen()
    })
    return this.#device.start()
  }

  stop(): void {
    this.#unfollow()
    this.#end()
    this.#sent = null
    this.#device.stop()
  }

  get #noise(): NoiseChoice {
    const { noise: choice } = preferencesStore.getState()
    return choice === 'suppressed' && this.#isNoiseBroken ? 'browser' : choice
  }

  async #open(deviceId: string | null): Promise<MediaStreamTrack> {
    const { microphoneConstraints } = await noise()
    return await openMicrophone(deviceId, microphoneConstraints(this.#noise))
  }

  /** Sound goes out at once; the suppression takes over when it has been loaded. */
  #use(track: MediaStreamTrack | null): void {
    const end = this.#endLater()
    // A clone, so that muting what is sent does not deafen the meter.
    this.#send(track?.clone() ?? null)
    end()
    if (!track) return
    this.#measure(track)
    if (this.#noise === 'suppressed') void this.#suppress(track)
  }

  async #suppress(microphone: MediaStreamTrack): Promise<void> {
    const plain = this.#sent
    try {
      const { startNoiseSuppression } = await noise()
      const bypassed = () => this.#hooks.say('notice.noiseBypassed')
      const effect = await startNoiseSuppression(microphone, bypassed)
      // It can't run here and hands the microphone back.
      if (effect.track === microphone) throw new Error('no noise suppression')
      if (this.#sent !== plain || microphone.readyState === 'ended') return effect.stop()
      this.#effect = effect
      this.#send(effect.track)
      plain?.stop()
    } catch {
      if (this.#sent !== plain) return
      this.#isNoiseBroken = true
      void this.#device.reopen()
    }
  }

  #measure(track: MediaStreamTrack): void {
    let talking = notTalking
    this.#stopMeter = meterTrack(track, (level, passedMs) => {
      microphoneLevelStore.setState({ level })
      const next = hear(talking, level, passedMs)
      if (next.isTalking !== talking.isTalking) this.#hooks.talking(next.isTalking)
      talking = next
    })
  }

  #send(track: MediaStreamTrack | null): void {
    this.#sent = track
    this.#hooks.changed(track)
  }

  /** Ends what runs now, once something else is sent. */
  #endLater(): () => void {
    const [effect, sent] = [this.#effect, this.#sent]
    this.#effect = null
    this.#stopMeter()
    this.#stopMeter = () => {}
    return () => {
      effect?.stop()
      sent?.stop()
    }
  }

  #end(): void {
    this.#endLater()()
    microphoneLevelStore.setState({ level: 0 })
    this.#hooks.talking(false)
  }
}
