import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BoardId, ChannelId, ListId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { ApiError } from '../../data/api.ts'
import { type Database, deleteDatabase, openDatabase } from '../../data/database.ts'
import { KeptRows } from '../../data/kept-rows.ts'
import type { NewChange, TaskChange, TaskRequest } from './task-change.ts'
import { changeTask, discardChange, retryChange, TaskOutbox, taskOutboxStore } from './task-outbox.ts'

const person = '00000001-0000-7000-8000-000000000001' as PersonId
const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId
const [board, other] = ['b-1', 'b-2'] as BoardId[] as [BoardId, BoardId]

type Asked = {
  request: TaskRequest
  answer: (task: TaskView | null) => void
  refuse: (error: unknown) => void
}
let database: Database
let outbox: TaskOutbox
let asked: Asked[]
let answered: (TaskView | null)[]
let refused: TaskChange[]
let lock = 0

function begin(): void {
  outbox = new TaskOutbox({
    rows: new KeptRows(Promise.resolve(database), { store: 'taskChanges', lockName: `tasks-${lock}` }),
    onAnswer: (_, task) => answered.push(task),
    onRefused: (change) => refused.push(change),
    send: (request) =>
      new Promise((resolve, reject) => asked.push({ request, answer: resolve, refuse: reject })),
  })
}
const changes = () => taskOutboxStore.getState().changes
const nextAsked = async () => {
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0))
  return asked.shift() as Asked
}
const rename = (title: string, boardId = board): NewChange => ({
  boardId,
  channelId,
  taskId: 't-1' as TaskId,
  title,
  request: { name: 'tasks.archive', input: { taskId: title as TaskId, isArchived: true } },
  look: { kind: 'fields', fields: { listId: 'l-1' as ListId } },
})
const titleOf = ({ request }: Asked) => request.name === 'tasks.archive' && request.input.taskId

beforeEach(async () => {
  // IndexedDB needs the real setImmediate.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  lock += 1
  asked = []
  answered = []
  refused = []
  database = await openDatabase(person)
  begin()
})
afterEach(async () => {
  outbox.stop()
  database.close()
  await deleteDatabase(person)
  vi.useRealTimers()
})

test('changes of a board are sent one after the other, those of boards side by side', async () => {
  for (const title of ['one', 'two']) changeTask(rename(title))
  changeTask(rename('elsewhere', other))
  expect(changes().map(({ title }) => title)).toEqual(['one', 'two', 'elsewhere'])
  await vi.waitFor(() => expect(asked.map(titleOf)).toEqual(['one', 'elsewhere']))
  const view = { id: 't-1' } as TaskView
  asked[0]?.answer(view)
  await vi.waitFor(() => expect(asked.map(titleOf)).toEqual(['one', 'elsewhere', 'two']))
  expect(answered).toEqual([view])
  expect(changes().map(({ title }) => title)).toEqual(['two', 'elsewhere'])
  // What is answered is not sent again by another start.
  await vi.waitFor(async () => expect(await database.count('taskChanges')).toBe(2))
})

test('without a network it is tried again, and what comes after waits', async () => {
  changeTask(rename('one'))
  changeTask(rename('two'))
  ;(await nextAsked()).refuse(new ApiError('offline', 'no answer'))
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  expect(changes().map(({ state }) => state)).toEqual(['sending', 'sending'])
  outbox.hurry()
  expect(titleOf(await nextAsked())).toBe('one')
})

test('what is refused stays with its reason, and holds nothing up', async () => {
  changeTask(rename('one'))
  changeTask(rename('two'))
  ;(await nextAsked()).refuse(new ApiError('not_found', 'There is no such task.'))
  expect(titleOf(await nextAsked())).toBe('two')
  expect(refused).toMatchObject([
    { title: 'one', reason: { code: 'not_found', message: 'There is no such task.' } },
  ])
  const [one] = changes()
  expect(one?.state).toBe('failed')
  retryChange(one?.clientId as TaskChange['clientId'])
  expect(changes()[0]?.state).toBe('sending')
  discardChange(one?.clientId as TaskChange['clientId'])
  expect(changes().map(({ title }) => title)).toEqual(['two'])
})

test('a reload takes up what was not sent, in its order, refused ones as refused', async () => {
  for (const title of ['one', 'two', 'three']) changeTask(rename(title))
  ;(await nextAsked()).refuse(new ApiError('forbidden', 'No.'))
  expect(titleOf(await nextAsked())).toBe('two')
  await vi.waitFor(async () => {
    const rows = await database.getAll('taskChanges')
    expect(rows.map(({ title, state }) => [title, state])).toEqual([
      ['one', 'failed'],
      ['two', 'sending'],
      ['three', 'sending'],
    ])
  })
  outbox.stop()
  lock += 1
  begin()
  await outbox.resume()
  expect(changes().map(({ title, state }) => [title, state])).toEqual([
    ['one', 'failed'],
    ['two', 'sending'],
    ['three', 'sending'],
  ])
  expect(titleOf(await nextAsked())).toBe('two')
})

test('the end of a session keeps the rows for the same person', async () => {
  for (const title of ['one', 'two']) changeTask(rename(title))
  ;(await nextAsked()).refuse(new ApiError('not_signed_in', 'Sign in.'))
  // Long enough for the next one to be asked for, were it not over.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toEqual([])
  expect(refused).toEqual([])
  expect((await database.getAll('taskChanges')).map(({ state }) => state)).toEqual(['sending', 'sending'])
  outbox.stop()
  expect(changes()).toEqual([])
})

test('with the channel go the changes that were meant for it', async () => {
  changeTask(rename('one'))
  await nextAsked()
  outbox.removeChannel(channelId)
  expect(changes()).toEqual([])
  await vi.waitFor(async () => expect(await database.count('taskChanges')).toBe(0))
})
