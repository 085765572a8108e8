// One device that is wanted to run: opened, opened again when it goes or another is chosen, and never silently dead.
import type { DeviceProblem } from '../state.ts'
import { NoDevice } from './capture.ts'
import { type Choice, type ListedDevice, moveFor, plainLabel } from './hot-plug.ts'
import { deviceListsStore, refreshDevices, watchDevices } from './lists.ts'

export type HeldDeviceRole = {
  list(): readonly ListedDevice[]
  choice(): Choice | null
  open(deviceId: string | null): Promise<MediaStreamTrack>
  /** Takes a newly opened track, or null when there is none. The former one is stopped afterwards. */
  use(track: MediaStreamTrack | null): Promise<void> | void
  problem(problem: DeviceProblem | null): void
  /** Another device than before runs now, without anybody having asked for it. */
  replaced(name: string): void
  /** The chosen device is back and runs again. */
  returned(name: string): void
  /** The device is gone and there is no other. */
  lost(): void
  /** It runs but delivers nothing: switched off at the device or by the system. */
  silent(): void
}

const silenceMs = 3000

export class HeldDevice {
  #role: HeldDeviceRole
  #track: MediaStreamTrack | null = null
  #inUse: ListedDevice | null = null
  #problem: DeviceProblem | null = null
  #turn: Promise<void> = Promise.resolve()
  #unwatch: (() => void)[] = []
  #silenceTimer: ReturnType<typeof setTimeout> | null = null
  #hasRetriedSilence = false
  #isWanted = false

  constructor(role: HeldDeviceRole) {
    this.#role = role
  }

  get isWanted(): boolean {
    return this.#isWanted
  }

  /** Opens the chosen device, or any. Resolves when it runs, or when its problem has been told. */
  start(): Promise<void> {
    if (this.#isWanted) return this.#turn
    this.#isWanted = true
    this.#unwatch = [
      watchDevices(),
      deviceListsStore.subscribe(() => void this.#inTurn(() => this.#followLists())),
    ]
    return this.reopen()
  }

  /** The choice, or how it should be opened, has changed. */
  reopen(): Promise<void> {
    return this.#inTurn(() => this.#open(this.#chosenId(), 'asked'))
  }

  stop(): void {
    this.#isWanted = false
    for (const stop of this.#unwatch.splice(0)) stop()
    this.#letGo(this.#track)
    this.#track = null
    this.#inUse = null
    this.#problem = null
  }

  #chosenId(): string | null {
    const choice = this.#role.choice()
    if (!choice) return null
    const list = this.#role.list()
    const move = moveFor(list, choice, null)
    // Before the lists are known the id is tried as it is; a device that is gone falls back to any.
    return move.kind === 'replace' && move.device ? move.device.deviceId : choice.deviceId
  }

  async #open(deviceId: string | null, reason: 'asked' | 'gone' | 'back'): Promise<void> {
    if (!this.#isWanted) return
    let track: MediaStreamTrack | null = null
    try {
      track = await this.#role.open(deviceId)
      this.#noteProblem(null)
    } catch (error) {
      this.#noteProblem(error instanceof NoDevice ? error.problem : 'unknown')
    }
    if (!this.#isWanted) return this.#letGo(track)
    // A device that can't be opened leaves the one that runs.
    if (!track && this.#track?.readyState === 'live') return
    const former = this.#track
    this.#take(track)
    await this.#role.use(track)
    this.#letGo(former)
    // The first one there is takes nobody's place.
    if (reason !== 'asked') this.#tellMoved(track, former || !track ? reason : 'back')
    if (track) void refreshDevices()
  }

  #take(track: MediaStreamTrack | null): void {
    this.#track = track
    this.#inUse = null
    if (!track) return
    const deviceId = track.getSettings().deviceId ?? ''
    const listed = this.#role.list().find((one) => one.deviceId === deviceId)
    this.#inUse = { deviceId, label: listed?.label || track.label }
    track.onended = () => void this.#inTurn(() => this.#replace(track))
    track.onmute = () => this.#noteSilence(track)
    track.onunmute = () => this.#clearSilence()
    if (track.muted) this.#noteSilence(track)
  }

  async #replace(ended: MediaStreamTrack): Promise<void> {
    if (this.#track !== ended) return
    await refreshDevices()
    const move = moveFor(this.#role.list(), this.#role.choice(), null)
    const next = move.kind === 'replace' ? move.device : null
    await this.#open(next?.deviceId ?? null, 'gone')
  }

  async #followLists(): Promise<void> {
    if (!this.#isWanted || !deviceListsStore.getState().isKnown) return
    // A firm no is not asked again and again.
    if (!this.#track && this.#problem === 'denied') return
    // Browsers that tell no ids without permission.
    if (this.#inUse?.deviceId === '') return
    const move = moveFor(this.#role.list(), this.#role.choice(), this.#inUse)
    if (move.kind === 'stay' || (move.device === null && this.#track?.readyState === 'live')) return
    await this.#open(move.device?.deviceId ?? null, move.kind === 'return' ? 'back' : 'gone')
  }

  #tellMoved(track: MediaStreamTrack | null, reason: 'gone' | 'back'): void {
    const name = plainLabel(this.#inUse?.label ?? track?.label ?? '')
    if (!track) this.#role.lost()
    else if (reason === 'back') this.#role.returned(name)
    else this.#role.replaced(name)
  }

  #noteProblem(problem: DeviceProblem | null): void {
    this.#problem = problem
    this.#role.problem(problem)
  }

  #noteSilence(track: MediaStreamTrack): void {
    this.#clearSilence()
    this.#silenceTimer = setTimeout(() => {
      if (this.#track !== track || !track.muted) return
      this.#role.silent()
      // Once: opening it anew helps after a driver was reset, and not when a switch was pressed.
      if (this.#hasRetriedSilence) return
      this.#hasRetriedSilence = true
      void this.reopen()
    }, silenceMs)
  }

  #clearSilence(): void {
    if (this.#silenceTimer) clearTimeout(this.#silenceTimer)
    this.#silenceTimer = null
  }

  #letGo(track: MediaStreamTrack | null): void {
    if (!track) return
    track.onended = null
    track.onmute = null
    track.onunmute = null
    track.stop()
  }

  /** One step after the other: openings that overtake each other would leave a device running. */
  #inTurn(step: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(step).catch(() => {})
    this.#turn = next
    return next
  }
}
