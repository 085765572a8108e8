import { expect, test } from 'vitest'
import type { ListId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { type Lists, placeOf, stepCarry, stepFocus, withCarried } from './carry.ts'

const task = (id: string, listId: string) => ({ id, listId }) as unknown as TaskView
const [a, b, c] = ['a', 'b', 'c'] as ListId[] as [ListId, ListId, ListId]
const lists: Lists = new Map([
  [a, [task('1', 'a'), task('2', 'a'), task('3', 'a')]],
  [b, []],
  [c, [task('4', 'c')]],
])
const at = (id: string) => placeOf(lists, id as TaskId) as NonNullable<ReturnType<typeof placeOf>>
const ids = (drawn: Lists) => [...drawn.values()].map((list) => list.map(({ id }) => id).join(''))

test('the focus goes up and down in a list, and over empty lists to the side', () => {
  expect(stepFocus(lists, at('2'), 'down')).toBe('3')
  expect(stepFocus(lists, at('3'), 'down')).toBe('3')
  expect(stepFocus(lists, at('3'), 'right')).toBe('4')
  expect(stepFocus(lists, at('4'), 'left')).toBe('1')
  expect(stepFocus(lists, at('4'), 'right')).toBe('4')
  expect(stepFocus(lists, at('2'), 'last')).toBe('3')
})

test('a carried task goes everywhere, also into an empty list, and never off the board', () => {
  const right = stepCarry(lists, at('3'), 'right')
  expect(right).toEqual({ taskId: '3', listId: 'b', index: 0 })
  expect(ids(withCarried(lists, right, task('3', 'a')))).toEqual(['12', '3', '4'])
  expect(stepCarry(lists, at('1'), 'up')).toEqual(at('1'))
  expect(stepCarry(lists, at('3'), 'down')).toEqual(at('3'))
  expect(stepCarry(lists, at('1'), 'left')).toEqual(at('1'))
  expect(stepCarry(lists, at('1'), 'last')).toEqual({ ...at('1'), index: 2 })
})

test('a carried task is drawn once, in the list where it would be put down', () => {
  const drawn = withCarried(lists, { taskId: '1' as TaskId, listId: c, index: 1 }, task('1', 'a'))
  expect(ids(drawn)).toEqual(['23', '', '41'])
  expect(drawn.get(c)?.[1]?.listId).toBe('c')
})
