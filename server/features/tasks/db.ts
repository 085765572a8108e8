// Tables task and task_change.
import type {
  BoardId,
  ChannelId,
  ClientId,
  LabelId,
  ListId,
  MessageId,
  PersonId,
  TaskId,
} from '../../../contract/ids.ts'
import type { CheckView, Due, Priority, TaskChanges } from '../../../contract/tasks.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

/** Who changed a field last, and which revision that made. */
export type Mark = { revision: number; personId: PersonId }

/** What of a task can change. */
export type TaskState = {
  listId: ListId
  rank: string
  title: string
  description: string
  descriptionRevision: number
  assigneeIds: PersonId[]
  labelIds: LabelId[]
  priority: Priority
  /** A day such as 2026-11-30. */
  startDay: string | null
  due: Due | null
  estimate: number | null
  parentId: TaskId | null
  blockedByIds: TaskId[]
  checks: CheckView[]
  doneAt: Date | null
  archivedAt: Date | null
  marks: { [field: string]: Mark }
}
export type TaskRow = Omit<TaskState, 'description' | 'checks' | 'marks'> & {
  checkCount: number
  checkedCount: number
  id: TaskId
  boardId: BoardId
  number: number
  createdById: PersonId
  createdAt: Date
  messageId: MessageId | null
  commentCount: number
  revision: number
}
/** A task with all that its card does not show. */
export type WholeTask = TaskRow & Pick<TaskState, 'description' | 'checks' | 'marks'>

const columns = Prisma.sql`t.id, t.board_id AS "boardId", t.number, t.list_id AS "listId", t.rank, t.title,
  t.description_revision AS "descriptionRevision", t.assignee_ids AS "assigneeIds", t.label_ids AS "labelIds", t.priority,
  t.start_day::text AS "startDay", t.due, t.estimate, t.parent_id AS "parentId", t.blocked_by_ids AS "blockedByIds",
  jsonb_array_length(t.checks) AS "checkCount",
  jsonb_array_length(jsonb_path_query_array(t.checks, '$[*] ? (@.isDone == true)')) AS "checkedCount", t.done_at AS "doneAt", t.archived_at AS "archivedAt",
  t.created_by_id AS "createdById", t.created_at AS "createdAt", t.message_id AS "messageId", t.revision,
  coalesce(m.reply_count, 0) AS "commentCount"`
const comments = Prisma.sql`LEFT JOIN message m ON m.id = t.id`
const whole = Prisma.sql`${columns}, t.description, t.checks, t.marks`

/** A task and the board it is on, for whoever wants to know whether it may be seen. */
export async function findTask(
  db: Source,
  taskId: TaskId,
): Promise<{ boardId: BoardId; channelId: ChannelId } | null> {
  const [row] = await db.$queryRaw<{ boardId: BoardId; channelId: ChannelId }[]>`
    SELECT t.board_id AS "boardId", b.channel_id AS "channelId" FROM task t JOIN board b ON b.id = t.board_id
    WHERE t.id = ${taskId}::uuid`
  return row ?? null
}

/** Whole tasks, in the order of their ids. */
export const readTasks = (db: Source, taskIds: TaskId[]): Promise<WholeTask[]> =>
  db.$queryRaw<WholeTask[]>`
    SELECT ${whole} FROM task t ${comments} WHERE t.id = ANY(${taskIds}::uuid[]) ORDER BY t.id`

/** What a clientId of this person has already made. */
export async function findMadeTask(
  db: Source,
  personId: PersonId,
  clientId: ClientId,
): Promise<WholeTask | null> {
  const [row] = await db.$queryRaw<WholeTask[]>`
    SELECT ${whole} FROM task t ${comments}
    WHERE t.created_by_id = ${personId}::uuid AND t.client_id = ${clientId}::uuid`
  return row ?? null
}

/** The task that a clientId of this person has already changed. */
export async function findChangedTask(
  db: Source,
  personId: PersonId,
  clientId: ClientId,
): Promise<TaskId | null> {
  const [row] = await db.$queryRaw<{ id: TaskId }[]>`
    SELECT task_id AS id FROM task_change WHERE actor_id = ${personId}::uuid AND client_id = ${clientId}::uuid`
  return row?.id ?? null
}

