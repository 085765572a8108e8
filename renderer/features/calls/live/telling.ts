// How the engine writes what the screens draw: in small patches, all from here.
import type { CallNotice, LiveCallState, OwnMedia } from '../state.ts'
import { liveCallStore } from '../state.ts'

/** More than this many at once nobody reads. */
const mostNotices = 5

export const live = (): LiveCallState => liveCallStore.getState()

export function tell(change: Partial<LiveCallState>): void {
  liveCallStore.setState(change)
}

export function tellOwn(change: Partial<OwnMedia>): void {
  liveCallStore.setState(({ own }) => ({ own: { ...own, ...change } }))
}

let lastId = 0
export const nextId = (): number => ++lastId

/** Says something once, as a toast; the same thing is not said twice at a time. */
export function say(key: string, values?: Record<string, string>): void {
  const { notices } = live()
  const isSaid = notices.some(
    (one) => one.key === key && JSON.stringify(one.values) === JSON.stringify(values),
  )
  if (isSaid) return
  const notice: CallNotice = { id: nextId(), key, ...(values ? { values } : {}) }
  tell({ notices: [...notices, notice].slice(-mostNotices) })
}
