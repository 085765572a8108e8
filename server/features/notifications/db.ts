// Table notification_rules, and who waits for which words.
import type { ChannelKind } from '../../../contract/channels.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import type { NotificationRules, NotifyLevel } from '../../../contract/notifications.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

const columns = Prisma.sql`level, is_told_of_replies AS "isToldOfReplies", keywords`

/** Null: nothing was ever set. */
export async function findRules(
  db: Database | Transaction,
  personId: PersonId,
): Promise<NotificationRules | null> {
  const [row] = await db.$queryRaw<NotificationRules[]>`
    SELECT ${columns} FROM notification_rules WHERE person_id = ${personId}::uuid`
  return row ?? null
}

/** The rules as they stay until the commit; made when there were none. */
export async function holdRules(tx: Transaction, personId: PersonId): Promise<NotificationRules> {
  const [row] = await tx.$queryRaw<NotificationRules[]>`
    INSERT INTO notification_rules AS r (person_id) VALUES (${personId}::uuid)
    ON CONFLICT (person_id) DO UPDATE SET person_id = r.person_id RETURNING ${columns}`
  return row as NotificationRules
}

export async function saveRules(
  tx: Transaction,
  personId: PersonId,
  rules: NotificationRules,
): Promise<void> {
  const { level, isToldOfReplies, keywords } = rules
  await tx.$executeRaw`
    UPDATE notification_rules SET level = ${level}, is_told_of_replies = ${isToldOfReplies}, keywords = ${keywords}
    WHERE person_id = ${personId}::uuid`
}

/** A member of a channel who waits for words, with what they set for it. */
export type WaitingRow = {
  channelId: ChannelId
  kind: ChannelKind
  personId: PersonId
  keywords: string[]
  level: NotifyLevel
  isToldOfReplies: boolean
  channelLevel: NotifyLevel | null
  isMuted: boolean
}

/** Everybody who waits for words in these channels. */
export function listWaiting(tx: Transaction, channelIds: ChannelId[]): Promise<WaitingRow[]> {
  return tx.$queryRaw<WaitingRow[]>`
    SELECT m.channel_id AS "channelId", c.kind, m.person_id AS "personId", r.keywords, r.level,
      r.is_told_of_replies AS "isToldOfReplies", m.notify_level AS "channelLevel", m.is_muted AS "isMuted"
    FROM notification_rules r
    JOIN membership m ON m.person_id = r.person_id AND m.channel_id = ANY(${channelIds}::uuid[])
    JOIN channel c ON c.id = m.channel_id
    WHERE r.keywords <> '{}'`
}
