// row → view.
import type { FileView } from '../../../contract/files.ts'
import type { FileId } from '../../../contract/ids.ts'
import type { ScheduledView } from '../../../contract/scheduled.ts'
import type { ScheduledRow } from './db.ts'

export const presentScheduled = (row: ScheduledRow, files: ReadonlyMap<FileId, FileView>): ScheduledView => ({
  id: row.id,
  channelId: row.channelId,
  threadId: row.threadId,
  alsoToChannel: row.alsoToChannel,
  body: row.body,
  files: row.fileIds.flatMap((id) => files.get(id) ?? []),
  sendAt: row.sendAt.toISOString(),
  refusal: row.refusal,
  createdAt: row.createdAt.toISOString(),
})
