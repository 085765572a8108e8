// Who a token belongs to.
import type { SessionId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import { createBatch } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { perContext } from '../../core/per-context.ts'
import { actorCacheOf } from './actor-cache.ts'
import * as db from './db.ts'
import { expiryOf } from './start-session.ts'
import { hashOfToken } from './tokens.ts'

const seenEveryMs = 5 * 60_000
const lookUpTogether = 200

/** When thousands come back at once, their sessions are read a few hundred per query. */
const lookUp = perContext((context) =>
  createBatch((tokenHashes: Buffer[]) => db.findSessions(context.db, tokenHashes), lookUpTogether),
)

/**
 * Who a token belongs to, or null: unknown, expired, or the person is deactivated. Answers from memory for up to a
 * second; notes at most every five minutes that somebody was there, which also moves the session's end.
 */
export async function findActor(context: Context, token: string): Promise<Actor | null> {
  const tokenHash = hashOfToken(token)
  const key = tokenHash.toString('base64')
  const cache = actorCacheOf(context)
  const known = cache.get(key)
  if (known) return known
  const keep = cache.keeper()
  const found = await lookUp(context)(tokenHash)
  const now = context.clock.now()
  if (!found?.isActive || (found.expiresAt && found.expiresAt <= now)) return null
  const { personId, sessionId, role, kind } = found
  const actor: Actor = { personId, sessionId, role, kind }
  keep(key, actor)
  const before = new Date(now.getTime() - seenEveryMs)
  if (found.lastSeenAt <= before) {
    await db
      .touchSession(context.db, actor, { now, before, expiresAt: expiryOf(context, now) })
      .catch((error) => context.log.warn({ err: error }, 'last seen could not be noted'))
  }
  return actor
}

/** Whether a session still gives access: it exists, is not over, and its person is active. */
export const isSessionAlive = (context: Context, sessionId: SessionId): Promise<boolean> =>
  db.isSessionValid(context.db, sessionId, context.clock.now())
