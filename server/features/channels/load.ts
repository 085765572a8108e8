// Loads many channels in a few queries, for start, catch-up and answers.
import type { ChannelState, ChannelView, JoinedChannel } from '../../../contract/channels.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Database, Transaction } from '../../core/db.ts'
import { notFound } from '../../core/errors.ts'
import { loadBoards } from '../boards/service.ts'
import { type ChannelRow, listChannels, listMemberIds, listMentionPositions, listPlaces } from './db.ts'
import { presentChannel, presentJoined, presentState } from './present.ts'

const isConversation = ({ kind }: ChannelRow) => kind === 'direct' || kind === 'group'

/** Who is in the direct and group conversations among `channels`; nothing is read when there are none. */
async function memberIdsOf(db: Database | Transaction, channels: ChannelRow[]) {
  const found = await listMemberIds(
    db,
    channels.filter(isConversation).map(({ id }) => id),
  )
  return (channel: ChannelRow): PersonId[] | null =>
    isConversation(channel) ? (found.get(channel.id) ?? []) : null
}

/** The view of a channel; `tx` reads its members as of the transaction. */
export async function presentWithMembers(
  db: Database | Transaction,
  channel: ChannelRow,
): Promise<ChannelView> {
  return presentChannel(channel, (await memberIdsOf(db, [channel]))(channel))
}

/**
 * The actor's channels as their member gets them, in four queries whatever their number: all, or those of `channelIds`
 * that the actor is in. At most the 200 newest mention positions each.
 */
export async function loadJoinedChannels(
  context: Context,
  actor: Pick<Actor, 'personId' | 'role'>,
  channelIds: ChannelId[] | null = null,
  db: Database | Transaction = context.db,
): Promise<JoinedChannel[]> {
  const places = await listPlaces(db, actor.personId, channelIds)
  const channels = places.map(({ channel }) => channel)
  const withUnread = places.filter(
    ({ channel, membership }) => channel.lastPosition > membership.readPosition,
  )
  const mentions = await listMentionPositions(
    db,
    actor.personId,
    withUnread.map(({ channel }) => channel.id),
  )
  const memberIds = await memberIdsOf(db, channels)
  const boards = await loadBoards(
    db,
    channels.map(({ id }) => id),
  )
  return places.map(({ channel, membership }) =>
    presentJoined(actor, channel, membership, {
      memberIds: memberIds(channel),
      mentionPositions: mentions.get(channel.id) ?? [],
      boards: boards.get(channel.id) ?? [],
    }),
  )
}

/** One channel of the actor, for an answer. Throws not_found when the actor is not in it. */
export async function loadJoinedChannel(
  context: Context,
  actor: Actor,
  channelId: ChannelId,
  db: Database | Transaction,
) {
  const [joined] = await loadJoinedChannels(context, actor, [channelId], db)
  if (!joined) throw notFound('channel')
  return joined
}

/** Channels by id, the same for every viewer. The caller has made sure that they may be seen. */
export async function loadChannels(
  context: Context,
  channelIds: ChannelId[],
): Promise<Map<ChannelId, { channel: ChannelView; state: ChannelState }>> {
  if (channelIds.length === 0) return new Map()
  const channels = await listChannels(context.db, channelIds)
  const memberIds = await memberIdsOf(context.db, channels)
  const boards = await loadBoards(context.db, channelIds)
  return new Map(
    channels.map((channel) => [
      channel.id,
      {
        channel: presentChannel(channel, memberIds(channel)),
        state: presentState(channel, boards.get(channel.id) ?? []),
      },
    ]),
  )
}
