// What a hit shows beside its words.
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Database } from '../../core/db.ts'

export type FileHitRow = {
  id: string
  name: string | null
  text: string | null
  channelId: ChannelId
  messageId: MessageId
  threadId: MessageId | null
  authorId: PersonId
  at: Date
}

/** Files with the message that carries them, if it is still there. */
export const listFileHits = (db: Database, ids: string[]) =>
  db.$queryRaw<FileHitRow[]>`
    SELECT d.source_id AS id, d.name, t.text, d.channel_id AS "channelId", m.id AS "messageId",
      CASE WHEN m.position IS NULL THEN m.thread_id END AS "threadId", d.author_id AS "authorId", d.at
    FROM search_document d JOIN message m ON m.id = d.message_id AND m.deleted_at IS NULL
    LEFT JOIN file_text t ON t.file_id = d.source_id
    WHERE d.source_id = ANY(${ids}::uuid[]) AND d.kind = 'file'`

export const listPersonHits = (db: Database, ids: string[]) =>
  db.$queryRaw<{ id: string; name: string; title: string }[]>`
    SELECT id, name, title FROM person WHERE id = ANY(${ids}::uuid[])`