/** Every task of a board that is not archived, list by list in their order. */
export const listOpenTasks = (db: Source, boardId: BoardId): Promise<TaskRow[]> =>
  db.$queryRaw<TaskRow[]>`
    SELECT ${columns} FROM task t ${comments}
    WHERE t.board_id = ${boardId}::uuid AND t.archived_at IS NULL ORDER BY t.list_id, t.rank, t.id`

export async function countOpenTasks(db: Source, boardId: BoardId): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM task WHERE board_id = ${boardId}::uuid AND archived_at IS NULL`
  return row?.count ?? 0
}

/** Tasks of some boards' keys and numbers, such as OPS-123, or by their ids; with the channel each lives in. */
export const findTasks = (db: Source, { taskIds, names }: { taskIds: TaskId[]; names: string[] }) =>
  db.$queryRaw<(TaskRow & { channelId: ChannelId })[]>`
    SELECT ${columns}, b.channel_id AS "channelId" FROM task t JOIN board b ON b.id = t.board_id ${comments}
    WHERE t.id = ANY(${taskIds}::uuid[]) OR (b.key, t.number) IN (
      SELECT split_part(name, '-', 1), split_part(name, '-', 2)::int FROM unnest(${names}::text[]) AS name
    ) ORDER BY t.id`

/** Whole tasks with what their boards say of them, for whoever has asked the law already. */
export const readWithBoards = (db: Source, taskIds: TaskId[]) =>
  db.$queryRaw<(WholeTask & { channelId: ChannelId; key: string })[]>`
    SELECT ${whole}, b.channel_id AS "channelId", b.key FROM task t JOIN board b ON b.id = t.board_id ${comments}
    WHERE t.id = ANY(${taskIds}::uuid[])`

/** Of the list's tasks that are not archived, without `exceptId`: the ends, or the neighbours of a rank. */
async function edge(
  tx: Transaction,
  place: { boardId: BoardId; listId: ListId; exceptId: TaskId | null },
  which: Prisma.Sql,
): Promise<string | null> {
  const { boardId, listId, exceptId } = place
  const [row] = await tx.$queryRaw<{ rank: string }[]>`
    SELECT rank FROM task WHERE board_id = ${boardId}::uuid AND list_id = ${listId}::uuid AND archived_at IS NULL
      AND id IS DISTINCT FROM ${exceptId}::uuid ${which} LIMIT 1`
  return row?.rank ?? null
}

type Place = Parameters<typeof edge>[1]
const ascending = Prisma.sql`ORDER BY rank`
const descending = Prisma.sql`ORDER BY rank DESC`

export const firstRank = (tx: Transaction, place: Place) => edge(tx, place, ascending)
export const lastRank = (tx: Transaction, place: Place) => edge(tx, place, descending)
export const rankAfter = (tx: Transaction, place: Place, rank: string) =>
  edge(tx, place, Prisma.sql`AND rank > ${rank} ${ascending}`)
export const rankBefore = (tx: Transaction, place: Place, rank: string) =>
  edge(tx, place, Prisma.sql`AND rank < ${rank} ${descending}`)
export const rankOf = (tx: Transaction, place: Place, taskId: TaskId) =>
  edge(tx, place, Prisma.sql`AND id = ${taskId}::uuid`)

export type NewTask = Omit<
  TaskState,
  'archivedAt' | 'marks' | 'descriptionRevision' | 'blockedByIds' | 'checks'
> &
  Pick<TaskRow, 'boardId' | 'createdById' | 'createdAt' | 'messageId'> & {
    clientId: ClientId
    dueAt: Date | null
  }

/** Takes the board's next number. The task's id is the id its maker chose, so that who was offline could go on with it. */
export async function insertTask(tx: Transaction, task: NewTask): Promise<TaskId> {
  const { boardId, listId, rank, title, description, assigneeIds, labelIds, priority, startDay, due, dueAt } =
    task
  const { estimate, parentId, doneAt, messageId, createdById, createdAt, clientId } = task
  const [row] = await tx.$queryRaw<[{ id: TaskId }]>`
    WITH numbered AS (
      UPDATE board SET last_number = last_number + 1 WHERE id = ${boardId}::uuid RETURNING last_number
    )
    INSERT INTO task (id, board_id, number, list_id, rank, title, description, description_revision, assignee_ids, label_ids,
      priority, start_day, due, due_at, estimate, parent_id, done_at, message_id, created_by_id, created_at, client_id)
    SELECT ${clientId}::uuid, ${boardId}::uuid, last_number, ${listId}::uuid, ${rank}, ${title}, ${description},
      ${description === '' ? 0 : 1}, ${assigneeIds}::uuid[], ${labelIds}::uuid[], ${priority}, ${startDay}::date,
      ${due && JSON.stringify(due)}::jsonb, ${dueAt}, ${estimate}, ${parentId}::uuid, ${doneAt}, ${messageId}::uuid, ${createdById}::uuid,
      ${createdAt}, ${clientId}::uuid
    FROM numbered RETURNING id`
  return row.id
}

/** A task as it is to be after a change; its revision is one higher then. */
export type Written = TaskState & { id: TaskId; dueAt: Date | null }

export async function writeTasks(tx: Transaction, tasks: Written[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE task t SET list_id = n."listId", rank = n.rank, title = n.title, description = n.description,
      description_revision = n."descriptionRevision", assignee_ids = n."assigneeIds", label_ids = n."labelIds",
      priority = n.priority, start_day = n."startDay", due = nullif(n.due, 'null'), due_at = n."dueAt", estimate = n.estimate,
      parent_id = n."parentId", blocked_by_ids = n."blockedByIds", checks = n.checks,
      done_at = n."doneAt", archived_at = n."archivedAt", marks = n.marks, revision = t.revision + 1
    FROM jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) AS n(id uuid, "listId" uuid, rank text, title text,
      description text, "descriptionRevision" int, "assigneeIds" uuid[], "labelIds" uuid[], priority text, "startDay" date,
      due jsonb, "dueAt" timestamptz(3), estimate double precision, "parentId" uuid, "blockedByIds" uuid[], checks jsonb, "doneAt" timestamptz(3), "archivedAt" timestamptz(3),
      marks jsonb)
    WHERE t.id = n.id`
}

