// A board with people and tasks, made through the doors by many hands at a time.
import { randomUUID } from 'node:crypto'
import type { BoardView } from '../../contract/boards.ts'
import type { ClientId, ListId } from '../../contract/ids.ts'
import type { TaskView } from '../../contract/tasks.ts'
import { post } from '../load/http.ts'
import { createPeople, type LoadPerson } from '../load/people.ts'

export const newClientId = () => randomUUID() as ClientId
export const oneOf = <Item>(items: readonly Item[]): Item =>
  items[Math.floor(Math.random() * items.length)] as Item

export type BenchBoard = { board: BoardView; people: LoadPerson[]; tasks: TaskView[] }

const hands = 8
const words = 'harbour crane survey lamp hull paint cable winch ballast pump chart buoy'.split(' ')

async function makeTask(
  url: string,
  { board, people }: Omit<BenchBoard, 'tasks'>,
  index: number,
): Promise<TaskView> {
  const person = people[index % people.length] as LoadPerson
  const input = {
    clientId: newClientId(),
    boardId: board.id,
    listId: board.lists[index % board.lists.length]?.id as ListId,
    title: `${oneOf(words)} ${oneOf(words)} ${index}: what has to be done before the season begins`,
    description: index % 3 === 0 ? `See the list of **${oneOf(words)}**.\n`.repeat(8) : '',
    assigneeIds: index % 2 === 0 ? [person.personId] : [],
    priority: oneOf(['none', 'low', 'medium', 'high'] as const),
    due: index % 4 === 0 ? { day: '2030-05-01', time: null, timeZone: 'Europe/Berlin' } : null,
  }
  return (await post(url, person.token, 'tasks.create', input)).task
}

export async function makeBenchBoard(
  url: string,
  databaseUrl: string,
  { key, peopleCount, taskCount }: { key: string; peopleCount: number; taskCount: number },
): Promise<BenchBoard> {
  const people = await createPeople(databaseUrl, peopleCount, key)
  const maker = people[0] as LoadPerson
  const memberIds = people.map(({ personId }) => personId)
  const home = { kind: 'own', isPublic: false, memberIds } as const
  const input = { clientId: newClientId(), name: `Board ${key}`, key, home }
  const { board } = await post(url, maker.token, 'boards.create', input)
  const tasks: TaskView[] = []
  let next = 0
  const hand = async () => {
    while (next < taskCount) {
      const index = next
      next += 1
      tasks.push(await makeTask(url, { board, people }, index))
    }
  }
  await Promise.all(Array.from({ length: hands }, hand))
  return { board, people, tasks }
}
