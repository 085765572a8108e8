import { expect, test } from 'vitest'
import type { ListId, PersonId } from '../../../../contract/ids.ts'
import type { TaskView } from '../../../../contract/tasks.ts'
import { arrange } from './arrange.ts'
import { fits, readShown, writeShown } from './shown.ts'

const [me, you] = ['p-1', 'p-2'] as PersonId[] as [PersonId, PersonId]
const viewer = { now: new Date('2026-11-23T12:00:00Z'), timeZone: 'Europe/Berlin', me, key: 'OPS' }
const task = (number: number, more: Partial<TaskView> = {}): TaskView =>
  ({
    id: `t-${number}`,
    number,
    title: `Task ${number}`,
    listId: 'l-1',
    rank: `a${number}`,
    assigneeIds: [],
    labelIds: [],
    priority: 'none',
    due: null,
    doneAt: null,
    ...more,
  }) as unknown as TaskView
const on = (day: string) => ({ day, time: null, timeZone: 'Europe/Berlin' })
const shownOf = (query: string) => readShown(new URLSearchParams(query))
const wanted = (query: string, one: TaskView) => fits(one, shownOf(query).filter, viewer)

test('what is shown goes into the address and comes back the same; nonsense is as if it were not there', () => {
  const query =
    'task=t-1&view=list&group=due&sort=title&find=quay+wall&people=me%2Cp-2&priority=high&due=overdue'
  const shown = shownOf(query)
  expect(writeShown(new URLSearchParams('task=t-1'), shown).toString()).toBe(query)
  expect(writeShown(new URLSearchParams(query), shownOf('')).toString()).toBe('task=t-1')
  expect(shownOf('view=cake&group=&sort=5&priority=huge,low')).toEqual({
    ...shownOf(''),
    filter: { ...shownOf('').filter, priorities: ['low'] },
  })
})

test('words fit in any place of the title or the number, without accents and case', () => {
  const one = task(12, { title: 'Répare the Quay wall' })
  expect(wanted('find=wall+repare', one)).toBe(true)
  expect(wanted('find=ops-12', one)).toBe(true)
  expect(wanted('find=wall+roof', one)).toBe(false)
})

test('of each kind one has to fit', () => {
  const mine = task(1, { assigneeIds: [me], priority: 'high', due: on('2026-11-20') })
  const free = task(2, { labelIds: ['x'] as never })
  expect([wanted('people=me', mine), wanted('people=me', free)]).toEqual([true, false])
  expect([wanted('people=none,p-2', mine), wanted('people=none,p-2', free)]).toEqual([false, true])
  expect([wanted('due=overdue,today', mine), wanted('due=none', free)]).toEqual([true, true])
  expect(wanted('people=me&priority=low', mine)).toBe(false)
  expect(wanted('labels=x,y', free)).toBe(true)
})

test('groups come in the order of the board, a task of two people stands with both, ties as on the board', () => {
  const board = { lists: [{ id: 'l-1' }, { id: 'l-2' }] as never }
  const tasks = [
    task(3, { listId: 'l-2' as ListId, assigneeIds: [me, you], priority: 'low' }),
    task(2, { priority: 'urgent' }),
    task(1, { assigneeIds: [you] }),
  ]
  const shape = (
    ...how: Parameters<typeof arrange> extends [unknown, unknown, ...infer Rest] ? Rest : never
  ) => arrange(tasks, board, ...how).map(({ key, tasks }) => [key, tasks.map(({ number }) => number)])
  expect(shape('list', 'rank', viewer)).toEqual([
    ['l-1', [1, 2]],
    ['l-2', [3]],
  ])
  expect(shape('person', 'rank', viewer)).toEqual([
    [you, [1, 3]],
    ['', [2]],
    [me, [3]],
  ])
  expect(shape('none', 'priority', viewer)).toEqual([['', [2, 3, 1]]])
  expect(shape('none', 'created', viewer)).toEqual([['', [3, 2, 1]]])
})
