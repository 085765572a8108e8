// Loads a channel with permission: whoever may not see it learns nothing, not even that it exists.
import { channelStream } from '../../../contract/events.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Database, Transaction } from '../../core/db.ts'
import { notFound } from '../../core/errors.ts'
import { lockStream } from '../../journal/append.ts'
import { findPlace, listChannels, listPlaces, type Place } from './db.ts'
import { canSeeChannel } from './policy.ts'

/**
 * A channel the actor may see (as a member, or a public one for everybody but guests) and the own membership, null when
 * there is none. Throws not_found, the same for a hidden channel and an absent one.
 */
export async function reachChannel(
  context: Context,
  actor: Actor,
  channelId: ChannelId,
  db: Database | Transaction = context.db,
): Promise<Place> {
  const place = await findPlace(db, channelId, actor.personId)
  if (!place || !canSeeChannel(actor, place.channel, place.membership !== null)) throw notFound('channel')
  return place
}

/**
 * As reachChannel, and the channel stays as it was read until the commit: everybody who changes a channel, its members
 * or its messages takes its stream first.
 */
export async function reachForChange(context: Context, actor: Actor, channelId: ChannelId, tx: Transaction) {
  await reachChannel(context, actor, channelId, tx)
  await lockStream(tx, channelStream(channelId))
  return reachChannel(context, actor, channelId, tx)
}

/** Those of `channelIds` that the actor may see, in two queries whatever their number. */
export async function filterVisible(
  context: Context,
  actor: Actor,
  channelIds: ChannelId[],
): Promise<Set<ChannelId>> {
  const [channels, places] = await Promise.all([
    listChannels(context.db, channelIds),
    listPlaces(context.db, actor.personId, channelIds),
  ])
  const own = new Set(places.map(({ channel }) => channel.id))
  return new Set(
    channels.filter((channel) => canSeeChannel(actor, channel, own.has(channel.id))).map(({ id }) => id),
  )
}
