// Tables channel and membership, and the own sidebar sections of a person.
import type { CallView } from '../../../contract/calls.ts'
import type { ChannelKind, SectionView } from '../../../contract/channels.ts'
import type { ChannelId, PersonId, SectionId } from '../../../contract/ids.ts'
import type { NotifyLevel } from '../../../contract/notifications.ts'
import type { Role } from '../../../contract/people.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

export type ChannelRow = {
  id: ChannelId
  kind: ChannelKind
  name: string | null
  topic: string
  isArchived: boolean
  isBoard: boolean
  createdById: PersonId
  createdAt: Date
  revision: number
  memberCount: number
  lastPosition: number
  lastMessageAt: Date | null
  call: CallView | null
}
export type MembershipRow = {
  personId: PersonId
  readPosition: number
  isMuted: boolean
  isFavourite: boolean
  closedPosition: number | null
  sectionId: SectionId | null
  notifyLevel: NotifyLevel | null
}
/** A channel and somebody's membership in it. */
export type Place = { channel: ChannelRow; membership: MembershipRow | null }
type PlaceRow = ChannelRow & { [Field in keyof MembershipRow]: MembershipRow[Field] | null }

/** Mentions told at most per channel: the badge shows no more. */
const mostMentions = 200

const channelColumns = Prisma.sql`c.id, c.kind, c.name, c.topic, c.is_archived AS "isArchived", c.is_board AS "isBoard",
  c.created_by_id AS "createdById", c.created_at AS "createdAt", c.revision, c.member_count AS "memberCount",
  c.last_position AS "lastPosition", c.last_message_at AS "lastMessageAt", c.call`
const membershipColumns = Prisma.sql`m.person_id AS "personId", m.read_position AS "readPosition",
  m.is_muted AS "isMuted", m.is_favourite AS "isFavourite", m.closed_position AS "closedPosition",
  m.section_id AS "sectionId", m.notify_level AS "notifyLevel"`

const asMembership = ({
  personId,
  readPosition,
  isMuted,
  isFavourite,
  closedPosition,
  sectionId,
  notifyLevel,
}: PlaceRow) =>
  ({ personId, readPosition, isMuted, isFavourite, closedPosition, sectionId, notifyLevel }) as MembershipRow

const asChannel = ({
  personId,
  readPosition,
  isMuted,
  isFavourite,
  closedPosition,
  sectionId,
  notifyLevel,
  ...channel
}: PlaceRow) => channel satisfies ChannelRow

export async function findPlace(db: Source, channelId: ChannelId, personId: PersonId): Promise<Place | null> {
  const [row] = await db.$queryRaw<PlaceRow[]>`
    SELECT ${channelColumns}, ${membershipColumns} FROM channel c
    LEFT JOIN membership m ON m.channel_id = c.id AND m.person_id = ${personId}::uuid
    WHERE c.id = ${channelId}::uuid`
  return row ? { channel: asChannel(row), membership: row.personId ? asMembership(row) : null } : null
}

/** All channels of a person, or those of `channelIds`. */
export async function listPlaces(db: Source, personId: PersonId, channelIds: ChannelId[] | null) {
  const only = channelIds ? Prisma.sql`AND m.channel_id = ANY(${channelIds}::uuid[])` : Prisma.empty
  const rows = await db.$queryRaw<PlaceRow[]>`
    SELECT ${channelColumns}, ${membershipColumns} FROM membership m JOIN channel c ON c.id = m.channel_id
    WHERE m.person_id = ${personId}::uuid ${only} ORDER BY c.id`
  return rows.map((row) => ({ channel: asChannel(row), membership: asMembership(row) }))
}

/** Who can be called in a conversation: people, not bots, who have not been deactivated. */
export async function listCallable(db: Source, channelId: ChannelId): Promise<PersonId[]> {
  const rows = await db.$queryRaw<{ id: PersonId }[]>`
    SELECT p.id FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.channel_id = ${channelId}::uuid AND p.is_active AND p.kind = 'person' ORDER BY p.id`
  return rows.map(({ id }) => id)
}

