// Makes documents of messages, channels, people, files and tasks: folded words, and what filters ask for. Safe to repeat.
import type { ChannelId, FileId, MessageId, PersonId, TaskId } from '../../../contract/ids.ts'
import { searchableText } from '../../../contract/lib/excerpt.ts'
import { foldText } from '../../../contract/lib/fold-text.ts'
import { findMentions } from '../../../contract/lib/mentions.ts'
import type { Transaction } from '../../core/db.ts'
import {
  type ChannelSource,
  type DocumentRow,
  deleteDocuments,
  type FileSource,
  listCarried,
  listCarriers,
  listChannels,
  listFiles,
  listMessages,
  listPeople,
  listTasks,
  lockSources,
  type MessageSource,
  type PersonSource,
  type TaskSource,
  upsertDocuments,
  type Which,
} from './documents-db.ts'

/** A space on both ends, so that a whole word is found like any other piece of text. */
const wordsOf = (...texts: string[]) => ` ${texts.map(foldText).filter(Boolean).join(' ')} `

/** Postgres's own limit for the terms of one document is a megabyte; some of it is left for those that are no words. */
const mostTermBytes = 1_000_000
const dense = '\u2e80'

/** As much of these words as the index can keep: all of 100,000 letters in most scripts. */
export function indexable(words: string): string {
  let bytes = 0
  for (let at = 1; at < words.length; ) {
    const end = words.indexOf(' ', at)
    const word = words.slice(at, end)
    // What search_terms makes of it: grams of three letters and the word itself, or grams of two.
    bytes += (word >= dense ? 2 : 4) * (Buffer.byteLength(word) + 1)
    if (bytes > mostTermBytes) return words.slice(0, at)
    at = end + 1
  }
  return words
}

const link = /\bhttps?:\/\/\S/i
const code = /`[^`\n]+`|^(```|~~~)/m

function marksOf({ body, fileMarks }: Pick<MessageSource, 'body' | 'fileMarks'>): string[] | null {
  const { personIds, groupIds, everyone } = findMentions(body)
  const marks = [
    ...(fileMarks ?? []),
    ...(link.test(body) ? ['has:link'] : []),
    ...(code.test(body) ? ['has:code'] : []),
    ...[...personIds, ...groupIds].map((id) => `mentions:${id}`),
    ...(everyone ? [`mentions:${everyone}`] : []),
  ]
  return marks.length > 0 ? marks.sort() : null
}

const nothingMore = {
  channelId: null,
  isPublic: false,
  authorId: null,
  messageId: null,
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

const documentOfFile = ({ id, name, text, isImage, sentAt, ...place }: FileSource): DocumentRow => ({
  ...nothingMore,
  ...place,
  kind: 'file',
  id,
  at: sentAt,
  marks: isImage ? ['has:file', 'has:image'] : ['has:file'],
  words: indexable(wordsOf(name, text ?? '')),
  name,
})

const documentOfTask = ({
  name,
  title,
  description,
  checks,
  createdAt,
  ...place
}: TaskSource): DocumentRow => ({
  ...nothingMore,
  ...place,
  kind: 'task',
  at: createdAt,
  marks: marksOf({ body: description, fileMarks: null }),
  words: indexable(wordsOf(name, title, searchableText(description), ...checks)),
  name: title,
})

async function putTasks(tx: Transaction, which: Which<TaskId>): Promise<TaskId[]> {
  const sources = await listTasks(tx, which)
  await upsertDocuments(tx, sources.map(documentOfTask))
  return sources.map(({ id }) => id)
}

/** Brings tasks up to date, and takes out those that are gone. */
export async function indexTasks(tx: Transaction, ids: TaskId[]): Promise<void> {
  if (ids.length === 0) return
  await lockSources(tx, ids)
  const found = new Set(await putTasks(tx, { ids }))
  await deleteDocuments(
    tx,
    ids.filter((id) => !found.has(id)),
  )
}

/** The next ones in the order of their ids; answers which. */
export async function indexNextTasks(
  tx: Transaction,
  next: { after: TaskId | null; limit: number },
): Promise<TaskId[]> {
  const ids = (await listTasks(tx, next)).map(({ id }) => id)
  await indexTasks(tx, ids)
  return ids
}

/** Each may have a long text. */
const filesAtATime = 50

/** Answers which of them there are. */
async function putFiles(tx: Transaction, ids: FileId[]): Promise<FileId[]> {
  const found: FileId[] = []
  for (let at = 0; at < ids.length; at += filesAtATime) {
    const sources = await listFiles(tx, ids.slice(at, at + filesAtATime))
    await upsertDocuments(tx, sources.map(documentOfFile))
    found.push(...sources.map(({ id }) => id))
  }
  return found
}

/** Brings files up to date, and takes out those that are gone. Their messages are indexed after them: they say which they have. */
export async function indexFiles(tx: Transaction, ids: FileId[]): Promise<void> {
  if (ids.length === 0) return
  await lockSources(tx, await listCarriers(tx, ids))
  const found = new Set(await putFiles(tx, ids))
  await deleteDocuments(
    tx,
    ids.filter((id) => !found.has(id)),
  )
}

/** Messages with all that they carry. */
export async function indexWithFiles(tx: Transaction, ids: MessageId[]): Promise<void> {
  await lockSources(tx, ids)
  await putFiles(tx, await listCarried(tx, ids))
  await indexMessages(tx, ids)
}
