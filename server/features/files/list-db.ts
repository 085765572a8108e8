// The gallery: files that messages carry, newest first. Permission is part of the query.
import type { FileKind } from '../../../contract/files.ts'
import type { ChannelId, PersonId } from '../../../contract/ids.ts'
import { type Database, Prisma } from '../../core/db.ts'
import { type FileRow, fileColumns } from './db.ts'

export type Filter = {
  /** Null: every channel the person is a member of. */
  channelId: ChannelId | null
  kinds: FileKind[]
  personId: PersonId | null
  name: string
  before: { at: Date; id: string } | null
  limit: number
}

const literal = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

export function listFiles(db: Database, viewerId: PersonId, filter: Filter): Promise<FileRow[]> {
  const { channelId, kinds, personId, name, before, limit } = filter
  const where = [
    Prisma.sql`f.message_id IS NOT NULL AND f.state <> 'deleted'`,
    channelId
      ? Prisma.sql`f.channel_id = ${channelId}::uuid`
      : Prisma.sql`EXISTS (SELECT FROM membership ms WHERE ms.channel_id = f.channel_id AND ms.person_id = ${viewerId}::uuid)`,
    ...(kinds.length > 0 ? [Prisma.sql`f.kind = ANY(${kinds}::text[])`] : []),
    ...(personId ? [Prisma.sql`f.uploaded_by_id = ${personId}::uuid`] : []),
    ...(name === '' ? [] : [Prisma.sql`f.name ILIKE ${`%${literal(name)}%`}`]),
    ...(before ? [Prisma.sql`(f.uploaded_at, f.id) < (${before.at}::timestamptz, ${before.id}::uuid)`] : []),
  ]
  return db.$queryRaw<FileRow[]>`
    SELECT ${fileColumns} FROM file f WHERE ${Prisma.join(where, ' AND ')}
    ORDER BY f.uploaded_at DESC, f.id DESC LIMIT ${limit}`
}