/** The call that is open in a channel, as everybody gets it; null: none. */
export async function setCall(tx: Transaction, channelId: ChannelId, call: CallView | null): Promise<void> {
  const value = call === null ? null : JSON.stringify(call)
  await tx.$executeRaw`UPDATE channel SET call = ${value}::jsonb WHERE id = ${channelId}::uuid`
}

export function listChannels(db: Source, channelIds: ChannelId[]): Promise<ChannelRow[]> {
  return db.$queryRaw<ChannelRow[]>`
    SELECT ${channelColumns} FROM channel c WHERE c.id = ANY(${channelIds}::uuid[]) ORDER BY c.id`
}

/** Positions above the person's read mark that mention them, ascending, the newest 200 of each channel. */
export async function listMentionPositions(db: Source, personId: PersonId, channelIds: ChannelId[]) {
  const rows = await db.$queryRaw<{ channelId: ChannelId; positions: number[] }[]>`
    SELECT m.channel_id AS "channelId", newest.positions
    FROM membership m JOIN channel c ON c.id = m.channel_id CROSS JOIN LATERAL (
      SELECT array_agg(position ORDER BY position) AS positions FROM (
        SELECT position FROM mention
        WHERE person_id = m.person_id AND channel_id = m.channel_id AND position > m.read_position
        ORDER BY position DESC LIMIT ${mostMentions}
      ) found
    ) newest
    WHERE m.person_id = ${personId}::uuid AND m.channel_id = ANY(${channelIds}::uuid[])
      AND c.last_position > m.read_position AND newest.positions IS NOT NULL`
  return new Map(rows.map(({ channelId, positions }) => [channelId, positions]))
}

export async function listMemberIds(
  db: Source,
  channelIds: ChannelId[],
): Promise<Map<ChannelId, PersonId[]>> {
  if (channelIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ channelId: ChannelId; personIds: PersonId[] }[]>`
    SELECT channel_id AS "channelId", array_agg(person_id ORDER BY person_id) AS "personIds"
    FROM membership WHERE channel_id = ANY(${channelIds}::uuid[]) GROUP BY channel_id`
  return new Map(rows.map(({ channelId, personIds }) => [channelId, personIds]))
}

/** `directKey`: only for a direct or group conversation, in place of a name. */
export type NewChannel = {
  kind: ChannelKind
  isBoard?: boolean
  name?: string | null
  topic?: string
  createdById: PersonId
  directKey?: string | null
}

/** Answers null when a conversation with this key exists already. */
export async function insertChannelRow(tx: Transaction, channel: NewChannel): Promise<ChannelRow | null> {
  const { kind, isBoard = false, name = null, topic = '', createdById, directKey = null } = channel
  const [row] = await tx.$queryRaw<ChannelRow[]>`
    INSERT INTO channel AS c (kind, is_board, name, topic, created_by_id, direct_key)
    VALUES (${kind}, ${isBoard}, ${name}, ${topic}, ${createdById}::uuid, ${directKey})
    ON CONFLICT (direct_key) DO NOTHING RETURNING ${channelColumns}`
  return row ?? null
}

export async function findChannelByKey(db: Source, directKey: string): Promise<ChannelRow | null> {
  const [row] = await db.$queryRaw<ChannelRow[]>`
    SELECT ${channelColumns} FROM channel c WHERE c.direct_key = ${directKey}`
  return row ?? null
}

export async function updateChannelRow(
  tx: Transaction,
  channelId: ChannelId,
  change: { name?: string | null; topic?: string; isArchived?: boolean },
): Promise<ChannelRow> {
  const { name = null, topic = null, isArchived = null } = change
  const [row] = await tx.$queryRaw<[ChannelRow]>`
    UPDATE channel c SET name = coalesce(${name}::text, c.name), topic = coalesce(${topic}::text, c.topic),
      is_archived = coalesce(${isArchived}::boolean, c.is_archived), revision = c.revision + 1
    WHERE c.id = ${channelId}::uuid RETURNING ${channelColumns}`
  return row
}

