// What the listener writes: mentions and followed threads, for many messages at once.
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { MentionReason } from '../../../contract/reading.ts'
import { Prisma, type Transaction } from '../../core/db.ts'

export type MentionRow = {
  personId: PersonId
  messageId: MessageId
  channelId: ChannelId
  position: number | null
  reason: MentionReason
}

/** Who came after the message was not called by it, however late the listener hears it. */
const wasThere = Prisma.sql`NOT EXISTS (
  SELECT FROM entry e WHERE e.stream = 'channel:' || msg.channel_id AND e.number > msg.number
    AND e.type = 'member.joined' AND e.subject_id = m.person_id)`

// Below, FOR KEY SHARE holds memberships: a removal that is under way is waited for, and a later one finds the rows.

/**
 * Mentions of single people, current members only, whatever they were found by; answers the new ones. A message that
 * mentions somebody already does so once. `messageIds` and `personIds` are pairs.
 */
export function insertMentions(
  tx: Transaction,
  reason: Exclude<MentionReason, 'everyone'>,
  messageIds: MessageId[],
  personIds: PersonId[],
) {
  return tx.$queryRaw<MentionRow[]>`
    INSERT INTO mention (person_id, message_id, channel_id, position, sent_at, reason)
    SELECT m.person_id, msg.id, msg.channel_id, msg.position, msg.sent_at, ${reason}
    FROM unnest(${messageIds}::uuid[], ${personIds}::uuid[]) AS i(message_id, person_id)
    JOIN message msg ON msg.id = i.message_id AND msg.deleted_at IS NULL
    JOIN membership m ON m.channel_id = msg.channel_id AND m.person_id = i.person_id
    JOIN person p ON p.id = m.person_id AND p.is_active
    WHERE m.person_id <> msg.author_id AND ${wasThere} FOR KEY SHARE OF m
    ON CONFLICT DO NOTHING
    RETURNING person_id AS "personId", message_id AS "messageId", channel_id AS "channelId", position, reason`
}

/** Mentions of everybody: all members, or (`here`) those seen in the ten minutes before. Bots are not everybody. */
export function insertMentionsOfAll(
  tx: Transaction,
  messageIds: MessageId[],
  everyone: ('channel' | 'here')[],
) {
  return tx.$queryRaw<MentionRow[]>`
    INSERT INTO mention (person_id, message_id, channel_id, position, sent_at, reason)
    SELECT m.person_id, msg.id, msg.channel_id, msg.position, msg.sent_at, 'everyone'
    FROM unnest(${messageIds}::uuid[], ${everyone}::text[]) AS i(message_id, everyone)
    JOIN message msg ON msg.id = i.message_id AND msg.deleted_at IS NULL
    JOIN membership m ON m.channel_id = msg.channel_id
    JOIN person p ON p.id = m.person_id AND p.is_active AND p.kind = 'person'
    WHERE m.person_id <> msg.author_id AND ${wasThere}
      AND (i.everyone = 'channel' OR p.last_seen_at > msg.sent_at - interval '10 minutes') FOR KEY SHARE OF m
    ON CONFLICT DO NOTHING
    RETURNING person_id AS "personId", message_id AS "messageId", channel_id AS "channelId", position, reason`
}

/** Takes back the mentions of deleted messages. */
export function deleteMentions(tx: Transaction, messageIds: MessageId[]) {
  return tx.$queryRaw<{ personId: PersonId; channelId: ChannelId; position: number }[]>`
    WITH gone AS (
      DELETE FROM mention WHERE message_id = ANY(${messageIds}::uuid[]) RETURNING person_id, channel_id, position
    )
    SELECT person_id AS "personId", channel_id AS "channelId", max(position) AS position FROM gone
    WHERE position IS NOT NULL GROUP BY person_id, channel_id`
}

export type OwnPlace = { personId: PersonId; channelId: ChannelId; position: number }

/**
 * Whoever writes in a channel has read it up to there, unless they set the mark back after it. Answers the marks that
 * moved; ordered, so that two never wait for each other.
 */
