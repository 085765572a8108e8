// Who is away, and what waits for them.
import type { DigestChoice } from '../../../contract/digest.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { NotifyLevel } from '../../../contract/notifications.ts'
import type { Role } from '../../../contract/people.ts'
import type { Database } from '../../core/db.ts'
import type { Waiting } from './compose.ts'

export type AwayRow = {
  personId: PersonId
  email: string
  name: string
  timeZone: string
  pausedUntil: Date | null
  quietHours: string | null
  quietDays: string
  level: NotifyLevel
  isToldOfReplies: boolean
  choice: DigestChoice
  dailyAt: string
  setAt: Date | null
  sentAt: Date | null
  toldTo: Date | null
  tries: number
  role: Role
}

/** People with an address who were not seen since `awayBefore` and want e-mail, by id, `limit` at a time. */
export function listAway(
  db: Database,
  page: { after: PersonId | null; limit: number; awayBefore: Date; refusedBefore: Date; now: Date },
): Promise<AwayRow[]> {
  const { after, limit, awayBefore, refusedBefore, now } = page
  return db.$queryRaw<AwayRow[]>`
    SELECT p.id AS "personId", p.email, p.name, p.role, p.time_zone AS "timeZone", p.paused_until AS "pausedUntil",
      p.quiet_hours AS "quietHours", p.quiet_days AS "quietDays", coalesce(r.level, 'mentions') AS level,
      coalesce(r.is_told_of_replies, true) AS "isToldOfReplies", coalesce(d.choice, 'hourly') AS choice,
      coalesce(d.daily_at, '09:00') AS "dailyAt", d.set_at AS "setAt", d.sent_at AS "sentAt", d.told_to AS "toldTo",
      coalesce(d.tries, 0) AS tries
    FROM person p LEFT JOIN digest d ON d.person_id = p.id LEFT JOIN notification_rules r ON r.person_id = p.id
    WHERE p.is_active AND p.kind = 'person' AND p.email IS NOT NULL AND (${after}::uuid IS NULL OR p.id > ${after}::uuid)
      AND coalesce(d.choice, 'hourly') <> 'never' AND (d.refused_at IS NULL OR d.refused_at < ${refusedBefore})
      AND (d.next_try_at IS NULL OR d.next_try_at <= ${now}) AND (p.last_seen_at IS NULL OR p.last_seen_at < ${awayBefore})
    ORDER BY p.id LIMIT ${limit}`
}

export type WaitingRow = Waiting & {
  personId: PersonId
  body: string
  channelLevel: NotifyLevel | null
  isMuted: boolean
  /** How many wait for the same cause, also those beyond the limit. */
  total: number
}

/** At most this many direct messages, and as many mentions, per person: an e-mail shows fewer. */
const mostEach = 50

/**
 * What each of these people has not read of what was sent to them after `since` and up to `until`: messages in their
 * conversations, and mentions. Only of channels they are in now, and only what is still there. Oldest first. What their
 * rules leave out (levelIn and isWanted in contract/lib/notify.ts) is left out here, too: it would fill the limit.
 */
export function listWaiting(
  db: Database,
  people: { personId: PersonId; since: Date }[],
  until: Date,
): Promise<WaitingRow[]> {
  return db.$queryRaw<WaitingRow[]>`
    SELECT p.person_id AS "personId", item.cause, item.id AS "messageId", item.channel_id AS "channelId",
      item.thread_id AS "threadId", item.position, c.kind AS "channelKind", c.name AS "channelName",
      item.author_id AS "authorId", author.name AS "authorName", item.sent_at AS "sentAt", item.body,
      item.notify_level AS "channelLevel", item.is_muted AS "isMuted", item.total
    FROM jsonb_to_recordset(${JSON.stringify(people.map(({ personId, since }) => ({ person_id: personId, since })))}::jsonb)
      AS p(person_id uuid, since timestamptz)
    LEFT JOIN notification_rules r ON r.person_id = p.person_id
    CROSS JOIN LATERAL (
      (
        SELECT 'direct' AS cause, msg.*, m.notify_level, m.is_muted, count(*) OVER ()::int AS total
        FROM membership m JOIN channel talk ON talk.id = m.channel_id AND talk.kind IN ('direct', 'group')
          AND talk.last_position > m.read_position AND talk.last_message_at > p.since
        JOIN message msg ON msg.channel_id = talk.id AND msg.position > m.read_position
        WHERE m.person_id = p.person_id AND NOT m.is_muted
          AND coalesce(m.notify_level, nullif(r.level, 'mentions'), 'all') = 'all'
          AND msg.sent_at > p.since AND msg.sent_at <= ${until} AND msg.author_id <> p.person_id
          AND msg.deleted_at IS NULL AND msg.call IS NULL
        ORDER BY msg.sent_at LIMIT ${mostEach}
      ) UNION ALL (
        SELECT mention.reason AS cause, msg.*, m.notify_level, m.is_muted, count(*) OVER ()::int AS total
        FROM mention JOIN membership m ON m.person_id = mention.person_id AND m.channel_id = mention.channel_id
        JOIN channel place ON place.id = m.channel_id
        JOIN message msg ON msg.id = mention.message_id AND msg.deleted_at IS NULL
        LEFT JOIN thread_follow f ON f.person_id = mention.person_id AND f.root_id = msg.thread_id
        WHERE mention.person_id = p.person_id AND mention.sent_at > p.since AND mention.sent_at <= ${until}
          AND coalesce(m.notify_level, r.level, 'mentions') <> 'nothing' AND NOT (mention.reason = 'keyword' AND m.is_muted)
          AND CASE WHEN msg.position IS NULL THEN msg.number > coalesce(f.read_number, 0)
            ELSE place.kind IN ('public', 'private') AND msg.position > m.read_position END
        ORDER BY mention.sent_at LIMIT ${mostEach}
      )
    ) item
    JOIN channel c ON c.id = item.channel_id JOIN person author ON author.id = item.author_id
    ORDER BY p.person_id, item.sent_at, item.number`
}
