// What the listener reads and writes: lines of activity, for many people at once.
import type { ActivityKind } from '../../../contract/activity.ts'
import type { ChannelKind } from '../../../contract/channels.ts'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { NotifyLevel } from '../../../contract/notifications.ts'
import type { Transaction } from '../../core/db.ts'

/** Something that happened to somebody, on its way to a line. */
export type Happening = {
  personId: PersonId
  kind: ActivityKind
  key: string
  channelId: ChannelId
  messageId: MessageId | null
  actorId: PersonId | null
  emoji: string | null
  at: string
}

/** A happening that may become a line: the person is in the channel, the message is there. */
export type Candidate = Omit<Happening, 'at'> & {
  at: Date
  channelKind: ChannelKind
  level: NotifyLevel
  isToldOfReplies: boolean
  channelLevel: NotifyLevel | null
  isMuted: boolean
  /** They have read past it already. */
  isRead: boolean
}

/** Adds to happenings what the rule asks for, and leaves out those that concern nobody any more. */
export function weigh(tx: Transaction, happenings: Happening[]): Promise<Candidate[]> {
  return tx.$queryRaw<Candidate[]>`
    SELECT i."personId", i.kind, i.key, i."channelId", i."messageId", i."actorId", i.emoji,
      coalesce(CASE WHEN i.kind IN ('reaction', 'joined', 'call') THEN NULL ELSE msg.sent_at END, i.at) AS at,
      c.kind AS "channelKind", coalesce(r.level, 'mentions') AS level, coalesce(r.is_told_of_replies, true) AS "isToldOfReplies",
      m.notify_level AS "channelLevel", m.is_muted AS "isMuted",
      CASE WHEN i.kind IN ('reaction', 'joined') THEN false
        WHEN msg.position IS NOT NULL AND msg.position <= m.read_position THEN true
        ELSE coalesce(msg.number <= f.read_number, false) END AS "isRead"
    FROM jsonb_to_recordset(${JSON.stringify(happenings)}::jsonb) AS i("personId" uuid, kind text, key text,
      "channelId" uuid, "messageId" uuid, "actorId" uuid, emoji text, at timestamptz)
    JOIN membership m ON m.channel_id = i."channelId" AND m.person_id = i."personId"
    JOIN channel c ON c.id = i."channelId"
    JOIN person p ON p.id = i."personId" AND p.kind = 'person'
    LEFT JOIN notification_rules r ON r.person_id = i."personId"
    LEFT JOIN message msg ON msg.id = i."messageId"
    LEFT JOIN thread_follow f ON f.person_id = i."personId" AND f.root_id = msg.thread_id
    WHERE (i."messageId" IS NULL OR msg.deleted_at IS NULL)
      -- A reply that mentions somebody is a mention; one line says it.
      AND NOT (i.kind = 'reply' AND EXISTS (
        SELECT FROM mention WHERE person_id = i."personId" AND message_id = i."messageId"))
    FOR KEY SHARE OF m`
}

/**
 * Writes lines. What there is already stays as it is, unless something newer happened to it (another reply, another
 * reaction). Answers whose activity changed.
 */
export async function saveLines(
  tx: Transaction,
  lines: (Omit<Happening, 'at'> & { at: Date; isUnread: boolean })[],
): Promise<PersonId[]> {
  const rows = await tx.$queryRaw<{ personId: PersonId }[]>`
    INSERT INTO activity AS a (person_id, key, kind, channel_id, message_id, actor_id, emoji, at, is_unread)
    SELECT DISTINCT ON ("personId", key) "personId", key, kind, "channelId", "messageId", "actorId", emoji, at, "isUnread"
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS i("personId" uuid, key text, kind text, "channelId" uuid,
      "messageId" uuid, "actorId" uuid, emoji text, at timestamptz, "isUnread" boolean)
    ORDER BY "personId", key, at DESC
    ON CONFLICT (person_id, key) DO UPDATE SET message_id = EXCLUDED.message_id, actor_id = EXCLUDED.actor_id,
      emoji = EXCLUDED.emoji, at = EXCLUDED.at, is_unread = EXCLUDED.is_unread
      WHERE a.kind IN ('reply', 'reaction') AND a.at < EXCLUDED.at
    RETURNING person_id AS "personId"`
  return rows.map(({ personId }) => personId)
}

export type Reply = { personId: PersonId; rootId: MessageId; number: number }

/** The messages behind the numbers of replies, in the order given; null where one is gone. */
export async function findReplies(tx: Transaction, replies: Reply[]) {
  const rows = await tx.$queryRaw<
    { messageId: MessageId | null; authorId: PersonId | null; at: Date | null }[]
  >`
    SELECT msg.id AS "messageId", msg.author_id AS "authorId", msg.sent_at AS at
    FROM jsonb_to_recordset(${JSON.stringify(replies.map((reply, ord) => ({ ord, ...reply })))}::jsonb)
      AS i(ord int, "rootId" uuid, number int)
    LEFT JOIN message msg ON msg.thread_id = i."rootId" AND msg.number = i.number AND msg.deleted_at IS NULL
    ORDER BY i.ord`
  return rows
}

