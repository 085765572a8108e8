// Making and changing groups, and whom a mention of one means. Everybody but guests hears of groups on the directory's
// stream; guests hear of their own ones on theirs.
import type { ParsedInputOf } from '../../../contract/commands.ts'
import { directoryStream, userStream } from '../../../contract/events.ts'
import { type GroupView, maxGroupMembers } from '../../../contract/groups.ts'
import type { GroupId, MessageId, PersonId } from '../../../contract/ids.ts'
import { type Actor, isGuest } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import * as db from './db.ts'
import { canBeInGroup, canManageGroups, canMentionGroup } from './policy.ts'
import { presentGroup } from './present.ts'

/** The groups the actor knows, for sync.start. */
export async function loadGroups(
  context: Context,
  actor: Pick<Actor, 'personId' | 'role'>,
): Promise<GroupView[]> {
  return (await db.listGroups(context.db, isGuest(actor) ? actor.personId : null)).map(presentGroup)
}

const handleTaken = () =>
  new AppError('already_exists', 'Another group has this handle.', { field: 'handle' })

async function demandAddable(tx: Transaction, personIds: PersonId[]): Promise<void> {
  const people = await db.listPeopleForGroup(tx, personIds)
  if (people.length < new Set(personIds).size) throw notFound('person')
  demand(canBeInGroup(people))
}

/** Tells those who may know how a group is now; `former`: members before the change. */
async function recordGroup(
  tx: Transaction,
  record: Record,
  groupId: GroupId,
  former: PersonId[] = [],
): Promise<GroupView> {
  const group = presentGroup((await db.lockGroup(tx, groupId)) as db.GroupRow)
  record(directoryStream, { type: 'group.changed', group }, groupId)
  const people = await db.listPeopleForGroup(tx, [...new Set([...group.memberIds, ...former])])
  for (const { id, role } of people) {
    if (!isGuest({ role })) continue
    if (group.memberIds.includes(id)) record(userStream(id), { type: 'group.shown', group }, groupId)
    else record(userStream(id), { type: 'group.hidden', groupId }, groupId)
  }
  return group
}

/** Makes a group. Throws already_exists when the handle is taken. */
export async function createGroup(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'groups.create'>,
): Promise<GroupView> {
  demand(canManageGroups(actor))
  const { handle, name, memberIds } = input
  return inTransaction(context, actor.personId, async (tx, record) => {
    await demandAddable(tx, memberIds)
    const made = { handle, name, createdById: actor.personId, createdAt: context.clock.now() }
    const groupId = await db.insertGroup(tx, made)
    if (!groupId) throw handleTaken()
    await db.addGroupMembers(tx, groupId, memberIds)
    return recordGroup(tx, record, groupId)
  })
}

async function changeGroup(
  context: Context,
  actor: Actor,
  groupId: GroupId,
  change: (tx: Transaction, group: db.GroupRow) => Promise<db.GroupChange | null>,
): Promise<GroupView> {
  demand(canManageGroups(actor))
  return inTransaction(context, actor.personId, async (tx, record) => {
    const before = await db.lockGroup(tx, groupId)
    if (!before) throw notFound('group')
    const after = await change(tx, before)
    if (!after) return presentGroup(before)
    await db.updateGroup(tx, groupId, after)
    return recordGroup(tx, record, groupId, before.memberIds)
  })
}

/** Changes handle or name; what is so already changes nothing. */
export function updateGroup(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'groups.update'>,
): Promise<GroupView> {
  return changeGroup(context, actor, input.groupId, async (tx, before) => {
    const { handle = before.handle, name = before.name } = input
    if (handle === before.handle && name === before.name) return null
    if (await db.isHandleTaken(tx, handle, before.id)) throw handleTaken()
    return { ...before, handle, name }
  })
}

/** Archives a group or brings it back. */
export function archiveGroup(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'groups.archive'>,
): Promise<GroupView> {
  return changeGroup(context, actor, input.groupId, async (_tx, before) =>
    before.isArchived === input.isArchived ? null : { ...before, isArchived: input.isArchived },
  )
}

/** Adds and removes people; who is in it already, or not, changes nothing. */
export function changeGroupMembers(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'groups.changeMembers'>,
): Promise<GroupView> {
  const { groupId, addedIds, removedIds } = input
  return changeGroup(context, actor, groupId, async (tx, before) => {
    const added = addedIds.filter((id) => !before.memberIds.includes(id))
    await demandAddable(tx, added)
    const changed =
      (await db.addGroupMembers(tx, groupId, added)) + (await db.removeGroupMembers(tx, groupId, removedIds))
    const after = new Set([...before.memberIds, ...added].filter((id) => !removedIds.includes(id)))
    if (after.size > maxGroupMembers)
      throw new AppError('too_large', `A group can have ${maxGroupMembers} people.`, { field: 'addedIds' })
    return changed === 0 ? null : before
  })
}

type Mentioned = { messageId: MessageId; groupId: GroupId }

/** Whom the groups in messages mean: their people, where the author may use the group. */
export async function findMentionedThroughGroups(
  tx: Transaction,
  mentioned: Mentioned[],
): Promise<{ messageId: MessageId; personId: PersonId }[]> {
  if (mentioned.length === 0) return []
  const rows = await db.listMentioned(
    tx,
    mentioned.map(({ messageId }) => messageId),
    mentioned.map(({ groupId }) => groupId),
  )
  return rows.flatMap((row) =>
    canMentionGroup(row, row, row.isAuthorIn)
      ? row.memberIds.map((personId) => ({ messageId: row.messageId, personId }))
      : [],
  )
}
