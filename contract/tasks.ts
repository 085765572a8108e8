// Tasks: on boards, in lists, in an order that everybody sees alike. A change names its fields, so that two people who
// change different ones never write over each other.
import { z } from 'zod'
import { BoardView } from './boards.ts'
import { command, rates } from './command.ts'
import { BoardId, CheckId, ClientId, LabelId, ListId, MessageId, PersonId, TaskId } from './ids.ts'
import { wallTime } from './lib/wall-clock.ts'
import { instant, line, optionalProse, timeZone } from './text.ts'

export const maxTitleLength = 500
export const maxDescriptionLength = 12_000
export const maxAssignees = 20
export const maxLabelsPerTask = 30
export const maxChecks = 200
export const maxBlockers = 50
/** A task, its subtasks, theirs, and so on. */
export const maxDepth = 5
/** How long done tasks are listed among the own ones. */
export const mineDoneDays = 7

/** A day of the calendar, wherever one lives. */
export const calendarDay = z.iso.date().refine((day) => day >= '1970-01-01' && day < '2200-01-01', {
  error: 'is too far away',
})

/** When a task is due: a day, or a time on it, on the clock of a time zone. */
export const Due = z.object({ day: calendarDay, time: wallTime.nullable(), timeZone })
export type Due = z.infer<typeof Due>

export const Priority = z.enum(['none', 'low', 'medium', 'high', 'urgent'])
export type Priority = z.infer<typeof Priority>

/** A line of a task's checklist. */
export const CheckView = z.object({ id: CheckId, text: z.string(), isDone: z.boolean() })
export type CheckView = z.infer<typeof CheckView>

/** What a task is, as its card and every list of tasks show it. The same for every viewer. */
export const TaskView = z.object({
  id: TaskId,
  boardId: BoardId,
  number: z.number().int().meta({ description: "Counts the board's tasks: the 123 of OPS-123" }),
  listId: ListId,
  rank: z.string().meta({
    description:
      'Its place in the list, compared byte by byte; where two are the same, the smaller id is first',
  }),
  title: z.string(),
  descriptionRevision: z
    .number()
    .int()
    .meta({ description: '0: it has no description; grows with every change of it' }),
  assigneeIds: z.array(PersonId),
  labelIds: z.array(LabelId),
  priority: Priority,
  startDay: calendarDay.nullable(),
  due: Due.nullable(),
  estimate: z.number().nullable(),
  parentId: TaskId.nullable().meta({ description: 'The task it is a part of' }),
  blockedByIds: z.array(TaskId).meta({ description: 'Tasks that have to be done before it' }),
  checkCount: z.number().int(),
  checkedCount: z.number().int(),
  doneAt: instant.nullable().meta({ description: 'Since when it stands in a list of done tasks' }),
  archivedAt: instant.nullable(),
  createdById: PersonId,
  createdAt: instant,
  messageId: MessageId.nullable().meta({ description: 'The message it was made from' }),
  commentCount: z.number().int(),
  revision: z.number().int().meta({ description: 'Grows with every change' }),
})
export type TaskView = z.infer<typeof TaskView>

/** What can differ after a change; a field that is not there stayed as it was. */
export const TaskChanges = TaskView.pick({
  listId: true,
  rank: true,
  title: true,
  descriptionRevision: true,
  assigneeIds: true,
  labelIds: true,
  priority: true,
  startDay: true,
  due: true,
  estimate: true,
  parentId: true,
  blockedByIds: true,
  checkCount: true,
  checkedCount: true,
  doneAt: true,
  archivedAt: true,
}).partial()
export type TaskChanges = z.infer<typeof TaskChanges>

/** What a person changes as one thing: where two write the same one, the later one counts and the earlier one is told. */
export const TaskField = z.enum([
  'title',
  'description',
  'assignees',
  'labels',
  'priority',
  'startDay',
  'due',
  'estimate',
  'parent',
  'blockers',
])
export type TaskField = z.infer<typeof TaskField>

/** A field that was written without having seen what somebody else had just written there. */
export const Overwrite = z.object({ field: TaskField, personId: PersonId })
export type Overwrite = z.infer<typeof Overwrite>

export const TaskDetail = z.object({
  task: TaskView,
  description: z.string(),
  checks: z.array(CheckView).meta({ description: 'The checklist, from top to bottom' }),
})
export type TaskDetail = z.infer<typeof TaskDetail>

/** One line of a task's history: what somebody changed, from what to what. */
export const TaskHistoryLine = z.object({
  at: instant,
  actorId: PersonId.nullable(),
  kind: z.enum(['created', 'changed']),
  before: TaskChanges,
  after: TaskChanges,
})
export type TaskHistoryLine = z.infer<typeof TaskHistoryLine>

const oneTask = z.object({ taskId: TaskId })
const oneChange = oneTask.extend({ clientId: ClientId })
const answer = z.object({ task: TaskView })
const title = line(maxTitleLength)
const check = line(500)
/** An id that the caller chose. */
const oneCheck = { checkId: CheckId }
const estimate = z.number().min(0).max(100_000).nullable()
const description = optionalProse(maxDescriptionLength)
/** Neighbours as the caller saw them. Where they have gone meanwhile, it stands as near as can be. */
const place = {
  listId: ListId,
  afterId: TaskId.nullable().meta({ description: 'The task above it; null: it is the first' }),
  beforeId: TaskId.nullable()
    .default(null)
    .meta({ description: 'The task below it, in case the one above is gone' }),
}
/** Two who add different people at once lose neither. */
const setOf = <Id extends z.ZodType>(id: Id, most: number) =>
  z.object({ add: z.array(id).max(most).default([]), remove: z.array(id).max(most).default([]) })

