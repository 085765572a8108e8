// Opening a board of 2,000 tasks, as the server answers it.
import { post } from '../load/http.ts'
import type { LoadPerson } from '../load/people.ts'
import { percentile, progress, type Row } from '../load/report.ts'
import { makeBenchBoard } from './board.ts'

const taskCount = 2000
const opens = 200

export async function measureBoardOpen(url: string, databaseUrl: string): Promise<Row[]> {
  progress(`open: a board of ${taskCount} tasks`)
  const { board, people } = await makeBenchBoard(url, databaseUrl, {
    key: 'OPEN',
    peopleCount: 20,
    taskCount,
  })
  const times: number[] = []
  for (let n = 0; n < opens; n += 1) {
    const { token } = people[n % people.length] as LoadPerson
    const startedAt = performance.now()
    const { tasks } = await post(url, token, 'tasks.list', { boardId: board.id })
    times.push(performance.now() - startedAt)
    if (tasks.length !== taskCount) throw new Error(`a board of ${tasks.length}`)
  }
  const note = `median ${percentile(times, 0.5).toFixed(0)} ms`
  return [{ key: 'boardOpenP95Ms', value: percentile(times, 0.95), goal: { most: 100 }, note }]
}
