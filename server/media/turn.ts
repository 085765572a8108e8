// Short-lived TURN credentials for coturn, and the list of TURN servers a client is given.
import { createHmac } from 'node:crypto'
import type { IceServer } from '../../contract/calls.ts'

type TurnSettings = { turnUrls: string[]; turnSecret?: string; turnTtlSeconds: number }

/**
 * Credentials as in draft-uberti-behave-turn-rest-00: the user name is the time they end (Unix seconds), a colon and an id;
 * the password is the base64 of the HMAC-SHA1 of that under the secret the TURN server has too. coturn asks for the time
 * only when an allocation is made, so a call may last longer than they do.
 * @param who an opaque id (a seat's): TURN servers write it into their logs
 */
export function turnCredentials(
  { secret, ttlSeconds }: { secret: string; ttlSeconds: number },
  nowMs: number,
  who: string,
): { username: string; credential: string } {
  const username = `${Math.floor(nowMs / 1000) + ttlSeconds}:${who}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}

/** For RTCPeerConnection's `iceServers`. Empty without TURN_URLS: the media server has a public address and needs no STUN. */
export function iceServersFor(
  { turnUrls, turnSecret, turnTtlSeconds }: TurnSettings,
  who: string,
  nowMs: number,
): IceServer[] {
  if (turnUrls.length === 0 || !turnSecret) return []
  return [
    { urls: turnUrls, ...turnCredentials({ secret: turnSecret, ttlSeconds: turnTtlSeconds }, nowMs, who) },
  ]
}