export function moveOwnMarks(tx: Transaction, places: OwnPlace[]): Promise<OwnPlace[]> {
  return tx.$queryRaw<OwnPlace[]>`
    WITH held AS MATERIALIZED (
      SELECT m.person_id, m.channel_id, p.position
      FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS p("personId" uuid, "channelId" uuid, position int)
      JOIN membership m ON m.person_id = p."personId" AND m.channel_id = p."channelId"
      WHERE greatest(m.read_position, m.kept_unread_to) < p.position
      ORDER BY m.channel_id, m.person_id FOR NO KEY UPDATE OF m
    )
    UPDATE membership m SET read_position = h.position FROM held h
    WHERE m.person_id = h.person_id AND m.channel_id = h.channel_id
      AND greatest(m.read_position, m.kept_unread_to) < h.position
    RETURNING m.person_id AS "personId", m.channel_id AS "channelId", h.position`
}

/** How the marks stand of those who had unread mentions there, held until the commit. At most 200 positions each. */
export function holdMarks(
  tx: Transaction,
  gone: { personId: PersonId; channelId: ChannelId; position: number }[],
) {
  return tx.$queryRaw<
    { personId: PersonId; channelId: ChannelId; readPosition: number; mentionPositions: number[] }[]
  >`
    SELECT m.person_id AS "personId", m.channel_id AS "channelId", m.read_position AS "readPosition", coalesce((
        SELECT array_agg(position ORDER BY position) FROM (
          SELECT position FROM mention
          WHERE person_id = m.person_id AND channel_id = m.channel_id AND position > m.read_position
          ORDER BY position DESC LIMIT 200
        ) newest
      ), '{}') AS "mentionPositions"
    FROM jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) AS g("personId" uuid, "channelId" uuid, position int)
    JOIN membership m ON m.person_id = g."personId" AND m.channel_id = g."channelId"
    WHERE m.read_position < g.position ORDER BY m.channel_id, m.person_id FOR NO KEY UPDATE OF m`
}

/** A thread with its newest reply of this batch. */
export type RepliedThread = { rootId: MessageId; number: number; at: string }
/** Somebody who replied or was mentioned: what came before `firstNumber` they need not have read. */
export type Participant = {
  rootId: MessageId
  personId: PersonId
  firstNumber: number
  ownNumber: number | null
}

