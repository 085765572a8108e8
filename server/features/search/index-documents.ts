// Makes documents of messages, channels, people and files: folded words, and what filters ask for. Safe to repeat.
import type { ChannelId, FileId, MessageId, PersonId } from '../../../contract/ids.ts'
import { searchableText } from '../../../contract/lib/excerpt.ts'
import { foldText } from '../../../contract/lib/fold-text.ts'
import { findMentions } from '../../../contract/lib/mentions.ts'
import type { Transaction } from '../../core/db.ts'
import {
  type ChannelSource,
  type DocumentRow,
  deleteDocuments,
  type FileSource,
  listChannels,
  listFiles,
  listMessages,
  listPeople,
  lockSources,
  type MessageSource,
  type PersonSource,
  upsertDocuments,
  upsertFiles,
  type Which,
} from './documents-db.ts'

/** Of a file's text so much is searched. */
export const maxTextLength = 100_000

/** A space on both ends, so that a whole word is found like any other piece of text. */
const wordsOf = (...texts: string[]) => ` ${texts.map(foldText).filter(Boolean).join(' ')} `

const link = /\bhttps?:\/\/\S/i
const code = /`[^`\n]+`|^(```|~~~)/m

function marksOf({ body, fileMarks }: MessageSource): string[] | null {
  const { personIds, everyone } = findMentions(body)
  const marks = [
    ...(fileMarks ?? []),
    ...(link.test(body) ? ['has:link'] : []),
    ...(code.test(body) ? ['has:code'] : []),
    ...personIds.map((id) => `mentions:${id}`),
    ...(everyone ? [`mentions:${everyone}`] : []),
  ]
  return marks.length > 0 ? marks.sort() : null
}

const nothingMore = {
  channelId: null,
  isPublic: false,
  authorId: null,
  editedAt: null,
  marks: null,
  name: null,
}

const documentOfMessage = (source: MessageSource): DocumentRow => ({
  ...nothingMore,
  kind: 'message',
  id: source.id,
  channelId: source.channelId,
  isPublic: source.isPublic,
  authorId: source.authorId,
  at: source.sentAt,
  editedAt: source.editedAt,
  marks: marksOf(source),
  words: wordsOf(searchableText(source.body)),
})

const documentOfChannel = ({ id, isPublic, name, topic, createdAt }: ChannelSource): DocumentRow => ({
  ...nothingMore,
  kind: 'channel',
  id,
  channelId: id,
  isPublic,
  at: createdAt,
  words: wordsOf(name, topic),
  name,
})

const documentOfPerson = ({ id, name, title, createdAt }: PersonSource): DocumentRow => ({
  ...nothingMore,
  kind: 'person',
  id,
  at: createdAt,
  words: wordsOf(name, title),
  name,
})

/** Brings messages up to date, and takes out those that are gone. */
export async function indexMessages(tx: Transaction, ids: MessageId[]): Promise<void> {
  if (ids.length === 0) return
  await lockSources(tx, ids)
  const sources = await listMessages(tx, ids)
  await upsertDocuments(tx, sources.map(documentOfMessage))
  const found = new Set<string>(sources.map(({ id }) => id))
  await deleteDocuments(
    tx,
    ids.filter((id) => !found.has(id)),
  )
}

export async function indexChannels(tx: Transaction, which: Which<ChannelId>): Promise<ChannelId[]> {
  const sources = await listChannels(tx, which)
  await upsertDocuments(tx, sources.map(documentOfChannel))
  return sources.map(({ id }) => id)
}

export async function indexPeople(tx: Transaction, which: Which<PersonId>): Promise<PersonId[]> {
  const sources = await listPeople(tx, which)
  await upsertDocuments(tx, sources.map(documentOfPerson))
  return sources.map(({ id }) => id)
}

/** A file that a message carries. `text`: what stands in it; left out: what is known of it stays. */
export type FileDocument = {
  kind: 'file'
  id: FileId
  messageId: MessageId
  name: string
  isImage: boolean
  text?: string | null
}

const rowOfFile = ({ id, messageId, marks, name, body }: FileSource) => ({
  id,
  messageId,
  marks,
  name,
  body,
  words: wordsOf(name, body ?? ''),
})

/** Puts in what another feature has, or brings it up to date; its message learns that it has a file. */
export async function indexDocuments(tx: Transaction, documents: FileDocument[]): Promise<void> {
  if (documents.length === 0) return
  const known = new Map(
    (await listFiles(tx, { ids: documents.map(({ id }) => id) })).map((file) => [file.id, file]),
  )
  const rows = documents.map(({ id, messageId, name, isImage, text }) => {
    const body = text === undefined ? (known.get(id)?.body ?? null) : (text?.slice(0, maxTextLength) ?? null)
    return rowOfFile({ id, messageId, marks: isImage ? ['has:file', 'has:image'] : ['has:file'], name, body })
  })
  // Later ones of the same file win.
  await upsertFiles(tx, [...new Map(rows.map((row) => [row.id, row])).values()])
  await indexMessages(
    tx,
    documents.map(({ messageId }) => messageId),
  )
}

export const indexDocument = (tx: Transaction, document: FileDocument): Promise<void> =>
  indexDocuments(tx, [document])

/** Takes a document out; in the transaction that erases its source. Twice equals once. */
export async function eraseDocument(tx: Transaction, ...ids: string[]): Promise<void> {
  const messageIds = await deleteDocuments(tx, ids)
  await indexMessages(tx, messageIds)
}

/** Folds files anew from what is kept of them. */
export async function refoldFiles(tx: Transaction, which: Which<FileId>): Promise<FileId[]> {
  const files = await listFiles(tx, which)
  await upsertFiles(tx, files.map(rowOfFile))
  return files.map(({ id }) => id)
}