/** The view of a direct or group conversation names its members, so it is revised with them. */
export async function changeMemberCount(
  tx: Transaction,
  channelId: ChannelId,
  by: number,
): Promise<ChannelRow> {
  const [row] = await tx.$queryRaw<[ChannelRow]>`
    UPDATE channel c SET member_count = c.member_count + ${by}, revision = c.revision + (c.kind IN ('direct', 'group'))::int
    WHERE c.id = ${channelId}::uuid RETURNING ${channelColumns}`
  return row
}

export type AddedRow = MembershipRow & { role: Role }

/** Adds those who are active and not yet members, with nothing unread. `closedFor`: whose sidebar it stays out of. */
export function insertMemberships(
  tx: Transaction,
  channelId: ChannelId,
  personIds: PersonId[],
  closedFor: PersonId[],
) {
  return tx.$queryRaw<AddedRow[]>`
    WITH m AS (
      INSERT INTO membership (channel_id, person_id, read_position, closed_position)
      SELECT c.id, p.id, c.last_position, CASE WHEN p.id = ANY(${closedFor}::uuid[]) THEN c.last_position END
      FROM channel c, person p
      WHERE c.id = ${channelId}::uuid AND p.id = ANY(${personIds}::uuid[]) AND p.is_active ORDER BY p.id
      ON CONFLICT DO NOTHING RETURNING *
    )
    SELECT ${membershipColumns}, p.role FROM m JOIN person p ON p.id = m.person_id ORDER BY p.id`
}

/** Takes with it whatever would let the person look into the channel later. */
export async function deleteMembership(
  tx: Transaction,
  channelId: ChannelId,
  personId: PersonId,
): Promise<boolean> {
  const deleted = await tx.$executeRaw`
    DELETE FROM membership WHERE channel_id = ${channelId}::uuid AND person_id = ${personId}::uuid`
  if (deleted === 0) return false
  await tx.$executeRaw`DELETE FROM mention WHERE person_id = ${personId}::uuid AND channel_id = ${channelId}::uuid`
  await tx.$executeRaw`DELETE FROM thread_follow WHERE person_id = ${personId}::uuid AND channel_id = ${channelId}::uuid`
  return true
}

export function findPeople(
  db: Source,
  personIds: PersonId[],
): Promise<{ id: PersonId; isActive: boolean }[]> {
  return db.$queryRaw<{ id: PersonId; isActive: boolean }[]>`
    SELECT id, is_active AS "isActive" FROM person WHERE id = ANY(${personIds}::uuid[])`
}

/** Of `others`, those with whom the person shares a channel or conversation. */
export async function findAcquainted(
  db: Source,
  personId: PersonId,
  others: PersonId[],
): Promise<PersonId[]> {
  const rows = await db.$queryRaw<{ id: PersonId }[]>`
    SELECT o.id FROM unnest(${others}::uuid[]) AS o(id) WHERE EXISTS (
      SELECT FROM membership theirs JOIN membership mine ON mine.channel_id = theirs.channel_id
      WHERE theirs.person_id = o.id AND mine.person_id = ${personId}::uuid)`
  return rows.map(({ id }) => id)
}

export type BrowseFilter = {
  pattern: string
  channelId: ChannelId | null
  includeArchived: boolean
  after: { name: string; id: ChannelId } | null
  limit: number
}

