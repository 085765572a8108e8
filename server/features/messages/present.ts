// row → view: the second of the three times the shape changes.
import type { CallSummary } from '../../../contract/calls.ts'
import type { ChannelId, ClientId, MessageId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { MessageView, ThreadSummary } from '../../../contract/messages.ts'
import { type FileFacts, presentFile } from '../files/present.ts'

export type MessageRow = {
  id: string
  channel_id: string
  number: number
  position: number | null
  author_id: string
  client_id: string
  body: string
  sent_at: Date
  edited_at: Date | null
  deleted_at: Date | null
  thread_id: string | null
  reply_count: number
  last_reply_at: Date | null
  reply_person_ids: string[]
  reactions: { emoji: string; personIds: string[] }[] | null
  files: FileFacts[] | null
  call: CallSummary | null
  pinned_at: Date | null
  pinned_by_id: string | null
  is_task: boolean
  task_ids: string[]
}

type ThreadRow = Pick<MessageRow, 'id' | 'reply_count' | 'last_reply_at' | 'reply_person_ids'>

export const presentThread = (row: ThreadRow): ThreadSummary => ({
  rootId: row.id as MessageId,
  replyCount: row.reply_count,
  lastReplyAt: row.last_reply_at?.toISOString() ?? null,
  personIds: row.reply_person_ids as PersonId[],
})

export const presentMessage = (row: MessageRow): MessageView => ({
  id: row.id as MessageId,
  channelId: row.channel_id as ChannelId,
  number: row.number,
  position: row.position,
  authorId: row.author_id as PersonId,
  clientId: row.client_id as ClientId,
  body: row.body,
  sentAt: row.sent_at.toISOString(),
  editedAt: row.edited_at?.toISOString() ?? null,
  deletedAt: row.deleted_at?.toISOString() ?? null,
  threadId: row.thread_id as MessageId | null,
  thread: row.reply_count > 0 ? presentThread(row) : null,
  reactions: (row.reactions ?? []) as MessageView['reactions'],
  files: row.files?.map(presentFile) ?? [],
  pin: row.pinned_at && { personId: row.pinned_by_id as PersonId, at: row.pinned_at.toISOString() },
  isTask: row.is_task,
  taskIds: row.task_ids as TaskId[],
  call: row.call,
})
