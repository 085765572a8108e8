// New passwords.
import { userStream } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand } from '../../core/errors.ts'
import type { RequestFacts } from '../../http/route.ts'
import { inTransaction } from '../../journal/journal.ts'
import * as db from './db.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { weaknessOf } from './password-strength.ts'
import { canChangePassword, wrongCredentials } from './policy.ts'
import { clearTries, countChange, recordRefused } from './sign-in-tries.ts'
import { endSessions } from './start-session.ts'
import { hashOfToken } from './tokens.ts'
import { forgetDevices } from './tries-db.ts'

/**
 * The hash to keep for a new password. Throws weak_password naming `field`. `names` are what it must not be made of,
 * besides the workspace's name and, when `personId` is given, that person's own.
 */
export async function hashNewPassword(
  context: Context,
  password: string,
  {
    field = 'password',
    names = [],
    personId = null,
  }: { field?: string; names?: string[]; personId?: PersonId | null } = {},
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
    await recordRefused(context, personId, personId)
    throw new AppError('wrong_credentials', 'This is not your present password.', { field: 'password' })
  }
  const passwordHash = await hashNewPassword(context, newPassword, { field: 'newPassword', personId })
  await inTransaction(context, personId, async (tx, record) => {
    const locked = await db.lockPerson(tx, personId, 'update')
    if (locked?.passwordHash !== before) throw wrongCredentials()
    await db.setPasswordHash(tx, personId, passwordHash)
    record(userStream(personId), { type: 'password.changed' })
    await clearTries(context, tx, tries)
    await forgetDevices(tx, personId, hashOfToken(facts.deviceToken ?? ''))
    await endSessions(tx, record, personId, { except: actor.sessionId })
  })
}
