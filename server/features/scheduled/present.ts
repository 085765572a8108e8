// row → view.
import type { ScheduledView } from '../../../contract/scheduled.ts'
import type { ScheduledRow } from './db.ts'

export const presentScheduled = (row: ScheduledRow): ScheduledView => ({
  id: row.id,
  channelId: row.channelId,
  threadId: row.threadId,
  alsoToChannel: row.alsoToChannel,
  body: row.body,
  sendAt: row.sendAt.toISOString(),
  refusal: row.refusal,
  createdAt: row.createdAt.toISOString(),
})
