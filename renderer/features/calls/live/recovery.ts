// Runs the state machines of ice-recovery.ts for both transports: asks for restarts, and for new media where restarting has
// not helped.
import { advance, firstWay, isCut, type Way, type WayEvent, type WayState } from './ice-recovery.ts'
import { type Direction, directions } from './transports.ts'

const tickMs = 250

export type RecoveryHooks = {
  restart(direction: Direction): void
  rebuild(): void
  /** Several times a second: whether pictures stand still. */
  looked(isMediaCut: boolean): void
  isSignalling(): boolean
}

export class Recovery {
  #hooks: RecoveryHooks
  #ways: Record<Direction, Way> = { send: firstWay, receive: firstWay }
  #timer: ReturnType<typeof setInterval>

  constructor(hooks: RecoveryHooks) {
    this.#hooks = hooks
    this.#timer = setInterval(() => this.#tick(), tickMs)
  }

  /** New transports, which have not been tried yet; how often that was needed is not forgotten. */
  renew(): void {
    const { rebuilds } = this.#ways.receive
    this.#ways = { send: { ...firstWay, rebuilds }, receive: { ...firstWay, rebuilds } }
  }

  note(direction: Direction, state: WayState): void {
    this.#feed(direction, { kind: 'state', state })
    this.#tick()
  }

  /** The path may have changed, or be dead without anybody having noticed. */
  suspect(direction: Direction): void {
    this.#feed(direction, { kind: 'pathChanged' })
    this.#tick()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #tick(): void {
    const isSignalling = this.#hooks.isSignalling()
    this.#feedAll({ kind: 'tick', isSignalling })
    const nowMs = performance.now()
    this.#hooks.looked(directions.some((direction) => isCut(this.#ways[direction], nowMs)))
  }

  #feedAll(event: WayEvent): void {
    for (const direction of directions) this.#feed(direction, event)
  }

  #feed(direction: Direction, event: WayEvent): void {
    const [way, step] = advance(this.#ways[direction], event, performance.now())
    this.#ways[direction] = way
    if (step === 'restart') this.#hooks.restart(direction)
    if (step === 'rebuild') this.#hooks.rebuild()
  }
}
