// Table board.
import type { BoardView, LabelView, ListView } from '../../../contract/boards.ts'
import type { BoardId, ChannelId, ClientId, PersonId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

type Source = Database | Transaction

export type BoardRow = Omit<BoardView, 'createdAt'> & { createdAt: Date }

const columns = Prisma.sql`b.id, b.channel_id AS "channelId", b.key, b.name, b.description, b.is_archived AS "isArchived",
  b.lists, b.labels, b.created_by_id AS "createdById", b.created_at AS "createdAt", b.revision`

export async function findBoard(db: Source, boardId: BoardId): Promise<BoardRow | null> {
  const [row] = await db.$queryRaw<BoardRow[]>`SELECT ${columns} FROM board b WHERE b.id = ${boardId}::uuid`
  return row ?? null
}

/** The board that a clientId of this person has already made. */
export async function findMadeBoard(
  db: Source,
  personId: PersonId,
  clientId: ClientId,
): Promise<BoardRow | null> {
  const [row] = await db.$queryRaw<BoardRow[]>`
    SELECT ${columns} FROM board b WHERE b.created_by_id = ${personId}::uuid AND b.client_id = ${clientId}::uuid`
  return row ?? null
}

/** The boards that live in some channels, by name. */
export const listBoards = (db: Source, channelIds: ChannelId[]): Promise<BoardRow[]> =>
  db.$queryRaw<BoardRow[]>`
    SELECT ${columns} FROM board b WHERE b.channel_id = ANY(${channelIds}::uuid[]) ORDER BY b.name, b.id`

export type NewBoard = Pick<
  BoardRow,
  'channelId' | 'key' | 'name' | 'description' | 'lists' | 'createdById'
> & {
  clientId: ClientId
  createdAt: Date
}

export async function insertBoard(tx: Transaction, board: NewBoard): Promise<BoardRow> {
  const { channelId, key, name, description, lists, createdById, clientId, createdAt } = board
  const [row] = await tx.$queryRaw<[BoardRow]>`
    INSERT INTO board AS b (channel_id, key, name, description, lists, created_by_id, client_id, created_at)
    VALUES (${channelId}::uuid, ${key}, ${name}, ${description}, ${JSON.stringify(lists)}::jsonb, ${createdById}::uuid,
      ${clientId}::uuid, ${createdAt})
    RETURNING ${columns}`
  return row
}

export type BoardChange = {
  name: string
  description: string
  isArchived: boolean
  lists: ListView[]
  labels: LabelView[]
}

export async function updateBoard(tx: Transaction, boardId: BoardId, change: BoardChange): Promise<BoardRow> {
  const { name, description, isArchived } = change
  const [lists, labels] = [JSON.stringify(change.lists), JSON.stringify(change.labels)]
  const [row] = await tx.$queryRaw<[BoardRow]>`
    UPDATE board b SET name = ${name}, description = ${description}, is_archived = ${isArchived},
      lists = ${lists}::jsonb, labels = ${labels}::jsonb, revision = b.revision + 1
    WHERE b.id = ${boardId}::uuid RETURNING ${columns}`
  return row
}

export type BrowseFilter = { isGuest: boolean; pattern: string; includeArchived: boolean; limit: number }

/** Boards of the person's channels and, but for guests, of public ones. */
export function browseBoardRows(db: Source, personId: PersonId, filter: BrowseFilter) {
  const { isGuest, pattern, includeArchived, limit } = filter
  return db.$queryRaw<(BoardRow & { isMember: boolean })[]>`
    SELECT ${columns}, m.person_id IS NOT NULL AS "isMember" FROM board b JOIN channel c ON c.id = b.channel_id
    LEFT JOIN membership m ON m.channel_id = c.id AND m.person_id = ${personId}::uuid
    WHERE (m.person_id IS NOT NULL OR (c.kind = 'public' AND NOT ${isGuest}))
      AND (${includeArchived} OR NOT (b.is_archived OR c.is_archived))
      AND (b.name ILIKE ${pattern} OR b.key ILIKE ${pattern})
    ORDER BY lower(b.name), b.id LIMIT ${limit}`
}
