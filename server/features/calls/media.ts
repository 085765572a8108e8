// This process's media server, made from the settings.
import type { IceServer } from '../../../contract/calls.ts'
import type { Context } from '../../core/context.ts'
import { perContext } from '../../core/per-context.ts'
import { decideMediaAddresses } from '../../media/addresses.ts'
import { createMediaServer } from '../../media/media-server.ts'
import { iceServersFor } from '../../media/turn.ts'
import { findWorkerBinary } from '../../media/worker-binary.ts'
import type { WorkerSettings } from '../../media/workers.ts'

/** How workers listen, or a sentence that says why they can't. */
async function workerSettings({ config }: Context): Promise<WorkerSettings | string> {
  const binary = findWorkerBinary()
  if (!binary)
    return 'There is no media worker on this machine: run npm start, whose setup says what is missing.'
  const addresses = await decideMediaAddresses(config)
  if ('problem' in addresses) return addresses.problem
  return { binary, count: config.mediaWorkers, firstPort: config.mediaPort, ...addresses }
}

export const mediaOf = perContext((context) => createMediaServer(() => workerSettings(context), context.log))

/** Starts the workers. Throws MediaUnavailable. */
export const openMedia = (context: Context): Promise<void> => mediaOf(context).start()
export const closeMedia = (context: Context): Promise<void> => mediaOf(context).close()

/** STUN is not needed, the server has an address of its own; TURN is for networks that let nothing else out. */
export const iceServersOf = (context: Context, who: string): IceServer[] =>
  iceServersFor(context.config, who, context.clock.now().getTime())
