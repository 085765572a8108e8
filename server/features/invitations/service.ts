// Invitations by link. The link is shown once; only its hash is kept.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { ErrorCode } from '../../../contract/errors.ts'
import { userStream } from '../../../contract/events.ts'
import type { InvitationId } from '../../../contract/ids.ts'
import type { InvitationView } from '../../../contract/invitations.ts'
import type { SignedInView } from '../../../contract/sessions.ts'
import { type Actor, isAdmin } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import type { RequestFacts } from '../../http/route.ts'
import { inTransaction } from '../../journal/journal.ts'
import { canInviteToChannel } from '../channels/policy.ts'
import { addToChannels, reachChannel } from '../channels/service.ts'
import { createPerson, newPersonId } from '../people/service.ts'
import {
  handOver,
  hashNewPassword,
  hashOfToken,
  newToken,
  signIn,
  startSession,
} from '../sessions/service.ts'
import * as db from './db.ts'
import {
  canInviteAs,
  canInvitePeople,
  canSeeInvitation,
  canUseInvitation,
  invitationInvalid,
} from './policy.ts'
import { presentInvitation } from './present.ts'

const dayMs = 86_400_000

/**
 * Makes an invitation link. Throws forbidden (role, or a channel the actor may not add people to) and not_found (a
 * channel the actor may not see).
 */
export async function createInvitation(
  context: Context,
  actor: Actor,
  { role, expiresInDays, maxUses, channelIds }: ParsedInputOf<'invitations.create'>,
): Promise<{ invitation: InvitationView; url: string }> {
  demand(canInviteAs(actor, role))
  const token = newToken()
  const now = context.clock.now()
  const invitation = await inTransaction(context, actor.personId, async (tx, record) => {
    const distinct = [...new Set(channelIds)].sort()
    for (const channelId of distinct) {
      const { channel, membership } = await reachChannel(context, actor, channelId, tx)
      demand(canInviteToChannel(actor, channel, membership !== null))
    }
    const row = {
      role,
      channelIds: distinct,
      createdById: actor.personId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + expiresInDays * dayMs),
      maxUses,
    }
    const made = await db.insertInvitation(tx, row, hashOfToken(token))
    record(userStream(made.createdById), { type: 'invitation.created', invitationId: made.id, role }, made.id)
    return presentInvitation(made)
  })
  // Behind the #, so that it reaches no server log and no Referer.
  return { invitation, url: `${context.config.publicUrl}/invite#token=${token}` }
}

/** Admins see all, others their own; newest first, at most 500. */
export async function listInvitations(context: Context, actor: Actor): Promise<InvitationView[]> {
  demand(canInvitePeople(actor))
  const rows = await db.listInvitations(context.db, isAdmin(actor) ? null : actor.personId)
  return rows.map(presentInvitation)
}

/** Makes an invitation useless at once. Twice equals once. Throws not_found for one the actor may not see. */
export async function revokeInvitation(
  context: Context,
  actor: Actor,
  id: InvitationId,
): Promise<InvitationView> {
  demand(canInvitePeople(actor))
  return inTransaction(context, actor.personId, async (tx, record) => {
    const row = await db.lockInvitation(tx, id)
    if (!row || !canSeeInvitation(actor, row)) throw notFound('invitation')
    if (row.revokedAt) return presentInvitation(row)
    record(userStream(row.createdById), { type: 'invitation.revoked', invitationId: id }, id)
    return presentInvitation(await db.revokeInvitation(tx, id, context.clock.now()))
  })
}

/** What a link offers, before it is used. Throws invitation_invalid. */
export async function peekInvitation(context: Context, token: string): Promise<OutputOf<'invitations.peek'>> {
  const found = await db.findInvitation(context.db, hashOfToken(token), false)
  demand(canUseInvitation(found, context.clock.now()))
  if (!found) throw invitationInvalid()
  const { workspaceName, role, creator, expiresAt } = found
  return { workspaceName, role, invitedBy: creator.name, expiresAt: expiresAt.toISOString() }
}

/**
 * Makes an account from a link and signs it in. Twice equals once: where this link has made an account with this e-mail
 * address before, the right password signs in, as the first answer may have been lost; a wrong one counts as at the
 * sign-in and is refused as if there were no account. Throws invitation_invalid, already_exists (e-mail), weak_password.
 */
export async function acceptInvitation(
  context: Context,
  input: ParsedInputOf<'invitations.accept'>,
  facts: RequestFacts,
): Promise<SignedInView> {
  try {
    return await makeAccount(context, input, facts)
  } catch (refusal) {
    if (!isCode(refusal, 'invitation_invalid') && !isCode(refusal, 'already_exists')) throw refusal
    if (!(await db.hasMade(context.db, hashOfToken(input.token), input.email))) throw refusal
    return signIn(context, input, facts).catch((error: unknown) => {
      throw isCode(error, 'wrong_credentials') ? refusal : error
    })
  }
}

const isCode = (error: unknown, code: ErrorCode) => error instanceof AppError && error.code === code

/**
 * Makes the account, puts it into those of the link's channels that its maker may still add people to (members and admins
 * also into the first channel), and signs it in; all or nothing.
 */
async function makeAccount(
  context: Context,
  input: ParsedInputOf<'invitations.accept'>,
  facts: RequestFacts,
): Promise<SignedInView> {
  const tokenHash = hashOfToken(input.token)
  // Before the costly hash: a link that opens nothing costs nothing.
  demand(canUseInvitation(await db.findInvitation(context.db, tokenHash, false), context.clock.now()))
  const { name, email, timeZone = 'UTC' } = input
  const passwordHash = await hashNewPassword(context, input.password, { names: [name, email] })
  const id = await newPersonId(context)
  const started = await inTransaction(context, id, async (tx, record) => {
    const found = await db.findInvitation(tx, tokenHash, true)
    demand(canUseInvitation(found, context.clock.now()))
    if (!found) throw invitationInvalid()
    const { role } = found
    await createPerson(context, tx, record, {
      id,
      kind: 'person',
      name,
      title: '',
      timeZone,
      role,
      email,
      passwordHash,
    })
    await db.insertUse(tx, found.id, id)
    const { channelIds, createdById, creator } = found
    const inviter = { personId: createdById, role: creator.role }
    const firstChannelId = role === 'guest' ? null : await db.findFirstChannel(tx)
    await addToChannels(tx, record, { channelIds, inviter, firstChannelId }, id)
    return startSession(context, tx, record, { personId: id, kind: input.as, facts })
  })
  return handOver(context, started, facts)
}
