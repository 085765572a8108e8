// How large a file may be and how much room there is, asked for ahead: so that it can be said before anything is sent.
// Where it could not be asked, the server says it when the upload begins.
import type { OutputOf } from '../../../../contract/commands.ts'
import { call } from '../../../data/api.ts'

export type Limits = Pick<OutputOf<'files.usage'>, 'ownBytes' | 'ownLimit' | 'fileLimit'>

const askAgainMs = 10 * 60_000

let known: Limits | null = null
let askedAt = Number.NEGATIVE_INFINITY

export const knownLimits = (): Limits | null => known

/** Asks now and then; called whenever a composer appears. */
export function askLimits(): void {
  if (performance.now() - askedAt < askAgainMs) return
  askedAt = performance.now()
  call('files.usage', {}).then(
    (usage) => {
      known = usage
    },
    () => {
      askedAt = Number.NEGATIVE_INFINITY
    },
  )
}

/** Another person may sign in with this browser. */
export function forgetLimits(): void {
  known = null
  askedAt = Number.NEGATIVE_INFINITY
}
