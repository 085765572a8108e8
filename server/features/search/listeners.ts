// The side road of search: what the journal tells of is read from its source and indexed as it stands then. Hearing it
// twice, or late, comes to the same.
import type { Entry } from '../../../contract/events.ts'
import type { FileView } from '../../../contract/files.ts'
import type { ChannelId, FileId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Listener } from '../../journal/listeners.ts'
import {
  eraseDocument,
  type FileDocument,
  indexChannels,
  indexDocuments,
  indexMessages,
  indexPeople,
} from './index-documents.ts'

type Heard = {
  messageIds: Set<MessageId>
  channelIds: Set<ChannelId>
  personIds: Set<PersonId>
  files: Map<FileId, FileDocument>
  goneFileIds: Set<FileId>
}

function hearFile(heard: Heard, file: FileView, messageId: MessageId | null): void {
  heard.files.delete(file.id)
  heard.goneFileIds.delete(file.id)
  if (file.state === 'deleted' || file.state === 'refused') heard.goneFileIds.add(file.id)
  else if (messageId) {
    const { id, name, kind } = file
    heard.files.set(id, { kind: 'file', id, messageId, name, isImage: kind === 'image' })
  }
}

function sortOut(entries: Entry[]): Heard {
  const heard: Heard = {
    messageIds: new Set(),
    channelIds: new Set(),
    personIds: new Set(),
    files: new Map(),
    goneFileIds: new Set(),
  }
  for (const { event } of entries) {
    if (event.type === 'message.sent') {
      heard.messageIds.add(event.message.id)
      // Entries from before there were files have none.
      for (const file of event.message.files ?? []) hearFile(heard, file, event.message.id)
    } else if (event.type === 'message.edited' || event.type === 'message.deleted')
      heard.messageIds.add(event.messageId)
    else if (event.type === 'file.changed') hearFile(heard, event.file, event.file.messageId)
    else if (event.type === 'channel.changed') heard.channelIds.add(event.channel.id)
    // Of a private channel's making nothing else is told.
    else if (event.type === 'member.joined') heard.channelIds.add(event.channelId)
    else if (event.type === 'person.changed') heard.personIds.add(event.person.id)
  }
  return heard
}

export const searchListener: Listener = {
  name: 'search',
  async hear(_context, tx, entries) {
    const { messageIds, channelIds, personIds, files, goneFileIds } = sortOut(entries)
    await indexMessages(tx, [...messageIds])
    await indexDocuments(tx, [...files.values()])
    await eraseDocument(tx, ...goneFileIds)
    if (channelIds.size > 0) await indexChannels(tx, { ids: [...channelIds] })
    if (personIds.size > 0) await indexPeople(tx, { ids: [...personIds] })
  },
}
