// A drag ends → the other people's boards have moved: 200 people on one board of 2,000 tasks, 20 changes a second.
import type { Entry } from '../../contract/events.ts'
import type { ListId, TaskId } from '../../contract/ids.ts'
import { post } from '../load/http.ts'
import { type LightSocket, openLightSocket } from '../load/light-socket.ts'
import type { LoadPerson } from '../load/people.ts'
import { percentile, progress, type Row } from '../load/report.ts'
import { makeBenchBoard, newClientId, oneOf } from './board.ts'

const peopleCount = 200
const changesPerSecond = 20

type Origin = { at: number; authorId: string }

export async function measureMoves(url: string, databaseUrl: string, seconds: number): Promise<Row[]> {
  progress(`move: ${peopleCount} people on one board, ${changesPerSecond} changes/s, ${seconds} s`)
  const { board, people, tasks } = await makeBenchBoard(url, databaseUrl, {
    key: 'MOVE',
    peopleCount,
    taskCount: 2000,
  })
  // A change is known by the task's revision that it makes: each task is changed by one hand at a time.
  const origins = new Map<string, Origin>()
  const latencies: number[] = []
  const hear = (person: LoadPerson) => (entries: Entry[]) => {
    const now = performance.now()
    for (const { event } of entries) {
      if (event.type !== 'task.changed') continue
      const origin = origins.get(`${event.taskId} ${event.revision}`)
      if (origin && origin.authorId !== person.personId) latencies.push(now - origin.at)
    }
  }
  const sockets: LightSocket[] = []
  for (let from = 0; from < people.length; from += 50) {
    const some = people
      .slice(from, from + 50)
      .map((one) => openLightSocket(url, one.token, { entries: hear(one) }))
    await Promise.all(some.map(({ ready }) => ready))
    sockets.push(...some)
  }
  const answers: Promise<unknown>[] = []
  const total = seconds * changesPerSecond
  const startedAt = performance.now()
  for (let n = 0; n < total; n += 1) {
    const waitMs = startedAt + (n * 1000) / changesPerSecond - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    const person = people[(n * 7) % people.length] as LoadPerson
    const { id: taskId } = tasks[n % tasks.length] as { id: TaskId }
    const revision = 2 + Math.floor(n / tasks.length)
    const listId = oneOf(board.lists).id as ListId
    const afterId = oneOf(tasks).id
    origins.set(`${taskId} ${revision}`, { at: performance.now(), authorId: person.personId })
    const input = { taskId, clientId: newClientId(), listId, afterId: afterId === taskId ? null : afterId }
    answers.push(post(url, person.token, 'tasks.move', input))
  }
  await Promise.all(answers)
  const wanted = total * (peopleCount - 1)
  const until = performance.now() + 10_000
  while (latencies.length < wanted && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 50))
  for (const socket of sockets) socket.cut()
  const note = `median ${percentile(latencies, 0.5).toFixed(1)} ms, ${latencies.length} of ${wanted} deliveries`
  return [
    { key: 'moveDeliverP99Ms', value: percentile(latencies, 0.99), goal: { most: 100 }, note },
    { key: 'moveLost', value: wanted - latencies.length, goal: { most: 0 } },
  ]
}