const changeErrors = ['forbidden', 'not_found', 'board_archived', 'channel_archived'] as const

export const tasks = {
  create: command({
    name: 'tasks.create',
    summary:
      'Makes a task at the end of a list, or at its top. Its id is the clientId; twice with one is once.',
    access: 'signedIn',
    input: z.object({
      clientId: ClientId,
      boardId: BoardId,
      listId: ListId,
      title,
      description: description.default(''),
      atTop: z.boolean().default(false),
      assigneeIds: z.array(PersonId).max(maxAssignees).default([]),
      labelIds: z.array(LabelId).max(maxLabelsPerTask).default([]),
      priority: Priority.default('none'),
      startDay: calendarDay.nullable().default(null),
      due: Due.nullable().default(null),
      estimate: estimate.default(null),
      parentId: TaskId.nullable().default(null),
      messageId: MessageId.nullable().default(null).meta({
        description: 'A message the caller may see, which the task links back to',
      }),
    }),
    output: answer,
    errors: [...changeErrors, 'already_exists', 'too_large'],
    rate: rates.write,
  }),
  update: command({
    name: 'tasks.update',
    summary:
      'Changes fields of a task. Of two who change the same one the later counts, and the earlier is told. Twice with a clientId is once.',
    access: 'signedIn',
    input: oneChange.extend({
      seenRevision: z
        .number()
        .int()
        .min(0)
        .meta({ description: 'The revision of the task that the caller saw when they began' }),
      changes: z
        .object({
          title,
          description,
          assigneeIds: setOf(PersonId, maxAssignees),
          labelIds: setOf(LabelId, maxLabelsPerTask),
          priority: Priority,
          startDay: calendarDay.nullable(),
          due: Due.nullable(),
          estimate,
          parentId: TaskId.nullable(),
          blockedByIds: setOf(TaskId, maxBlockers),
        })
        .partial()
        .refine((changes) => Object.keys(changes).length > 0, 'names no field'),
    }),
    output: answer,
    errors: [...changeErrors, 'too_large'],
    rate: rates.write,
  }),
  changeChecklist: command({
    name: 'tasks.changeChecklist',
    summary:
      'Adds a line to the checklist of a task, or changes, ticks, moves or removes one. Twice equals once.',
    access: 'signedIn',
    input: oneTask.extend({
      change: z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('add'),
          ...oneCheck,
          text: check,
          afterId: CheckId.nullable().optional(),
        }),
        z.object({ kind: z.literal('edit'), ...oneCheck, text: check }),
        z.object({ kind: z.literal('tick'), ...oneCheck, isDone: z.boolean() }),
        z.object({ kind: z.literal('move'), ...oneCheck, afterId: CheckId.nullable() }),
        z.object({ kind: z.literal('remove'), ...oneCheck }),
      ]),
    }),
    output: TaskDetail,
    errors: [...changeErrors, 'too_large'],
    rate: rates.often,
  }),
  move: command({
    name: 'tasks.move',
    summary:
      'Puts a task between two others, in its list or another one of the board. Twice with a clientId is once.',
    access: 'signedIn',
    input: oneChange.extend(place),
    output: answer,
    errors: changeErrors,
    rate: rates.often,
  }),
  archive: command({
    name: 'tasks.archive',
    summary: 'Takes a task off its board, or brings it back to the end of its list. Twice equals once.',
    access: 'signedIn',
    input: oneTask.extend({ isArchived: z.boolean() }),
    output: answer,
    errors: [...changeErrors, 'too_large'],
    rate: rates.write,
  }),
  delete: command({
    name: 'tasks.delete',
    summary:
      'Deletes a task with its comments for everybody: its text leaves the database, the journal and every client.',
    access: 'signedIn',
    input: oneTask,
    output: z.object({}),
    errors: changeErrors,
    rate: rates.write,
  }),
  list: command({
    name: 'tasks.list',
    summary:
      'Gives a board with all of its tasks that are not archived, true as of `head`: apply events above it.',
    access: 'signedIn',
    input: z.object({ boardId: BoardId }),
    output: z.object({
      board: BoardView,
      tasks: z.array(TaskView),
      head: z.number().int().meta({ description: "The number of the channel's stream that this includes" }),
    }),
    errors: ['not_found'],
    rate: rates.often,
  }),
  mine: command({
    name: 'tasks.mine',
    summary: `Lists the tasks the caller is assigned to, over all boards: those that are open, and those done in the last ${mineDoneDays} days.`,
    access: 'signedIn',
    input: z.object({}),
    output: z.object({ tasks: z.array(TaskView) }),
    errors: [],
    rate: rates.often,
  }),
  find: command({
    name: 'tasks.find',
    summary:
      'Gives tasks by their ids, or by key and number such as OPS-123: those of them that the caller may see.',
    access: 'signedIn',
    input: z.object({
      taskIds: z.array(TaskId).max(100).default([]),
      names: z
        .array(z.string().regex(/^[A-Za-z][A-Za-z0-9]{1,9}-\d{1,9}$/, 'must be such as OPS-123'))
        .max(100)
        .default([]),
    }),
    output: z.object({ tasks: z.array(TaskView) }),
    errors: [],
    rate: rates.often,
  }),
  read: command({
    name: 'tasks.read',
    summary: 'Gives a task with its description.',
    access: 'signedIn',
    input: oneTask,
    output: TaskDetail,
    errors: ['not_found'],
    rate: rates.often,
  }),
  history: command({
    name: 'tasks.history',
    summary: 'Lists what happened to a task, the newest first.',
    access: 'signedIn',
    input: oneTask.extend({
      before: instant.nullable().default(null),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ lines: z.array(TaskHistoryLine), hasOlder: z.boolean() }),
    errors: ['not_found'],
    rate: rates.often,
  }),
}
