// The way of a message through the database: one look at the facts, then one statement that does it all.

import type { CallSummary } from '../../../contract/calls.ts'
import type { ChannelKind } from '../../../contract/channels.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, ClientId, FileId, MessageId, PersonId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'
import { type EntryRow, presentEntry } from '../../journal/read.ts'

export type SendKey = {
  channelId: ChannelId
  authorId: PersonId
  clientId: ClientId
  threadId: MessageId | null
}

/** What a policy must know of one send. `channel` is null when there is none. */
export type SendFacts = {
  channel: { kind: ChannelKind; isArchived: boolean; isBoard: boolean; createdById: PersonId } | null
  isMember: boolean
  root: { channelId: ChannelId; isReply: boolean; isDeleted: boolean } | null
  /** The message that this clientId has already made. */
  sentId: MessageId | null
}

type FactsRow = {
  kind: ChannelKind | null
  is_archived: boolean
  is_board: boolean
  created_by_id: PersonId
  is_member: boolean
  root_channel_id: ChannelId | null
  root_is_reply: boolean
  root_is_deleted: boolean
  sent_id: MessageId | null
}

/** The facts of many sends in one round trip, in their order. */
export async function findSendFacts(db: Database, sends: SendKey[]): Promise<SendFacts[]> {
  const input = JSON.stringify(sends.map((send, ord) => ({ ord, ...send })))
  const rows = await db.$queryRaw<FactsRow[]>`
    SELECT c.kind, c.is_archived, c.is_board, c.created_by_id, ms.person_id IS NOT NULL AS is_member, root.channel_id AS root_channel_id,
      root.thread_id IS NOT NULL AS root_is_reply, root.deleted_at IS NOT NULL AS root_is_deleted, sent.id AS sent_id
    FROM jsonb_to_recordset(${input}::jsonb) AS i(ord int, "channelId" uuid, "authorId" uuid, "clientId" uuid, "threadId" uuid)
    LEFT JOIN channel c ON c.id = i."channelId"
    LEFT JOIN membership ms ON ms.channel_id = i."channelId" AND ms.person_id = i."authorId"
    LEFT JOIN message root ON root.id = i."threadId"
    LEFT JOIN message sent ON sent.author_id = i."authorId" AND sent.client_id = i."clientId"
    ORDER BY i.ord`
  return rows.map((row) => ({
    channel: row.kind && {
      kind: row.kind,
      isArchived: row.is_archived,
      isBoard: row.is_board,
      createdById: row.created_by_id,
    },
    isMember: row.is_member,
    root: row.root_channel_id && {
      channelId: row.root_channel_id,
      isReply: row.root_is_reply,
      isDeleted: row.root_is_deleted,
    },
    sentId: row.sent_id,
  }))
}

/** A message ready to be written: `event` is its message.sent, lacking only what the database gives. */
export type Writable = SendKey & {
  body: string
  inTimeline: boolean
  event: object
  call: CallSummary | null
  /** What it carries, as it stood when the event was made. */
  files: { id: FileId; revision: number }[]
}

/** What a statement does besides when messages carry files. Who sends none pays nothing for it. */
const withoutFiles = { attached: Prisma.empty, told: Prisma.empty, isComplete: Prisma.empty }
const withFiles = {
  attached: Prisma.sql`, carried AS MATERIALIZED (
      SELECT n.id AS message_id, n."authorId", n."channelId", (c.file ->> 'id')::uuid AS file_id,
        (c.file ->> 'revision')::int AS revision, c.place
      FROM numbered n CROSS JOIN jsonb_array_elements(n.files) WITH ORDINALITY AS c(file, place)
    ), attached AS (
      UPDATE file f SET message_id = c.message_id, place = c.place, revision = f.revision + 1 FROM carried c
      WHERE f.id = c.file_id AND f.revision = c.revision AND f.message_id IS NULL AND f.uploaded_by_id = c."authorId"
        AND f.channel_id = c."channelId" AND f.state IN ('checking', 'ready')
      RETURNING f.id
    )`,
  told: Prisma.sql` || jsonb_build_object('files', (
          SELECT coalesce(jsonb_agg(file || jsonb_build_object('messageId', n.id) ORDER BY place), '[]')
          FROM jsonb_array_elements(n.event -> 'message' -> 'files') WITH ORDINALITY AS f(file, place)
        ))`,
  isComplete: Prisma.sql` AND (SELECT count(*) FROM attached) = (SELECT count(*) FROM carried)`,
}

