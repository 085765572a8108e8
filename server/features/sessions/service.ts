// Signing in and out, the own sessions; and what other features may ask of sessions.
import { userStream } from '../../../contract/events.ts'
import type { SessionId } from '../../../contract/ids.ts'
import type { SessionView, SignedInView } from '../../../contract/sessions.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand, notFound } from '../../core/errors.ts'
import type { RequestFacts } from '../../http/route.ts'
import { inTransaction } from '../../journal/journal.ts'
import * as db from './db.ts'
import { deleteExpiredHandovers } from './handover-db.ts'
import { isPassword } from './password-hash.ts'
import { canSignIn, wrongCredentials } from './policy.ts'
import { presentSession } from './present.ts'
import { clearTries, countSignIn, forgetAfterMs, recordRefused } from './sign-in-tries.ts'
import { dayMs, endSessions, handOver, startSession } from './start-session.ts'
import { hashOfToken, newToken } from './tokens.ts'
import { deleteOldTraces } from './tries-db.ts'

export { changePassword, hashNewPassword } from './change-password.ts'
export { findActor, isSessionAlive } from './find-actor.ts'
export { offerHandover, takeHandover } from './handover.ts'
export { noteApp } from './note-app.ts'
export { endSessions, handOver, hashOfToken, newToken, startSession }

const deviceDays = 400
const sweepSize = 500

/**
 * Signs in. Throws wrong_credentials (one answer, and one duration, for unknown, deactivated and wrong) and rate_limited
 * after too many wrong ones: see slow-down.ts.
 */
export async function signIn(
  context: Context,
  { email, password, as }: { email: string; password: string; as: 'browser' | 'token' },
  facts: RequestFacts,
): Promise<SignedInView> {
  const person = await db.findCredentials(context.db, email, hashOfToken(facts.deviceToken ?? ''))
  const tries = await countSignIn(context, email, person, facts)
  const isRight = await isPassword(password, person?.passwordHash ?? null)
  if (person && !isRight) {
    // Behind the answer: waited for, it would tell by its duration which accounts there are.
    recordRefused(context, person.personId, null).catch((error) =>
      context.log.warn({ err: error }, 'a wrong password is missing in the audit trail'),
    )
  }
  if (!person || !isRight) throw wrongCredentials()
  const { personId } = person
  const started = await inTransaction(context, personId, async (tx, record) => {
    const locked = await db.lockPerson(tx, personId, 'share')
    demand(canSignIn(locked))
    // Changed while it was being compared: the old one opens nothing any more.
    if (locked?.passwordHash !== person.passwordHash) throw wrongCredentials()
    await clearTries(context, tx, tries)
    return startSession(context, tx, record, { personId, kind: as, facts })
  })
  return handOver(context, started, facts)
}

/** Ends the current session. */
export async function signOut(context: Context, actor: Actor, facts: RequestFacts): Promise<void> {
  await inTransaction(context, actor.personId, (tx, record) =>
    endSessions(tx, record, actor.personId, { only: actor.sessionId }),
  )
  facts.clearSessionCookie()
}

/** The actor's sessions, the current one first, then by last use. Expired ones that no sweep has met yet are left out. */
export async function listSessions(context: Context, actor: Actor): Promise<SessionView[]> {
  const now = context.clock.now()
  const rows = await db.listSessions(context.db, actor.personId)
  return rows
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
    .map((row) => presentSession(row, actor.sessionId))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}

/** Ends one of the actor's own sessions. Throws not_found for anybody else's. */
export async function endSession(context: Context, actor: Actor, sessionId: SessionId): Promise<void> {
  await inTransaction(context, actor.personId, async (tx, record) => {
    if ((await endSessions(tx, record, actor.personId, { only: sessionId })) === 0) throw notFound('session')
  })
}

/** Ends all of the actor's sessions but the current one. Answers how many. */
export const endOtherSessions = (context: Context, actor: Actor): Promise<number> =>
  inTransaction(context, actor.personId, (tx, record) =>
    endSessions(tx, record, actor.personId, { except: actor.sessionId }),
  )

/** Ends sessions whose time is over, so that their sockets close, and drops traces nobody looks at. For a job. */
export async function endExpiredSessions(context: Context): Promise<number> {
  const now = context.clock.now()
  const ago = (ms: number) => new Date(now.getTime() - ms)
  await deleteExpiredHandovers(context.db, now)
  await deleteOldTraces(context.db, ago(forgetAfterMs), ago(deviceDays * dayMs))
  const endSome = () =>
    inTransaction(context, null, async (tx, record) => {
      const ended = await db.deleteExpiredSessions(tx, now, sweepSize)
      for (const { id, personId } of ended)
        record(userStream(personId), { type: 'session.ended', sessionId: id }, id)
      return ended.length
    })
  for (let count = 0; ; ) {
    const ended = await endSome()
    count += ended
    if (ended < sweepSize) return count
  }
}
