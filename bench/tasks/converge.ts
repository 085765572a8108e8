// 10,000 random edits and moves by 20 clients at once, whose sockets are cut and whose answers get lost: in the end every
// one of them has the board that the server has.
import type { ListId, TaskId } from '../../contract/ids.ts'
import { progress, type Row } from '../load/report.ts'
import { type BenchBoard, makeBenchBoard, newClientId, oneOf } from './board.ts'
import { BoardClient } from './board-client.ts'

const clientCount = 20
const cutEveryMs = 100
const lostAnswers = 0.05

async function edit(client: BoardClient, { board, people }: BenchBoard): Promise<void> {
  const tasks = [...client.tasks.values()]
  const task = oneOf(tasks)
  const [taskId, clientId, dice] = [task.id, newClientId(), Math.random()]
  const isLost = Math.random() < lostAnswers
  const listId = oneOf(board.lists).id as ListId
  const change = (changes: object) =>
    client.ask('tasks.update', { taskId, clientId, seenRevision: task.revision, changes }, isLost)
  if (dice < 0.5) {
    const [afterId, beforeId] = [oneOf(tasks).id, oneOf(tasks).id]
    const places = { listId, afterId: afterId === taskId ? null : afterId, beforeId }
    await client.ask('tasks.move', { taskId, clientId, ...places }, isLost)
  } else if (dice < 0.65) await change({ title: `Renamed ${dice}` })
  else if (dice < 0.75)
    await change({ priority: oneOf(['none', 'low', 'medium', 'high', 'urgent'] as const) })
  else if (dice < 0.85)
    await change({ assigneeIds: { add: [oneOf(people).personId], remove: [oneOf(people).personId] } })
  else if (dice < 0.9) await change({ description: `Words ${dice}` })
  else if (dice < 0.94)
    await client.ask('tasks.create', { clientId, boardId: board.id, listId, title: `New ${dice}` }, isLost)
  else if (dice < 0.97) {
    await client.ask('tasks.archive', { taskId, isArchived: true })
    if (Math.random() < 0.5) await client.ask('tasks.archive', { taskId, isArchived: false })
  } else if (dice < 0.98) await client.ask('tasks.delete', { taskId })
  else
    await client.ask('boards.updateList', {
      boardId: board.id,
      listId,
      kind: oneOf(['open', 'done'] as const),
    })
}

/** What a person sees: which tasks stand where, in which order, and what they say. */
function picture(tasks: Iterable<{ id: TaskId; listId: ListId; rank: string }>): string {
  const inOrder = [...tasks].sort((one, other) =>
    one.listId !== other.listId
      ? one.listId < other.listId
        ? -1
        : 1
      : one.rank !== other.rank
        ? one.rank < other.rank
          ? -1
          : 1
        : one.id < other.id
          ? -1
          : 1,
  )
  return JSON.stringify(inOrder.map((task) => Object.entries(task).sort(([a], [b]) => (a < b ? -1 : 1))))
}

export async function measureConvergence(url: string, databaseUrl: string, edits: number): Promise<Row[]> {
  progress(`converge: ${edits} edits by ${clientCount} clients`)
  const made = await makeBenchBoard(url, databaseUrl, {
    key: 'CONV',
    peopleCount: clientCount,
    taskCount: 200,
  })
  const clients = made.people.map((person) => new BoardClient(url, person, made.board))
  await Promise.all(clients.map((client) => client.start()))
  let left = edits
  let cuts = 0
  const cutting = setInterval(() => {
    oneOf(clients).cut()
    cuts += 1
  }, cutEveryMs)
  await Promise.all(
    clients.map(async (client) => {
      while (left > 0) {
        left -= 1
        await edit(client, made)
      }
    }),
  )
  clearInterval(cutting)
  await Promise.all(clients.map((client) => client.catchUp()))
  const end = await (clients[0] as BoardClient).ask('tasks.list', { boardId: made.board.id })
  const truth = picture(end?.tasks ?? [])
  const wrong = clients.filter((client) => picture(client.tasks.values()) !== truth).length
  const places = (end?.tasks ?? []).map(({ listId, rank }) => `${listId} ${rank}`)
  for (const client of clients) client.stop()
  const repeats = clients.reduce((sum, client) => sum + client.repeats, 0)
  const note = `${end?.tasks.length} tasks left, ${cuts} cuts, ${repeats} requests repeated`
  return [
    { key: 'convergence', value: wrong, goal: { most: 0 }, note },
    { key: 'sharedPlaces', value: places.length - new Set(places).size, goal: { most: 0 } },
  ]
}
