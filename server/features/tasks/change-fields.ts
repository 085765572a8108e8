// What a change makes of a task: pure. A field that was not named stays; sets take additions and removals, so that two
// who add different people lose neither; each field remembers who wrote it last.
import type { ParsedInputOf } from '../../../contract/commands.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Overwrite, TaskField } from '../../../contract/tasks.ts'
import type { TaskState, WholeTask } from './db.ts'

type Changes = ParsedInputOf<'tasks.update'>['changes']
type By = { personId: PersonId; seenRevision: number }
type Changed = { after: TaskState; overwrote: Overwrite[] }

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const merge = <Id>(now: Id[], change: { add: Id[]; remove: Id[] } | undefined): Id[] =>
  change ? [...new Set([...now, ...change.add])].filter((id) => !change.remove.includes(id)) : now

/** The fields as they would be, and those among them that really differ. */
function wantedFields(before: WholeTask, changes: Changes) {
  const { title, description, priority, startDay, due, estimate, parentId } = changes
  const wanted = {
    title: title ?? before.title,
    description: description ?? before.description,
    assigneeIds: merge(before.assigneeIds, changes.assigneeIds),
    labelIds: merge(before.labelIds, changes.labelIds),
    priority: priority ?? before.priority,
    startDay: startDay === undefined ? before.startDay : startDay,
    due: due === undefined ? before.due : due,
    estimate: estimate === undefined ? before.estimate : estimate,
    parentId: parentId === undefined ? before.parentId : parentId,
    blockedByIds: merge(before.blockedByIds, changes.blockedByIds),
  }
  const fieldOf: { [Key in keyof typeof wanted]: TaskField } = {
    title: 'title',
    description: 'description',
    assigneeIds: 'assignees',
    labelIds: 'labels',
    priority: 'priority',
    startDay: 'startDay',
    due: 'due',
    estimate: 'estimate',
    parentId: 'parent',
    blockedByIds: 'blockers',
  }
  const keys = Object.keys(wanted) as (keyof typeof wanted)[]
  const fields = keys.filter((key) => !isSame(wanted[key], before[key])).map((key) => fieldOf[key])
  return { wanted, fields }
}

const merged: TaskField[] = ['assignees', 'labels', 'blockers']

/** Null: everything is so already. */
export function changeFields(before: WholeTask, changes: Changes, by: By): Changed | null {
  const { wanted, fields } = wantedFields(before, changes)
  if (fields.length === 0) return null
  const overwrote = fields.flatMap((field) => {
    const mark = before.marks[field]
    const isUnseen = mark && mark.revision > by.seenRevision && mark.personId !== by.personId
    return isUnseen && !merged.includes(field) ? [{ field, personId: mark.personId }] : []
  })
  const mark = { revision: before.revision + 1, personId: by.personId }
  const marks = { ...before.marks, ...Object.fromEntries(fields.map((field) => [field, mark])) }
  const descriptionRevision = before.descriptionRevision + (fields.includes('description') ? 1 : 0)
  return { after: { ...before, ...wanted, marks, descriptionRevision }, overwrote }
}
