// row → view: the second of the three times the shape changes.
import type { FileKind, FileState, FileView } from '../../../contract/files.ts'
import type { ChannelId, FileId, MessageId, PersonId } from '../../../contract/ids.ts'

/** What a view shows, as a query gives it, or as it stands in JSON beside a message. */
export type FileFacts = {
  id: string
  uploaded_by_id: string
  channel_id: string
  message_id: string | null
  name: string
  size: bigint | number
  kind: string
  content_type: string
  is_inline: boolean
  state: string
  refusal: string | null
  width: number | null
  height: number | null
  thumbnails: Record<string, number>
  uploaded_at: Date | string
  revision: number
}

export const presentFile = (row: FileFacts): FileView => ({
  id: row.id as FileId,
  name: row.name,
  size: Number(row.size),
  kind: row.kind as FileKind,
  contentType: row.content_type,
  state: row.state as FileState,
  refusal: row.refusal as FileView['refusal'],
  isInline: row.is_inline,
  width: row.width,
  height: row.height,
  thumbnails: Object.keys(row.thumbnails)
    .map(Number)
    .sort((a, b) => a - b),
  uploadedById: row.uploaded_by_id as PersonId,
  uploadedAt: new Date(row.uploaded_at).toISOString(),
  channelId: row.channel_id as ChannelId,
  messageId: row.message_id as MessageId | null,
  revision: row.revision,
})
