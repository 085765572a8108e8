// Reading tasks: a whole board, some by id or name, one with its description, its history.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { channelStream } from '../../../contract/events.ts'
import { mineDoneDays } from '../../../contract/tasks.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { readHeads } from '../../journal/read.ts'
import { presentBoard } from '../boards/present.ts'
import { filterVisible } from '../channels/service.ts'
import { reachBoard } from './boards/reach.ts'
import { findTasks, listAssigned, listChanges, listOpenTasks } from './db.ts'
import { presentDetail, presentTask } from './present.ts'
import { reachTask } from './reach.ts'

/** The head is read before the rows: rows may be newer than it says, and hearing an event again changes nothing. */
export async function listTasks(
  context: Context,
  actor: Actor,
  { boardId }: ParsedInputOf<'tasks.list'>,
): Promise<OutputOf<'tasks.list'>> {
  const { channel } = await reachBoard(context, actor, boardId)
  const stream = channelStream(channel.id)
  const head = (await readHeads(context.db, [stream])).get(stream)?.head ?? 0
  const [{ board }, rows] = await Promise.all([
    reachBoard(context, actor, boardId),
    listOpenTasks(context.db, boardId),
  ])
  return { board: presentBoard(board), tasks: rows.map(presentTask), head }
}

/** Those of them that the actor may see; of the others nothing is said. */
export async function findVisibleTasks(
  context: Context,
  actor: Actor,
  { taskIds, names }: ParsedInputOf<'tasks.find'>,
): Promise<OutputOf<'tasks.find'>> {
  const upper = names.map((name) => name.toUpperCase())
  const rows = await findTasks(context.db, { taskIds, names: upper })
  const visible = await filterVisible(context, actor, [...new Set(rows.map(({ channelId }) => channelId))])
  return { tasks: rows.filter(({ channelId }) => visible.has(channelId)).map(presentTask) }
}

/** What the actor has to do, on the boards they are on. */
export async function listMine(context: Context, actor: Actor): Promise<OutputOf<'tasks.mine'>> {
  const doneSince = new Date(context.clock.now().getTime() - mineDoneDays * 86_400_000)
  return { tasks: (await listAssigned(context.db, actor.personId, doneSince)).map(presentTask) }
}

export async function readTask(
  context: Context,
  actor: Actor,
  { taskId }: ParsedInputOf<'tasks.read'>,
): Promise<OutputOf<'tasks.read'>> {
  return presentDetail(await reachTask(context, actor, taskId))
}

export async function listHistory(
  context: Context,
  actor: Actor,
  { taskId, before, limit }: ParsedInputOf<'tasks.history'>,
): Promise<OutputOf<'tasks.history'>> {
  await reachTask(context, actor, taskId)
  const rows = await listChanges(context.db, taskId, before === null ? null : new Date(before), limit + 1)
  const lines = rows.slice(0, limit).map(({ at, ...line }) => ({ ...line, at: at.toISOString() }))
  return { lines, hasOlder: rows.length > limit }
}
