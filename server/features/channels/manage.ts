// Making channels, renaming and archiving them.

import type { ChannelView, JoinedChannel } from '../../../contract/channels.ts'
import type { ParsedInputOf } from '../../../contract/commands.ts'
import { channelStream, directoryStream } from '../../../contract/events.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { sqlState, type Transaction, uniqueViolation } from '../../core/db.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { type ChannelRow, findPeople, updateChannelRow } from './db.ts'
import { loadJoinedChannel } from './load.ts'
import { insertChannel } from './members.ts'
import { canAddPeople, canArchiveChannel, canCreateChannel, canUpdateChannel } from './policy.ts'
import { presentChannel } from './present.ts'
import { reachForChange } from './reach.ts'

/** Throws not_found when one of them does not exist, forbidden when one was deactivated. */
export async function demandAddable(tx: Transaction, personIds: PersonId[]): Promise<void> {
  const people = await findPeople(tx, personIds)
  if (people.length < new Set(personIds).size) throw notFound('person')
  demand(canAddPeople(people))
}

const refuseTakenName = (error: unknown): never => {
  if (sqlState(error) !== uniqueViolation) throw error
  throw new AppError('already_exists', 'There is a public channel with this name.', { field: 'name' })
}

/** Makes a channel with its first members. Throws forbidden, not_found (a person), already_exists (a public name). */
export async function createChannel(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'channels.create'>,
): Promise<JoinedChannel> {
  demand(canCreateChannel(actor))
  return inTransaction(context, actor.personId, async (tx, record) => {
    await demandAddable(tx, input.memberIds)
    const row = (await insertChannel(tx, record, { ...input, createdById: actor.personId })) as ChannelRow
    return loadJoinedChannel(context, actor, row.id, tx)
  }).catch(refuseTakenName)
}

/** Tells the members, and for a public channel everybody who can browse. */
function recordChange(record: Record, row: ChannelRow): ChannelView {
  const channel = presentChannel(row, null)
  record(channelStream(row.id), { type: 'channel.changed', channel }, row.id)
  if (row.kind === 'public') record(directoryStream, { type: 'channel.changed', channel }, row.id)
  return channel
}

/** Gives a board's own channel the board's name, in somebody's transaction. */
export async function renameHome(
  tx: Transaction,
  record: Record,
  channelId: ChannelId,
  name: string,
): Promise<void> {
  recordChange(record, await updateChannelRow(tx, channelId, { name }))
}

/** Renames a channel or sets its topic. What it is already changes nothing. */
export async function updateChannel(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'channels.update'>,
): Promise<ChannelView> {
  const { channelId, name, topic } = input
  return inTransaction(context, actor.personId, async (tx, record) => {
    const { channel, membership } = await reachForChange(context, actor, channelId, tx)
    demand(canUpdateChannel(actor, channel, membership !== null))
    const isSame = (name ?? channel.name) === channel.name && (topic ?? channel.topic) === channel.topic
    return isSame
      ? presentChannel(channel, null)
      : recordChange(record, await updateChannelRow(tx, channelId, { name, topic }))
  }).catch(refuseTakenName)
}

/** Archives a channel or brings it back. Twice equals once. */
export async function archiveChannel(
  context: Context,
  actor: Actor,
  input: { channelId: ChannelId; isArchived: boolean },
): Promise<ChannelView> {
  const { channelId, isArchived } = input
  return inTransaction(context, actor.personId, async (tx, record) => {
    const { channel, membership } = await reachForChange(context, actor, channelId, tx)
    demand(canArchiveChannel(actor, channel, membership !== null))
    if (channel.isArchived === isArchived) return presentChannel(channel, null)
    return recordChange(record, await updateChannelRow(tx, channelId, { isArchived }))
  })
}
