import { describe, expect, test } from 'vitest'
import type { Event } from '../../../contract/events.ts'
import type { BoardId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { applyToBoard, tasksFromList } from './reducer.ts'

const boardId = 'board' as BoardId
const taskAs = (id: string, revision: number, more: object = {}) =>
  ({ id, boardId, revision, title: `${id} ${revision}`, commentCount: 0, ...more }) as unknown as TaskView
const start = tasksFromList([taskAs('a', 3), taskAs('b', 1)])
const applied = (...events: object[]) =>
  events
    .map((event) => ({ event: event as Event }))
    .reduce((tasks, entry) => applyToBoard(tasks, boardId, entry), start)
const changed = (taskId: string, revision: number, changes: object) => ({
  type: 'task.changed',
  boardId,
  taskId,
  revision,
  changes,
  overwrote: [],
})
const [a, b] = ['a', 'b'] as [TaskId, TaskId]

describe('the tasks of a board', () => {
  test('take changes by field, and none that they have seen', () => {
    const tasks = applied(
      changed('a', 4, { title: 'new' }),
      changed('a', 4, { title: 'again' }),
      changed('b', 1, { title: 'old' }),
    )
    expect(tasks.get(a)).toMatchObject({ title: 'new', revision: 4 })
    expect(tasks.get(b)).toBe(start.get(b))
    expect(applied(changed('elsewhere', 9, { title: 'x' }))).toBe(start)
  })

  test('take many changes at once', () => {
    const items = [
      { taskId: 'a', revision: 4, changes: { listId: 'x' } },
      { taskId: 'b', revision: 2, changes: { listId: 'x' } },
    ]
    const tasks = applied({ type: 'tasks.changed', boardId, items })
    expect([...tasks.values()].map(({ listId, revision }) => [listId, revision])).toEqual([
      ['x', 4],
      ['x', 2],
    ])
  })

  test('grow by new ones of this board, and by those that come back', () => {
    const tasks = applied(
      { type: 'task.created', task: taskAs('c', 1) },
      { type: 'task.created', task: taskAs('d', 1, { boardId: 'other' }) },
      { type: 'task.restored', task: taskAs('a', 2) },
    )
    expect([...tasks.keys()]).toEqual(['a', 'b', 'c'])
    expect(tasks.get(a)?.revision).toBe(3)
  })

  test('lose those that are archived or deleted', () => {
    expect([...applied(changed('a', 4, { archivedAt: '2030-01-01T00:00:00.000Z' })).keys()]).toEqual(['b'])
    expect([...applied({ type: 'task.deleted', boardId, taskId: 'b' }).keys()]).toEqual(['a'])
  })

  test('count their comments as their threads do', () => {
    const thread = { rootId: 'a', replyCount: 2 }
    expect(applied({ type: 'message.sent', thread }).get(a)?.commentCount).toBe(2)
    expect(
      applied(
        { type: 'message.sent', thread },
        { type: 'message.deleted', thread: { ...thread, replyCount: 1 } },
      ).get(a)?.commentCount,
    ).toBe(1)
    expect(applied({ type: 'message.sent', thread: null })).toBe(start)
  })
})
