// A person's own setting of e-mail.
import type { ParsedInputOf } from '../../../contract/commands.ts'
import type { DigestSettings } from '../../../contract/digest.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand } from '../../core/errors.ts'
import { findSettings, type SettingsRow, saveSettings } from './db.ts'
import { canSetDigest } from './policy.ts'

export { sendDigests } from './send.ts'

const standard: SettingsRow = { choice: 'hourly', dailyAt: '09:00', refusedAt: null }

const present = (context: Context, { choice, dailyAt, refusedAt }: SettingsRow): DigestSettings => ({
  isAvailable: context.config.smtpUrl !== undefined,
  choice,
  dailyAt,
  isRefused: refusedAt !== null,
})

export async function loadDigestSettings(context: Context, actor: Actor): Promise<DigestSettings> {
  demand(canSetDigest(actor))
  return present(context, (await findSettings(context.db, actor.personId)) ?? standard)
}

/** A refused address gets another chance with it. */
export async function setDigest(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'digest.set'>,
): Promise<DigestSettings> {
  demand(canSetDigest(actor))
  const { choice, dailyAt } = input
  const wanted = { choice, ...(dailyAt !== undefined && { dailyAt }) }
  return present(context, await saveSettings(context.db, actor.personId, wanted, context.clock.now()))
}

/** What the link in an e-mail does, and nothing else. Twice equals once. */
export async function switchOff(context: Context, personId: PersonId): Promise<void> {
  await saveSettings(context.db, personId, { choice: 'never' }, context.clock.now())
}
