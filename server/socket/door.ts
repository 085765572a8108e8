// The door of the sockets, before anybody is asked who they are: from which page, and how often from one address.
import type { IncomingMessage } from 'node:http'
import type { Context } from '../core/context.ts'
import { addressOf, trustOf } from '../http/address.ts'
import { isOwnOrigin } from '../http/authenticate.ts'
import { limitRate } from '../http/rate-limit.ts'

/** After a cut a whole office comes back at once through one address, each person with all of their windows. */
const handshakeRate = { limit: 6000, perSeconds: 60 }

export function createDoor(context: Context): (request: IncomingMessage) => boolean {
  const { config } = context
  const trusts = trustOf(config.trustProxy)
  return (request) => {
    // First, so that another site's page can not use up what its visitors' office may do.
    if (!isOwnOrigin(config, request.headers.origin, request.headers.host)) return false
    try {
      limitRate(context, 'address', addressOf(request, trusts), 'handshake', handshakeRate)
      return true
    } catch {
      return false
    }
  }
}