export function browseRows(db: Source, personId: PersonId, filter: BrowseFilter) {
  const { pattern, channelId, includeArchived, after, limit } = filter
  const above = after ? Prisma.sql`AND (c.name, c.id) > (${after.name}, ${after.id}::uuid)` : Prisma.empty
  const only = channelId ? Prisma.sql`AND c.id = ${channelId}::uuid` : Prisma.empty
  return db.$queryRaw<(ChannelRow & { isMember: boolean })[]>`
    SELECT ${channelColumns}, m.person_id IS NOT NULL AS "isMember" FROM channel c
    LEFT JOIN membership m ON m.channel_id = c.id AND m.person_id = ${personId}::uuid
    WHERE (c.kind = 'public' OR (c.kind = 'private' AND m.person_id IS NOT NULL)) AND NOT c.is_board
      AND (${includeArchived} OR NOT c.is_archived) AND (c.name ILIKE ${pattern} OR c.topic ILIKE ${pattern})
      ${only} ${above}
    ORDER BY c.name, c.id LIMIT ${limit}`
}

/** Members by name; `after` is the last person of the page before, who may have left since. */
export async function listMembers(db: Source, channelId: ChannelId, after: PersonId | null, limit: number) {
  const above = after
    ? Prisma.sql`AND (lower(p.name), p.id) > (SELECT lower(name), id FROM person WHERE id = ${after}::uuid)`
    : Prisma.empty
  const rows = await db.$queryRaw<{ id: PersonId }[]>`
    SELECT p.id FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.channel_id = ${channelId}::uuid ${above} ORDER BY lower(p.name), p.id LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/** Those of some people who are in a channel. */
export async function listMembersAmong(
  db: Source,
  channelId: ChannelId,
  personIds: PersonId[],
): Promise<PersonId[]> {
  const rows = await db.$queryRaw<{ id: PersonId }[]>`
    SELECT person_id AS id FROM membership
    WHERE channel_id = ${channelId}::uuid AND person_id = ANY(${personIds}::uuid[])`
  return rows.map(({ id }) => id)
}

/** Locks the membership until the commit. */
export async function lockMembership(tx: Transaction, channelId: ChannelId, personId: PersonId) {
  const [row] = await tx.$queryRaw<PlaceRow[]>`
    SELECT ${channelColumns}, ${membershipColumns} FROM membership m JOIN channel c ON c.id = m.channel_id
    WHERE m.channel_id = ${channelId}::uuid AND m.person_id = ${personId}::uuid FOR UPDATE OF m`
  return row ? { channel: asChannel(row), membership: asMembership(row) } : null
}

export async function savePreference(
  tx: Transaction,
  channelId: ChannelId,
  membership: MembershipRow,
): Promise<void> {
  const { personId, isMuted, isFavourite, closedPosition, sectionId, notifyLevel } = membership
  await tx.$executeRaw`
    UPDATE membership SET is_muted = ${isMuted}, is_favourite = ${isFavourite},
      closed_position = ${closedPosition}::int, section_id = ${sectionId}::uuid, notify_level = ${notifyLevel}
    WHERE channel_id = ${channelId}::uuid AND person_id = ${personId}::uuid`
}

/** Reads the own sections; they do not change until the commit. */
export async function holdSections(tx: Transaction, personId: PersonId): Promise<SectionView[]> {
  const [row] = await tx.$queryRaw<{ sections: SectionView[] }[]>`
    SELECT sections FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`
  return row?.sections ?? []
}

export async function saveSectionRows(
  tx: Transaction,
  personId: PersonId,
  sections: SectionView[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE person SET sections = ${JSON.stringify(sections)}::jsonb WHERE id = ${personId}::uuid`
}

/** Channels filed in a section that is not in the list come back to the usual place; answers which. */
export async function unfileFromOthers(
  tx: Transaction,
  personId: PersonId,
  kept: SectionId[],
): Promise<ChannelId[]> {
  const rows = await tx.$queryRaw<{ id: ChannelId }[]>`
    UPDATE membership SET section_id = NULL
    WHERE person_id = ${personId}::uuid AND section_id IS NOT NULL AND section_id <> ALL(${kept}::uuid[])
    RETURNING channel_id AS id`
  return rows.map(({ id }) => id)
}
