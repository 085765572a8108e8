// Tables user_group and user_group_member.
import type { GroupId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

export type GroupRow = {
  id: GroupId
  handle: string
  name: string
  memberIds: PersonId[]
  isArchived: boolean
  createdAt: Date
  revision: number
}

const members = Prisma.sql`coalesce(
  (SELECT array_agg(person_id ORDER BY person_id) FROM user_group_member WHERE group_id = g.id), '{}'
) AS "memberIds"`
const columns = Prisma.sql`g.id, g.handle, g.name, ${members}, g.is_archived AS "isArchived",
  g.created_at AS "createdAt", g.revision`

/** All groups, or only those of a person. */
export function listGroups(db: Source, onlyOf: PersonId | null): Promise<GroupRow[]> {
  const only = onlyOf
    ? Prisma.sql`WHERE EXISTS (SELECT FROM user_group_member WHERE group_id = g.id AND person_id = ${onlyOf}::uuid)`
    : Prisma.empty
  return db.$queryRaw<GroupRow[]>`SELECT ${columns} FROM user_group g ${only} ORDER BY g.handle`
}

/** The row stays as it is for everybody else until the commit. */
export async function lockGroup(tx: Transaction, groupId: GroupId): Promise<GroupRow | null> {
  await tx.$queryRaw`SELECT FROM user_group WHERE id = ${groupId}::uuid FOR NO KEY UPDATE`
  const [row] = await tx.$queryRaw<
    GroupRow[]
  >`SELECT ${columns} FROM user_group g WHERE g.id = ${groupId}::uuid`
  return row ?? null
}

export type NewGroup = { handle: string; name: string; createdById: PersonId; createdAt: Date }

/** Answers null when the handle is taken. */
export async function insertGroup(tx: Transaction, group: NewGroup): Promise<GroupId | null> {
  const { handle, name, createdById, createdAt } = group
  const [row] = await tx.$queryRaw<{ id: GroupId }[]>`
    INSERT INTO user_group (handle, name, created_by_id, created_at)
    VALUES (${handle}, ${name}, ${createdById}::uuid, ${createdAt})
    ON CONFLICT (handle) DO NOTHING RETURNING id`
  return row?.id ?? null
}

/** Whether another group has the handle. */
export async function isHandleTaken(tx: Transaction, handle: string, except: GroupId): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT EXISTS (SELECT FROM user_group WHERE handle = ${handle} AND id <> ${except}::uuid) AS taken`
  return row?.taken ?? false
}

export type GroupChange = Pick<GroupRow, 'handle' | 'name' | 'isArchived'>

/** Writes the row and raises its revision, also where only members changed. */
export async function updateGroup(tx: Transaction, groupId: GroupId, change: GroupChange): Promise<void> {
  await tx.$executeRaw`
    UPDATE user_group SET handle = ${change.handle}, name = ${change.name}, is_archived = ${change.isArchived},
      revision = revision + 1 WHERE id = ${groupId}::uuid`
}

export async function addGroupMembers(
  tx: Transaction,
  groupId: GroupId,
  personIds: PersonId[],
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO user_group_member (group_id, person_id) SELECT ${groupId}::uuid, unnest(${personIds}::uuid[])
    ON CONFLICT DO NOTHING`
}

export async function removeGroupMembers(
  tx: Transaction,
  groupId: GroupId,
  personIds: PersonId[],
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM user_group_member WHERE group_id = ${groupId}::uuid AND person_id = ANY(${personIds}::uuid[])`
}

export type MemberRow = { id: PersonId; kind: 'person' | 'bot'; role: Role; isActive: boolean }

/** Of these people, those who exist. */
export function listPeopleForGroup(tx: Transaction, personIds: PersonId[]): Promise<MemberRow[]> {
  return tx.$queryRaw<MemberRow[]>`
    SELECT id, kind, role, is_active AS "isActive" FROM person WHERE id = ANY(${personIds}::uuid[])`
}

export type MentionedRow = {
  messageId: MessageId
  role: Role
  isAuthorIn: boolean
  isArchived: boolean
  memberIds: PersonId[]
}

/** The groups that messages mention, with what the law asks for. `messageIds` and `groupIds` are pairs. */
export function listMentioned(
  tx: Transaction,
  messageIds: MessageId[],
  groupIds: GroupId[],
): Promise<MentionedRow[]> {
  return tx.$queryRaw<MentionedRow[]>`
    SELECT i.message_id AS "messageId", author.role, g.is_archived AS "isArchived", ${members},
      EXISTS (SELECT FROM user_group_member WHERE group_id = g.id AND person_id = msg.author_id) AS "isAuthorIn"
    FROM unnest(${messageIds}::uuid[], ${groupIds}::uuid[]) AS i(message_id, group_id)
    JOIN user_group g ON g.id = i.group_id
    JOIN message msg ON msg.id = i.message_id
    JOIN person author ON author.id = msg.author_id`
}
