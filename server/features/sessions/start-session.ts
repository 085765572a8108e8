// Starting and ending sessions inside somebody's transaction.
import { userStream } from '../../../contract/events.ts'
import type { PersonId, SessionId } from '../../../contract/ids.ts'
import type { SignedInView } from '../../../contract/sessions.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import type { RequestFacts } from '../../http/route.ts'
import type { Record } from '../../journal/journal.ts'
import * as db from './db.ts'
import { hashOfToken, newToken } from './tokens.ts'
import * as tries from './tries-db.ts'

export const dayMs = 86_400_000
/** Browsers keep no cookie longer. The database decides how long the session lives; the cookie only has to outlast it. */
const cookieDays = 400

export const expiryOf = (context: Context, now: Date) =>
  new Date(now.getTime() + context.config.sessionDays * dayMs)

export type StartedSession = {
  personId: PersonId
  sessionId: SessionId
  token: string
  kind: db.SessionKind
  /** The cookie this device is known by from now on; null for a bot. */
  deviceToken: string | null
}

/** A device keeps its name when it is one of ours; a made-up one is never taken over. */
async function nameDevice(
  tx: Transaction,
  personId: PersonId,
  given: string | null,
  now: Date,
): Promise<string> {
  const deviceToken =
    given !== null && (await tries.isDeviceKnown(tx, hashOfToken(given))) ? given : newToken()
  await tries.rememberDevice(tx, personId, hashOfToken(deviceToken), now)
  return deviceToken
}

/**
 * Starts a session inside the caller's transaction and records session.started. `facts` is null for a bot, whose session
 * never ends by itself. The token exists only in the answer. Hand it over with `handOver` after the commit.
 */
export async function startSession(
  context: Context,
  tx: Transaction,
  record: Record,
  { personId, kind, facts }: { personId: PersonId; kind: db.SessionKind; facts: RequestFacts | null },
): Promise<StartedSession> {
  const now = context.clock.now()
  const token = newToken()
  const sessionId = await db.insertSession(tx, {
    personId,
    tokenHash: hashOfToken(token),
    kind,
    device: facts?.userAgent ?? '',
    address: facts?.address ?? '',
    now,
    expiresAt: kind === 'bot' ? null : expiryOf(context, now),
  })
  const deviceToken = facts ? await nameDevice(tx, personId, facts.deviceToken, now) : null
  record(userStream(personId), { type: 'session.started', sessionId }, sessionId)
  return { personId, sessionId, token, kind, deviceToken }
}

/** Gives a started session to who asked: a browser gets cookies, a program gets the token. */
export function handOver(context: Context, started: StartedSession, facts: RequestFacts): SignedInView {
  const { personId, sessionId, token, kind, deviceToken } = started
  if (deviceToken) facts.setDeviceCookie(deviceToken)
  if (kind !== 'browser') return { personId, sessionId, token }
  facts.setSessionCookie(token, new Date(context.clock.now().getTime() + cookieDays * dayMs))
  return { personId, sessionId, token: null }
}

/** Ends sessions inside the caller's transaction, each with session.ended, which closes its sockets. Answers how many. */
export async function endSessions(
  tx: Transaction,
  record: Record,
  personId: PersonId,
  which: { only?: SessionId; except?: SessionId } = {},
): Promise<number> {
  const ended = await db.deleteSessions(tx, personId, which)
  for (const sessionId of ended) record(userStream(personId), { type: 'session.ended', sessionId }, sessionId)
  return ended.length
}
