// boards.create: a board in a channel where people talk, or in a channel of its own.
import { randomUUID } from 'node:crypto'
import { type BoardView, maxBoardsPerChannel } from '../../../../contract/boards.ts'
import type { ParsedInputOf } from '../../../../contract/commands.ts'
import { channelStream } from '../../../../contract/events.ts'
import type { ChannelId, ListId } from '../../../../contract/ids.ts'
import type { Actor } from '../../../core/actor.ts'
import type { Context } from '../../../core/context.ts'
import { sqlState, type Transaction, uniqueViolation } from '../../../core/db.ts'
import { AppError, demand } from '../../../core/errors.ts'
import { inTransaction, type Record } from '../../../journal/journal.ts'
import { canCreateBoards, canManageBoard } from '../../boards/policy.ts'
import { presentBoard } from '../../boards/present.ts'
import { findMadeBoard, insertBoard, loadBoards } from '../../boards/service.ts'
import { demandAddable, insertChannel, reachChannelForChange } from '../../channels/service.ts'

type Create = ParsedInputOf<'boards.create'>

/** The channel the new board lives in, which nobody changes until the commit. */
async function takeHome(
  context: Context,
  actor: Actor,
  { name, home }: Create,
  tx: Transaction,
  record: Record,
): Promise<ChannelId> {
  if (home.kind === 'own') {
    await demandAddable(tx, home.memberIds)
    const kind = home.isPublic ? 'public' : 'private'
    const channel = {
      kind,
      isBoard: true,
      name,
      createdById: actor.personId,
      memberIds: home.memberIds,
    } as const
    // Only a direct conversation could be there already.
    const row = await insertChannel(tx, record, channel)
    return (row as NonNullable<typeof row>).id
  }
  const { channel, membership } = await reachChannelForChange(context, actor, home.channelId, tx)
  const board = { isArchived: false, createdById: actor.personId }
  demand(canManageBoard(actor, channel, membership !== null, board))
  const there = (await loadBoards(tx, [channel.id])).get(channel.id) ?? []
  if (there.length >= maxBoardsPerChannel)
    throw new AppError('too_large', `A channel can have ${maxBoardsPerChannel} boards.`)
  return channel.id
}

const refuseTakenKey = (error: unknown): never => {
  if (sqlState(error) !== uniqueViolation) throw error
  throw new AppError('already_exists', 'Another board has this key.', { field: 'key' })
}

/** Makes a board. Throws forbidden, not_found (the channel, a person), already_exists (the key), too_large. */
export async function createBoard(context: Context, actor: Actor, input: Create): Promise<BoardView> {
  demand(canCreateBoards(actor))
  const made = await findMadeBoard(context.db, actor.personId, input.clientId)
  if (made) return presentBoard(made)
  return inTransaction(context, actor.personId, async (tx, record) => {
    const channelId = await takeHome(context, actor, input, tx, record)
    const { key, name, description, clientId } = input
    const lists = input.lists.map((list) => ({ ...list, id: randomUUID() as ListId, limit: null }))
    const row = await insertBoard(tx, {
      channelId,
      key,
      name,
      description,
      lists,
      clientId,
      createdById: actor.personId,
      createdAt: context.clock.now(),
    })
    const board = presentBoard(row)
    record(channelStream(channelId), { type: 'board.changed', board }, board.id)
    return board
  }).catch(async (error) => {
    // The same request in two windows of time: the first one has made it.
    const first = await findMadeBoard(context.db, actor.personId, input.clientId)
    return first ? presentBoard(first) : refuseTakenKey(error)
  })
}
