// Putting people into a channel and taking them out, inside somebody's transaction.
import { channelStream, directoryStream, userStream } from '../../../contract/events.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import type { Transaction } from '../../core/db.ts'
import { lockStream } from '../../journal/append.ts'
import type { Record } from '../../journal/journal.ts'
import { loadBoards } from '../boards/service.ts'
import {
  type ChannelRow,
  changeMemberCount,
  deleteMembership,
  findPlace,
  insertChannelRow,
  insertMemberships,
  listChannels,
  type NewChannel,
} from './db.ts'
import { presentWithMembers } from './load.ts'
import { canInviteToChannel, type Viewer } from './policy.ts'
import { presentChannel, presentJoined } from './present.ts'

const isConversation = ({ kind }: Pick<ChannelRow, 'kind'>) => kind === 'direct' || kind === 'group'

/**
 * Adds active people to a channel with nothing unread, in four statements whatever their number; those who are in it
 * already stay as they are. `closedFor`: members whose sidebar it stays out of until somebody writes. Answers who is new.
 * Several channels in one transaction: in ascending order of their ids (addToChannels does that).
 */
export async function addMembers(
  tx: Transaction,
  record: Record,
  channelId: ChannelId,
  personIds: PersonId[],
  closedFor: PersonId[] = [],
): Promise<PersonId[]> {
  const stream = channelStream(channelId)
  // The state below is true as of this number: whoever else changes the channel waits for this commit.
  const head = await lockStream(tx, stream)
  const added = await insertMemberships(tx, channelId, personIds, closedFor)
  if (added.length === 0) return []
  const row = await changeMemberCount(tx, channelId, added.length)
  const view = await presentWithMembers(tx, row)
  const boards = (await loadBoards(tx, [channelId])).get(channelId) ?? []
  if (isConversation(row) && row.memberCount > added.length)
    record(stream, { type: 'channel.changed', channel: view }, channelId)
  for (const { role, ...membership } of added) {
    const { personId } = membership
    record(stream, { type: 'member.joined', channelId, personId, memberCount: row.memberCount }, personId)
    const joined = presentJoined({ personId, role }, row, membership, {
      memberIds: view.memberIds,
      mentionPositions: [],
      boards,
    })
    record(userStream(personId), { type: 'channel.joined', joined, head }, channelId)
  }
  return added.map(({ personId }) => personId)
}

/** Channels that an accepted invitation opens, and the one that the house gives to everybody but guests. */
export type Opened = { channelIds: ChannelId[]; inviter: Viewer; firstChannelId: ChannelId | null }

/**
 * Adds somebody to the first channel and to those channels that the inviter may add people to at this moment; the others
 * are passed over, and so is what is archived. The caller keeps the inviter's role as it is.
 */
export async function addToChannels(
  tx: Transaction,
  record: Record,
  { channelIds, inviter, firstChannelId }: Opened,
  personId: PersonId,
): Promise<void> {
  const wanted = firstChannelId ? [...channelIds, firstChannelId] : channelIds
  for (const { id } of await listChannels(tx, wanted)) {
    // Nobody is removed from it and it is not archived from here to the commit.
    await lockStream(tx, channelStream(id))
    const place = await findPlace(tx, id, inviter.personId)
    if (!place) continue
    const { channel, membership } = place
    const isOpen =
      id === firstChannelId
        ? !channel.isArchived
        : canInviteToChannel(inviter, channel, membership !== null) === true
    if (isOpen) await addMembers(tx, record, id, [personId])
  }
}

/**
 * Takes somebody out of a channel, with their mentions and followed threads in it. The order of the entries makes sure
 * that not one more event of the channel reaches them. False: they were not in it.
 */
export async function removeMember(
  tx: Transaction,
  record: Record,
  channelId: ChannelId,
  personId: PersonId,
): Promise<boolean> {
  const stream = channelStream(channelId)
  await lockStream(tx, stream)
  if (!(await deleteMembership(tx, channelId, personId))) return false
  const row = await changeMemberCount(tx, channelId, -1)
  record(stream, { type: 'member.left', channelId, personId, memberCount: row.memberCount }, personId)
  record(userStream(personId), { type: 'channel.left', channelId }, channelId)
  if (isConversation(row))
    record(stream, { type: 'channel.changed', channel: await presentWithMembers(tx, row) }, channelId)
  return true
}

/**
 * Makes a channel; the maker is its first member. Answers null when a conversation of the same people exists already.
 * A public name that is taken fails as a unique violation.
 */
export async function insertChannel(
  tx: Transaction,
  record: Record,
  channel: NewChannel & { memberIds?: PersonId[]; closedFor?: PersonId[] },
): Promise<ChannelRow | null> {
  const row = await insertChannelRow(tx, channel)
  if (!row) return null
  const memberIds = [...new Set([channel.createdById, ...(channel.memberIds ?? [])])]
  await addMembers(tx, record, row.id, memberIds, channel.closedFor)
  if (row.kind === 'public')
    record(directoryStream, { type: 'channel.changed', channel: presentChannel(row, null) }, row.id)
  return row
}