/**
 * Writes messages in one statement and commits it: takes the channels' next numbers and positions (locking their stream
 * rows in order), inserts messages and journal entries and brings thread summaries up to date. Answers the entries in the order given. A repeated (author, clientId) fails as a unique violation;
 * an author who was removed, a channel that was archived, or a file that changed while this waited for its lock fails all
 * of it as a division by zero (the one error a query can raise by itself whose log line quotes no row).
 */
export async function writeMessages(
  db: Database | Transaction,
  at: Date,
  messages: Writable[],
): Promise<Entry[]> {
  const input = JSON.stringify(messages.map((message, ord) => ({ ord, ...message })))
  const { attached, told, isComplete } = messages.some(({ files }) => files.length > 0)
    ? withFiles
    : withoutFiles
  const rows = await db.$queryRaw<EntryRow[]>`
    WITH input AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${input}::jsonb) AS t(ord int, "channelId" uuid, "authorId" uuid, "clientId" uuid,
        "threadId" uuid, body text, "inTimeline" boolean, event jsonb, call jsonb, files jsonb)
    ), counted AS (
      SELECT 'channel:' || "channelId" AS stream, "channelId", count(*)::int AS n, count(*) FILTER (WHERE "inTimeline")::int AS shown
      FROM input GROUP BY "channelId"
    ), taken AS (
      INSERT INTO stream AS s (name, head) SELECT stream, n FROM counted ORDER BY stream
      ON CONFLICT (name) DO UPDATE SET head = s.head + EXCLUDED.head RETURNING name, head
    ), placed AS (
      UPDATE channel c SET last_position = c.last_position + k.shown,
        last_message_at = CASE WHEN k.shown > 0 THEN ${at} ELSE c.last_message_at END
      FROM counted k JOIN taken t ON t.name = k.stream WHERE c.id = k."channelId" AND NOT c.is_archived
      RETURNING c.id, t.name AS stream, t.head - k.n AS numbers_from, c.last_position - k.shown AS positions_from
    ), allowed AS MATERIALIZED (
      SELECT i.ord FROM input i JOIN placed p ON p.id = i."channelId"
      JOIN membership ms ON ms.channel_id = p.id AND ms.person_id = i."authorId" FOR KEY SHARE OF ms
    ), numbered AS MATERIALIZED (
      SELECT i.*, p.stream, uuidv7() AS id, (p.numbers_from + row_number() OVER w)::int AS number,
        CASE WHEN i."inTimeline" THEN (p.positions_from + count(*) FILTER (WHERE i."inTimeline") OVER w)::int END AS position
      FROM input i JOIN placed p ON p.id = i."channelId" WINDOW w AS (PARTITION BY i."channelId" ORDER BY i.ord)
    ), inserted AS (
      INSERT INTO message (id, channel_id, number, position, author_id, client_id, body, sent_at, thread_id, call, file_count)
      SELECT id, "channelId", number, position, "authorId", "clientId", body, ${at}, "threadId", nullif(call, 'null'),
        jsonb_array_length(files) FROM numbered
    )${attached}, threads AS (
      UPDATE message m SET reply_count = m.reply_count + r.n, last_reply_at = ${at}, reply_person_ids = (
        SELECT array_agg(first.person_id ORDER BY first.place) FROM (
          SELECT person_id, min(place) AS place FROM unnest(m.reply_person_ids || r.author_ids) WITH ORDINALITY AS u(person_id, place)
          GROUP BY person_id ORDER BY 2 LIMIT 5
        ) first
      )
      FROM (
        SELECT "threadId", count(*)::int AS n, array_agg("authorId" ORDER BY ord) AS author_ids
        FROM numbered WHERE "threadId" IS NOT NULL GROUP BY "threadId"
      ) r WHERE m.id = r."threadId"
      RETURNING m.id, m.reply_count, m.reply_person_ids
    ), told AS MATERIALIZED (
      SELECT n.*, n.event || jsonb_build_object(
        'message', (n.event -> 'message') || jsonb_build_object('id', n.id, 'number', n.number, 'position', n.position)${told},
        'thread', CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('rootId', t.id, 'replyCount', t.reply_count,
          'lastReplyAt', n.event -> 'message' -> 'sentAt', 'personIds', t.reply_person_ids) END
      ) AS whole
      FROM numbered n LEFT JOIN threads t ON t.id = n."threadId"
    ), written AS (
      INSERT INTO entry (stream, number, at, actor_id, type, subject_id, event)
      SELECT stream, number, ${at}, "authorId", 'message.sent', id, whole FROM told
    )
    SELECT stream, number, ${at}::timestamptz AS at, "authorId" AS actor_id, whole AS event FROM told
    WHERE 1 / ((SELECT count(*) FROM allowed) = (SELECT count(*) FROM input)${isComplete})::int = 1 ORDER BY ord`
  return rows.map(presentEntry)
}
