// Which media worker the running server starts: what setup made ready, looked for in the same order.
import { accessSync, constants } from 'node:fs'
import { cachedWorker, namedWorker, prebuiltWorker } from './worker-place.js'

/**
 * The path of the media worker's binary: MEDIASOUP_WORKER_BIN and nothing else where that is set, then mediasoup's own,
 * then the one in the user's cache folder. Null when there is none: there are no calls then, and everything else works.
 */
export function findWorkerBinary(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = namedWorker(env)
  const places = named ? [named] : [prebuiltWorker(), cachedWorker(env)]
  return places.find(isProgram) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
