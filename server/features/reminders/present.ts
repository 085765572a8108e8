// row → view.
import type { MessageView } from '../../../contract/messages.ts'
import type { ReminderView } from '../../../contract/reminders.ts'
import type { ReminderRow } from './db.ts'

/** `message`: what it reminds of, if its owner may see that. */
export const presentReminder = (row: ReminderRow, message: MessageView | null): ReminderView => ({
  id: row.id,
  text: row.text,
  messageId: row.messageId,
  message,
  remindAt: row.remindAt.toISOString(),
  firedAt: row.firedAt?.toISOString() ?? null,
  doneAt: row.doneAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
})