export type ChangeLine = {
  taskId: TaskId
  clientId: ClientId
  kind: 'created' | 'changed'
  before: TaskChanges
  after: TaskChanges
}

export async function insertChanges(
  tx: Transaction,
  actorId: PersonId,
  at: Date,
  lines: ChangeLine[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO task_change (task_id, at, actor_id, client_id, kind, before, after)
    SELECT "taskId", ${at}, ${actorId}::uuid, "clientId", kind, before, after
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS t("taskId" uuid, "clientId" uuid, kind text, before jsonb,
      after jsonb)`
}

export type HistoryRow = Pick<ChangeLine, 'kind' | 'before' | 'after'> & { at: Date; actorId: PersonId }

/** The newest first. */
export const listChanges = (
  db: Source,
  taskId: TaskId,
  before: Date | null,
  limit: number,
): Promise<HistoryRow[]> =>
  db.$queryRaw<HistoryRow[]>`
    SELECT at, actor_id AS "actorId", kind, before, after FROM task_change
    WHERE task_id = ${taskId}::uuid AND (${before}::timestamptz IS NULL OR at < ${before})
    ORDER BY at DESC, id DESC LIMIT ${limit}`

/** The tasks above one: its parent, that one's parent, and so on. */
export async function listParents(tx: Transaction, taskId: TaskId): Promise<TaskId[]> {
  const rows = await tx.$queryRaw<{ id: TaskId }[]>`
    WITH RECURSIVE above AS (
      SELECT parent_id AS id FROM task WHERE id = ${taskId}::uuid AND parent_id IS NOT NULL
      UNION SELECT t.parent_id FROM above a JOIN task t ON t.id = a.id WHERE t.parent_id IS NOT NULL
    )
    SELECT id FROM above`
  return rows.map(({ id }) => id)
}

/** How many floors of subtasks there are below a task. */
export async function countFloors(tx: Transaction, taskId: TaskId): Promise<number> {
  const [row] = await tx.$queryRaw<{ floors: number }[]>`
    WITH RECURSIVE below AS (
      SELECT id, 0 AS floor FROM task WHERE id = ${taskId}::uuid
      UNION ALL SELECT t.id, b.floor + 1 FROM below b JOIN task t ON t.parent_id = b.id WHERE b.floor < 100
    )
    SELECT max(floor)::int AS floors FROM below`
  return row?.floors ?? 0
}

/** Everything that some tasks wait for, near and far. */
export async function listBlockers(tx: Transaction, taskIds: TaskId[]): Promise<TaskId[]> {
  const rows = await tx.$queryRaw<{ id: TaskId }[]>`
    WITH RECURSIVE before AS (
      SELECT unnest(blocked_by_ids) AS id FROM task WHERE id = ANY(${taskIds}::uuid[])
      UNION SELECT unnest(t.blocked_by_ids) FROM before b JOIN task t ON t.id = b.id
    )
    SELECT id FROM before`
  return rows.map(({ id }) => id)
}

/** Those of some tasks that are on a board. */
export async function listOnBoard(tx: Transaction, boardId: BoardId, taskIds: TaskId[]): Promise<TaskId[]> {
  const rows = await tx.$queryRaw<{ id: TaskId }[]>`
    SELECT id FROM task WHERE board_id = ${boardId}::uuid AND id = ANY(${taskIds}::uuid[])`
  return rows.map(({ id }) => id)
}

/** Tasks that name another one as their parent or as what they wait for. */
export const readRelated = (tx: Transaction, taskId: TaskId): Promise<WholeTask[]> =>
  tx.$queryRaw<WholeTask[]>`
    SELECT ${whole} FROM task t ${comments}
    WHERE t.parent_id = ${taskId}::uuid OR t.blocked_by_ids @> ARRAY[${taskId}::uuid] ORDER BY t.id`

/** A person's tasks on boards whose channel they are in: open ones, and those done since. By when they are due. */
export const listAssigned = (db: Source, personId: PersonId, doneSince: Date): Promise<TaskRow[]> =>
  db.$queryRaw<TaskRow[]>`
    SELECT ${columns} FROM task t JOIN board b ON b.id = t.board_id
    JOIN membership ms ON ms.channel_id = b.channel_id AND ms.person_id = ${personId}::uuid ${comments}
    WHERE t.assignee_ids @> ARRAY[${personId}::uuid] AND t.archived_at IS NULL AND NOT b.is_archived
      AND (t.done_at IS NULL OR t.done_at > ${doneSince})
    ORDER BY t.due_at NULLS LAST, t.id LIMIT 2000`

/** Tasks of a list, whole; archived ones too. */
export const readList = (tx: Transaction, boardId: BoardId, listId: ListId): Promise<WholeTask[]> =>
  tx.$queryRaw<WholeTask[]>`
    SELECT ${whole} FROM task t ${comments}
    WHERE t.board_id = ${boardId}::uuid AND t.list_id = ${listId}::uuid ORDER BY t.rank, t.id`

export const readLabelled = (tx: Transaction, boardId: BoardId, labelIds: LabelId[]): Promise<WholeTask[]> =>
  tx.$queryRaw<WholeTask[]>`
    SELECT ${whole} FROM task t ${comments}
    WHERE t.board_id = ${boardId}::uuid AND t.label_ids && ${labelIds}::uuid[] ORDER BY t.id`

/** The journal repeats what a task was called: who reads it later learns its name as it is. */
export async function retitleInJournal(tx: Transaction, taskId: TaskId, title: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE entry SET event = CASE type
      WHEN 'task.changed' THEN jsonb_set(event, '{changes,title}', to_jsonb(${title}::text))
      ELSE jsonb_set(event, '{task,title}', to_jsonb(${title}::text)) END
    WHERE subject_id = ${taskId}::uuid AND (type IN ('task.created', 'task.restored')
      OR (type = 'task.changed' AND event -> 'changes' ? 'title'))`
}

export async function deleteTaskRow(tx: Transaction, taskId: TaskId): Promise<void> {
  await tx.$executeRaw`DELETE FROM task WHERE id = ${taskId}::uuid`
}
