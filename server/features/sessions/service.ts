// Signing in and out; who a token belongs to; the own sessions and password.
import { userStream } from '../../../contract/events.ts'
import type { PersonId, SessionId } from '../../../contract/ids.ts'
import type { SessionView, SignedInView } from '../../../contract/sessions.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import type { RequestFacts } from '../../http/route.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { actorCacheOf } from './actor-cache.ts'
import * as db from './db.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { weaknessOf } from './password-strength.ts'
import { canChangePassword, canSignIn, wrongCredentials } from './policy.ts'
import { presentSession } from './present.ts'
import { clearSignIn, countChange, countSignIn, forgetAfterMs } from './sign-in-tries.ts'
import { hashOfToken, newToken } from './tokens.ts'

export { hashOfToken, newToken }

const dayMs = 86_400_000
const seenEveryMs = 5 * 60_000
/** Browsers keep no cookie longer. The database decides how long the session lives; the cookie only has to outlast it. */
const cookieDays = 400
const deviceDays = 400
const sweepSize = 500

const expiryOf = (context: Context, now: Date) => new Date(now.getTime() + context.config.sessionDays * dayMs)

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
  const found = await db.findSession(context.db, tokenHash)
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

export type StartedSession = {
  personId: PersonId
  sessionId: SessionId
  token: string
  kind: db.SessionKind
  /** The cookie this device is known by from now on; null for a bot. */
  deviceToken: string | null
}

/** A device keeps its name when it is one of ours; a made-up one is never taken over. */
async function nameDevice(tx: Transaction, personId: PersonId, given: string | null, now: Date): Promise<string> {
  const deviceToken = given !== null && (await db.isDeviceKnown(tx, hashOfToken(given))) ? given : newToken()
  await db.rememberDevice(tx, personId, hashOfToken(deviceToken), now)
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
  if (!person || !isRight) throw wrongCredentials()
  const { personId } = person
  const started = await inTransaction(context, personId, async (tx, record) => {
    const locked = await db.lockPerson(tx, personId, 'share')
    demand(canSignIn(locked))
    // Changed while it was being compared: the old one opens nothing any more.
    if (locked?.passwordHash !== person.passwordHash) throw wrongCredentials()
    await clearSignIn(tx, tries)
    return startSession(context, tx, record, { personId, kind: as, facts })
  })
  return handOver(context, started, facts)
}

/** Ends the current session. */
export async function signOut(context: Context, actor: Actor, facts: RequestFacts): Promise<void> {
  await inTransaction(context, actor.personId, (tx, record) => endSessions(tx, record, actor.personId, { only: actor.sessionId }))
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

/**
 * The hash to keep for a new password. Throws weak_password naming `field`. `names` are what it must not be made of,
 * besides the workspace's name and, when `personId` is given, that person's own.
 */
export async function hashNewPassword(
  context: Context,
  password: string,
  { field = 'password', names = [], personId = null }: { field?: string; names?: string[]; personId?: PersonId | null } = {},
): Promise<string> {
  const own = await db.findOwnNames(context.db, personId)
  const weakness = await weaknessOf(password, ['nucleus', ...own, ...names])
  if (weakness) throw new AppError('weak_password', weakness, { field })
  return hashPassword(password)
}

/** Changes the own password; ends all other sessions and forgets all other devices. */
export async function changePassword(
  context: Context,
  actor: Actor,
  { password, newPassword }: { password: string; newPassword: string },
  facts: RequestFacts,
): Promise<void> {
  demand(canChangePassword(actor))
  const { personId } = actor
  const tries = await countChange(context, personId)
  const before = await db.findPasswordHash(context.db, personId)
  if (!(await isPassword(password, before))) {
    throw new AppError('wrong_credentials', 'This is not your present password.', { field: 'password' })
  }
  const passwordHash = await hashNewPassword(context, newPassword, { field: 'newPassword', personId })
  await inTransaction(context, personId, async (tx, record) => {
    const locked = await db.lockPerson(tx, personId, 'update')
    if (locked?.passwordHash !== before) throw wrongCredentials()
    await db.setPasswordHash(tx, personId, passwordHash)
    await clearSignIn(tx, tries)
    await db.forgetDevices(tx, personId, hashOfToken(facts.deviceToken ?? ''))
    await endSessions(tx, record, personId, { except: actor.sessionId })
  })
}

/** Ends sessions whose time is over, so that their sockets close, and drops traces nobody looks at. For a job. */
export async function endExpiredSessions(context: Context): Promise<number> {
  const now = context.clock.now()
  const ago = (ms: number) => new Date(now.getTime() - ms)
  await db.deleteOldTraces(context.db, ago(forgetAfterMs), ago(deviceDays * dayMs))
  return inTransaction(context, null, async (tx, record) => {
    const ended = await db.deleteExpiredSessions(tx, now, sweepSize)
    for (const { id, personId } of ended) record(userStream(personId), { type: 'session.ended', sessionId: id }, id)
    return ended.length
  })
}
