// The tasks of a board as a list: grouped and sorted. Pure.
import type { BoardView } from '../../../../contract/boards.ts'
import { dueMoment } from '../../../../contract/lib/due.ts'
import type { TaskView } from '../../../../contract/tasks.ts'
import { urgencyOf } from '../due.ts'
import { byRank } from '../store.ts'
import type { Grouping, Sorting, Viewer } from './shown.ts'

/** `key` says what the group is of: the id of a list or person, a priority, an urgency; empty: of nothing. */
export type Group = { key: string; tasks: TaskView[] }

const weights = { urgent: 0, high: 1, medium: 2, low: 3, none: 4 }
const urgencies = ['overdue', 'today', 'soon', 'later', 'none', 'done']
const order = (one: number, other: number) => (one === other ? 0 : one < other ? -1 : 1)
const moment = ({ due }: TaskView) => (due ? dueMoment(due).getTime() : Number.POSITIVE_INFINITY)

type Compare = (one: TaskView, other: TaskView) => number

function comparer(sorting: Sorting, { lists }: Pick<BoardView, 'lists'>): Compare {
  const place = new Map(lists.map(({ id }, index) => [id, index]))
  const usual: Compare = (one, other) =>
    order(place.get(one.listId) ?? 0, place.get(other.listId) ?? 0) || byRank(one, other)
  const first: { [Key in Sorting]: Compare } = {
    rank: usual,
    due: (one, other) => order(moment(one), moment(other)),
    priority: (one, other) => weights[one.priority] - weights[other.priority],
    title: (one, other) => one.title.localeCompare(other.title),
    created: (one, other) => order(other.number, one.number),
  }
  return (one, other) => first[sorting](one, other) || usual(one, other)
}

function keysOf(task: TaskView, grouping: Grouping, { now, timeZone }: Viewer): string[] {
  switch (grouping) {
    case 'list':
      return [task.listId]
    case 'person':
      return task.assigneeIds.length > 0 ? task.assigneeIds : ['']
    case 'priority':
      return [task.priority]
    case 'due':
      return [task.due ? urgencyOf(task, now, timeZone) : 'none']
    case 'none':
      return ['']
  }
}

/** A task of several people stands in the group of each. Groups come in the order of the board; people as they appear. */
export function arrange(
  tasks: readonly TaskView[],
  board: Pick<BoardView, 'lists'>,
  grouping: Grouping,
  sorting: Sorting,
  viewer: Viewer,
): Group[] {
  const groups = new Map<string, TaskView[]>()
  const fixed: { [Key in Grouping]?: string[] } = {
    list: board.lists.map(({ id }) => id),
    priority: Object.keys(weights),
    due: urgencies,
  }
  for (const key of fixed[grouping] ?? []) groups.set(key, [])
  for (const task of [...tasks].sort(comparer(sorting, board)))
    for (const key of keysOf(task, grouping, viewer)) {
      const held = groups.get(key)
      if (held) held.push(task)
      else groups.set(key, [task])
    }
  return [...groups].filter(([, held]) => held.length > 0).map(([key, held]) => ({ key, tasks: held }))
}
