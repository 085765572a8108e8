// Joining, leaving, inviting, removing; who is in a channel.

import type { JoinedChannel } from '../../../contract/channels.ts'
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { listMembers } from './db.ts'
import { loadJoinedChannel } from './load.ts'
import { demandAddable } from './manage.ts'
import { addMembers, removeMember } from './members.ts'
import { canInviteToChannel, canJoinChannel, canLeaveChannel, canRemoveOthers } from './policy.ts'
import { reachChannel, reachForChange } from './reach.ts'

/** Joins a public channel. Whoever is in a channel already gets it as it stands. */
export async function joinChannel(
  context: Context,
  actor: Actor,
  channelId: ChannelId,
): Promise<JoinedChannel> {
  return inTransaction(context, actor.personId, async (tx, record) => {
    const { channel, membership } = await reachForChange(context, actor, channelId, tx)
    if (!membership) {
      demand(canJoinChannel(actor, channel))
      await addMembers(tx, record, channelId, [actor.personId])
    }
    return loadJoinedChannel(context, actor, channelId, tx)
  })
}

/** Leaves a channel. Whoever is not in it (any more) and can still see it changes nothing. */
export async function leaveChannel(context: Context, actor: Actor, channelId: ChannelId): Promise<void> {
  await inTransaction(context, actor.personId, async (tx, record) => {
    const { channel } = await reachForChange(context, actor, channelId, tx)
    demand(canLeaveChannel(actor, channel))
    await removeMember(tx, record, channelId, actor.personId)
  })
}

/** Adds people; answers those who were not in it before. Throws not_found also for a person who does not exist. */
export async function inviteToChannel(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'channels.invite'>,
): Promise<PersonId[]> {
  const { channelId, personIds } = input
  return inTransaction(context, actor.personId, async (tx, record) => {
    const { channel, membership } = await reachForChange(context, actor, channelId, tx)
    demand(canInviteToChannel(actor, channel, membership !== null))
    await demandAddable(tx, personIds)
    return addMembers(tx, record, channelId, personIds)
  })
}

/** Removes somebody; removing oneself is leaving. Somebody who is not in it: nothing changes. */
export async function removeFromChannel(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'channels.remove'>,
): Promise<void> {
  const { channelId, personId } = input
  await inTransaction(context, actor.personId, async (tx, record) => {
    const { channel, membership } = await reachForChange(context, actor, channelId, tx)
    const isSelf = personId === actor.personId
    demand(isSelf ? canLeaveChannel(actor, channel) : canRemoveOthers(actor, channel, membership !== null))
    await removeMember(tx, record, channelId, personId)
  })
}

/** A page of the members by name. */
export async function listChannelMembers(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'channels.members'>,
): Promise<OutputOf<'channels.members'>> {
  const { channelId, after, limit } = input
  await reachChannel(context, actor, channelId)
  const found = await listMembers(context.db, channelId, after, limit + 1)
  const personIds = found.slice(0, limit)
  return { personIds, next: found.length > limit ? (personIds.at(-1) ?? null) : null }
}