/** Who wrote a thread's first message follows it from the first reply on, unless they have stopped to. */
export async function followOwnThreads(tx: Transaction, rootIds: MessageId[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO thread_follow (person_id, root_id, channel_id)
    SELECT m.person_id, root.id, root.channel_id FROM message root
    JOIN membership m ON m.channel_id = root.channel_id AND m.person_id = root.author_id
    WHERE root.id = ANY(${rootIds}::uuid[]) ORDER BY root.id FOR KEY SHARE OF m
    ON CONFLICT DO NOTHING`
}

/** Who replies or is mentioned follows, also again; a reply that the row has heard of already changes nothing. */
export async function followAsParticipants(tx: Transaction, participants: Participant[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO thread_follow AS f (person_id, root_id, channel_id, read_number)
    SELECT m.person_id, root.id, root.channel_id, i."firstNumber" - 1
    FROM jsonb_to_recordset(${JSON.stringify(participants)}::jsonb) AS i("rootId" uuid, "personId" uuid, "firstNumber" int)
    JOIN message root ON root.id = i."rootId"
    JOIN membership m ON m.channel_id = root.channel_id AND m.person_id = i."personId"
    ORDER BY root.id, m.person_id FOR KEY SHARE OF m
    ON CONFLICT (person_id, root_id) DO UPDATE
      SET is_followed = true, read_number = greatest(f.read_number, EXCLUDED.read_number)
      WHERE NOT f.is_followed AND f.last_reply_number <= EXCLUDED.read_number`
}

/** How somebody stands to a thread. */
export type FollowRow = {
  personId: PersonId
  rootId: MessageId
  channelId: ChannelId
  isFollowed: boolean
  lastReplyNumber: number
  readNumber: number
  isMention: boolean
}

/**
 * Brings all follows of the threads up to date, with the mentions that were made of these replies; answers those that had
 * not heard of the newest reply.
 */
export function advanceFollows(tx: Transaction, threads: RepliedThread[], participants: Participant[]) {
  return tx.$queryRaw<(FollowRow & { readBefore: number })[]>`
    UPDATE thread_follow f SET last_reply_number = behind.number, last_reply_at = greatest(f.last_reply_at, behind.at),
      read_number = greatest(f.read_number, behind."ownNumber"),
      mention_number = greatest(f.mention_number, behind.mention)
    FROM (
      SELECT held.person_id, held.root_id, t.number, t.at, p."ownNumber", called.number AS mention
      FROM jsonb_to_recordset(${JSON.stringify(threads)}::jsonb)
        AS t("rootId" uuid, number int, at timestamptz)
      JOIN thread_follow held ON held.root_id = t."rootId" AND held.last_reply_number < t.number
      LEFT JOIN jsonb_to_recordset(${JSON.stringify(participants)}::jsonb)
        AS p("rootId" uuid, "personId" uuid, "ownNumber" int)
        ON p."rootId" = held.root_id AND p."personId" = held.person_id
      LEFT JOIN LATERAL (
        SELECT max(msg.number) AS number FROM message msg
        JOIN mention ON mention.message_id = msg.id AND mention.person_id = held.person_id
        WHERE msg.thread_id = held.root_id AND msg.number > held.last_reply_number
      ) called ON true
      ORDER BY held.root_id, held.person_id FOR NO KEY UPDATE OF held
    ) behind
    WHERE f.person_id = behind.person_id AND f.root_id = behind.root_id
    RETURNING f.person_id AS "personId", f.root_id AS "rootId", f.channel_id AS "channelId", f.is_followed AS "isFollowed",
      f.last_reply_number AS "lastReplyNumber", f.read_number AS "readNumber", old.read_number AS "readBefore",
      f.mention_number > f.read_number AS "isMention"`
}

/**
 * Takes deleted replies back out of the follows that had not read them: the newest reply is the newest one that is left,
 * of those the follow has heard of. Where none is left unread, all is read. Answers the follows that changed.
 */
export function withdrawReplies(tx: Transaction, rootIds: MessageId[]) {
  return tx.$queryRaw<FollowRow[]>`
    UPDATE thread_follow f SET last_reply_number = remaining.number, last_reply_at = remaining.at,
      read_number = CASE WHEN remaining.number > f.read_number THEN f.read_number ELSE greatest(f.read_number, f.last_reply_number) END,
      mention_number = remaining.mention
    FROM (
      SELECT held.person_id, held.root_id, coalesce(newest.number, 0) AS number, newest.sent_at AS at,
        coalesce(called.number, least(held.mention_number, held.read_number)) AS mention
      FROM thread_follow held
      LEFT JOIN LATERAL (
        SELECT number, sent_at FROM message
        WHERE thread_id = held.root_id AND deleted_at IS NULL AND number <= held.last_reply_number
        ORDER BY number DESC LIMIT 1
      ) newest ON true
      LEFT JOIN LATERAL (
        SELECT max(msg.number) AS number FROM message msg
        JOIN mention ON mention.message_id = msg.id AND mention.person_id = held.person_id
        WHERE msg.thread_id = held.root_id AND msg.number > held.read_number AND msg.number <= held.mention_number
      ) called ON true
      WHERE held.root_id = ANY(${rootIds}::uuid[]) AND held.last_reply_number > held.read_number
      ORDER BY held.root_id, held.person_id FOR NO KEY UPDATE OF held
    ) remaining
    WHERE f.person_id = remaining.person_id AND f.root_id = remaining.root_id
      AND (f.last_reply_number <> remaining.number OR f.mention_number <> remaining.mention)
    RETURNING f.person_id AS "personId", f.root_id AS "rootId", f.channel_id AS "channelId", f.is_followed AS "isFollowed",
      f.last_reply_number AS "lastReplyNumber", f.read_number AS "readNumber", f.mention_number > f.read_number AS "isMention"`
}