export type LatestReaction = {
  messageId: MessageId
  channelId: ChannelId
  authorId: PersonId
  personId: PersonId | null
  emoji: string | null
  at: Date | null
}

/** Of messages with reactions of others, the author and the latest of these; nulls where none is left. */
export function findLatestReactions(tx: Transaction, messageIds: MessageId[]): Promise<LatestReaction[]> {
  return tx.$queryRaw<LatestReaction[]>`
    SELECT msg.id AS "messageId", msg.channel_id AS "channelId", msg.author_id AS "authorId",
      latest.person_id AS "personId", latest.emoji, latest.added_at AS at
    FROM message msg LEFT JOIN LATERAL (
      SELECT person_id, emoji, added_at FROM reaction
      WHERE message_id = msg.id AND person_id <> msg.author_id ORDER BY added_at DESC LIMIT 1
    ) latest ON true
    WHERE msg.id = ANY(${messageIds}::uuid[]) AND msg.deleted_at IS NULL`
}

/** A reaction was taken back: the line tells of the latest that is left, as read or unread as it was. */
export async function restateReactions(tx: Transaction, latest: LatestReaction[]): Promise<PersonId[]> {
  const rows = await tx.$queryRaw<{ personId: PersonId }[]>`
    WITH now AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(latest)}::jsonb)
        AS i("messageId" uuid, "authorId" uuid, "personId" uuid, emoji text, at timestamptz)
    ), gone AS (
      DELETE FROM activity a USING now
      WHERE a.person_id = now."authorId" AND a.key = 'reaction:' || now."messageId" AND now."personId" IS NULL
      RETURNING a.person_id
    ), restated AS (
      UPDATE activity a SET actor_id = now."personId", emoji = now.emoji, at = now.at FROM now
      WHERE a.person_id = now."authorId" AND a.key = 'reaction:' || now."messageId" AND now."personId" IS NOT NULL
        AND a.at > now.at
      RETURNING a.person_id
    )
    SELECT person_id AS "personId" FROM gone UNION SELECT person_id FROM restated`
  return rows.map(({ personId }) => personId)
}

type Marked = { personId: PersonId }

/** A channel was read up to a position: what stands in its timeline up to there is read, and so is having been added. */
export async function readChannels(
  tx: Transaction,
  marks: { personId: PersonId; channelId: ChannelId; readPosition: number }[],
): Promise<PersonId[]> {
  const rows = await tx.$queryRaw<Marked[]>`
    UPDATE activity a SET is_unread = false FROM (
      SELECT held.id FROM jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
        AS i("personId" uuid, "channelId" uuid, "readPosition" int)
      JOIN activity held ON held.person_id = i."personId" AND held.channel_id = i."channelId" AND held.is_unread
      LEFT JOIN message msg ON msg.id = held.message_id
      WHERE held.kind = 'joined' OR (held.kind <> 'reaction' AND msg.position <= i."readPosition")
      ORDER BY held.id FOR NO KEY UPDATE OF held
    ) read WHERE a.id = read.id RETURNING a.person_id AS "personId"`
  return rows.map(({ personId }) => personId)
}

/** A thread was read up to a reply: its replies, and mentions in them, are read up to there. */
export async function readThreads(
  tx: Transaction,
  marks: { personId: PersonId; rootId: MessageId; readNumber: number }[],
): Promise<PersonId[]> {
  const rows = await tx.$queryRaw<Marked[]>`
    UPDATE activity a SET is_unread = false FROM (
      SELECT held.id FROM jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
        AS i("personId" uuid, "rootId" uuid, "readNumber" int)
      JOIN activity held ON held.person_id = i."personId" AND held.is_unread AND held.kind <> 'reaction'
      JOIN message msg ON msg.id = held.message_id AND msg.thread_id = i."rootId" AND msg.number <= i."readNumber"
      ORDER BY held.id FOR NO KEY UPDATE OF held
    ) read WHERE a.id = read.id RETURNING a.person_id AS "personId"`
  return rows.map(({ personId }) => personId)
}

/** Erased messages take their lines with them. */
export async function deleteOfMessages(tx: Transaction, messageIds: MessageId[]): Promise<PersonId[]> {
  const rows = await tx.$queryRaw<Marked[]>`
    DELETE FROM activity WHERE message_id = ANY(${messageIds}::uuid[]) RETURNING person_id AS "personId"`
  return rows.map(({ personId }) => personId)
}

/** Who has left a channel keeps nothing of it, unless they are back already. */
export async function deleteOfChannels(
  tx: Transaction,
  left: { personId: PersonId; channelId: ChannelId }[],
): Promise<PersonId[]> {
  const rows = await tx.$queryRaw<Marked[]>`
    DELETE FROM activity a USING jsonb_to_recordset(${JSON.stringify(left)}::jsonb) AS i("personId" uuid, "channelId" uuid)
    WHERE a.person_id = i."personId" AND a.channel_id = i."channelId" AND NOT EXISTS (
      SELECT FROM membership m WHERE m.person_id = i."personId" AND m.channel_id = i."channelId")
    RETURNING a.person_id AS "personId"`
  return rows.map(({ personId }) => personId)
}
