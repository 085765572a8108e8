// The side road of search: what the journal tells of is read from its source and indexed as it stands then. Hearing it
// twice, or late, comes to the same.
import type { Entry } from '../../../contract/events.ts'
import type { ChannelId, FileId, MessageId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { Listener } from '../../journal/listeners.ts'
import { indexChannels, indexFiles, indexMessages, indexPeople, indexTasks } from './index-documents.ts'

type Heard = {
  messageIds: Set<MessageId>
  fileIds: Set<FileId>
  channelIds: Set<ChannelId>
  taskIds: Set<TaskId>
  personIds: Set<PersonId>
}

function sortOut(entries: Entry[]): Heard {
  const heard: Heard = {
    messageIds: new Set(),
    fileIds: new Set(),
    channelIds: new Set(),
    taskIds: new Set(),
    personIds: new Set(),
  }
  for (const { event } of entries) {
    if (event.type === 'message.sent') {
      heard.messageIds.add(event.message.id)
      // Entries from before there were files have none.
      for (const { id } of event.message.files ?? []) heard.fileIds.add(id)
    } else if (event.type === 'message.edited' || event.type === 'message.deleted')
      heard.messageIds.add(event.messageId)
    else if (event.type === 'file.changed') {
      heard.fileIds.add(event.file.id)
      if (event.file.messageId) heard.messageIds.add(event.file.messageId)
    } else if (event.type === 'channel.changed') heard.channelIds.add(event.channel.id)
    // Of a private channel's making nothing else is told.
    else if (event.type === 'member.joined') heard.channelIds.add(event.channelId)
    else if (event.type === 'task.created' || event.type === 'task.restored') heard.taskIds.add(event.task.id)
    else if (event.type === 'task.deleted') heard.taskIds.add(event.taskId)
    // Of a move nothing is sought.
    else if (event.type === 'task.changed' && !event.changes.rank) heard.taskIds.add(event.taskId)
    else if (event.type === 'person.changed') heard.personIds.add(event.person.id)
  }
  return heard
}

export const searchListener: Listener = {
  name: 'search',
  async hear(_context, tx, entries) {
    const { messageIds, fileIds, channelIds, taskIds, personIds } = sortOut(entries)
    await indexFiles(tx, [...fileIds])
    await indexMessages(tx, [...messageIds])
    await indexTasks(tx, [...taskIds])
    if (channelIds.size > 0) await indexChannels(tx, { ids: [...channelIds] })
    if (personIds.size > 0) await indexPeople(tx, { ids: [...personIds] })
  },
}
