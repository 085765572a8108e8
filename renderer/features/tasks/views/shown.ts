// What of a board is shown, and how: it stands in the address, so that it can be sent, and Back brings it again. Pure.
import type { PersonId } from '../../../../contract/ids.ts'
import type { Priority, TaskView } from '../../../../contract/tasks.ts'
import { urgencyOf } from '../due.ts'

export const layouts = ['board', 'list', 'calendar'] as const
export type Layout = (typeof layouts)[number]
export const groupings = ['list', 'person', 'priority', 'due', 'none'] as const
export type Grouping = (typeof groupings)[number]
export const sortings = ['rank', 'due', 'priority', 'title', 'created'] as const
export type Sorting = (typeof sortings)[number]
export const dueChoices = ['overdue', 'today', 'soon', 'none'] as const
export type DueChoice = (typeof dueChoices)[number]

/** Of each kind, one of those chosen has to fit; nothing chosen: all do. */
export type Filter = {
  text: string
  /** Ids, `me`, or `none` for tasks that nobody has taken. */
  people: string[]
  labels: string[]
  priorities: Priority[]
  due: DueChoice[]
}
export type Shown = { layout: Layout; grouping: Grouping; sorting: Sorting; filter: Filter }

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | undefined =>
  values.find((value) => value === text)
const many = (text: string | null): string[] => text?.split(',').filter(Boolean) ?? []

/** Anything that is not understood is as if it were not there. */
export function readShown(query: URLSearchParams): Shown {
  const known = <Value extends string>(key: string, values: readonly Value[]) =>
    many(query.get(key)).flatMap((text) => oneOf(values, text) ?? [])
  return {
    layout: oneOf(layouts, query.get('view')) ?? 'board',
    grouping: oneOf(groupings, query.get('group')) ?? 'list',
    sorting: oneOf(sortings, query.get('sort')) ?? 'rank',
    filter: {
      text: query.get('find') ?? '',
      people: many(query.get('people')),
      labels: many(query.get('labels')),
      priorities: known('priority', ['none', 'low', 'medium', 'high', 'urgent'] as const),
      due: known('due', dueChoices),
    },
  }
}

/** The query with this shown; what is as usual is left out. */
export function writeShown(
  query: URLSearchParams,
  { layout, grouping, sorting, filter }: Shown,
): URLSearchParams {
  const after = new URLSearchParams(query)
  const put = (key: string, value: string, usual = '') => {
    if (value === usual) after.delete(key)
    else after.set(key, value)
  }
  put('view', layout, 'board')
  put('group', grouping, 'list')
  put('sort', sorting, 'rank')
  put('find', filter.text)
  put('people', filter.people.join())
  put('labels', filter.labels.join())
  put('priority', filter.priorities.join())
  put('due', filter.due.join())
  return after
}

export const isFiltered = ({ text, people, labels, priorities, due }: Filter): boolean =>
  text.trim() !== '' || people.length + labels.length + priorities.length + due.length > 0

export type Viewer = { now: Date; timeZone: string; me: PersonId | null; key: string }

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether a task is among those wanted. Words are looked for in its title and its number, each in any place. */
export function fits(task: TaskView, filter: Filter, { now, timeZone, me, key }: Viewer): boolean {
  const { text, people, labels, priorities, due } = filter
  const said = fold(`${key}-${task.number} ${task.title}`)
  if (
    !fold(text)
      .split(/\s+/)
      .every((word) => said.includes(word))
  )
    return false
  const isTheirs = (wanted: string) =>
    wanted === 'none'
      ? task.assigneeIds.length === 0
      : task.assigneeIds.includes((wanted === 'me' ? me : wanted) as PersonId)
  if (people.length > 0 && !people.some(isTheirs)) return false
  if (labels.length > 0 && !task.labelIds.some((id) => labels.includes(id))) return false
  if (priorities.length > 0 && !priorities.includes(task.priority)) return false
  if (due.length === 0) return true
  const urgency = task.due ? urgencyOf(task, now, timeZone) : 'none'
  return due.some((wanted) => wanted === urgency)
}
