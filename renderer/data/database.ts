// The browser's database: one per person. A new version wipes what the server can give again (state, messages) and
// keeps what only this browser has (unsent messages, drafts, files on their way).
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { OlderDraft } from '../../contract/drafts.ts'
import type { ChannelId, ClientId, MessageId, PersonId } from '../../contract/ids.ts'
import type { UploadRow } from '../features/files/uploads/state.ts'
import type { Window } from '../features/messages/window.ts'
import type { TaskChange } from '../features/tasks/task-change.ts'
import type { PendingMessage } from './outbox.ts'

const version = 3

export type OutboxRow = Omit<PendingMessage, 'reason' | 'uploads'> & {
  order?: number
  reason?: PendingMessage['reason']
  /** Rows from before there were files have none. */
  uploads?: ClientId[]
}
/** A channel, a thread by its first message, or the change of a message. */
export type DraftKey = ChannelId | MessageId | `edit:${MessageId}`
/** `base`: the server's revision that the text grew from. `isDirty`: the server does not know it yet. */
export type DraftRow = {
  key: DraftKey
  text: string
  channelId: ChannelId
  base?: number
  isDirty?: boolean
  writtenAt?: string
  /** What other devices wrote there, offered to be taken in; `dropping`: those taken or refused, to be told. */
  older?: OlderDraft[]
  dropping?: string[]
}
/** A channel's newest messages, true as of `cursor` of its stream. */
export type WindowRow = { channelId: ChannelId; cursor: number; usedAt: number; window: Window }

interface Schema extends DBSchema {
  state: { key: string; value: unknown }
  windows: { key: ChannelId; value: WindowRow; indexes: { usedAt: number } }
  outbox: { key: number; value: OutboxRow; indexes: { clientId: ClientId } }
  /** The viewer's changes of tasks that the server has not answered. */
  taskChanges: { key: number; value: TaskChange & { order?: number }; indexes: { clientId: ClientId } }
  drafts: { key: DraftKey; value: DraftRow }
  uploads: { key: number; value: UploadRow; indexes: { id: ClientId } }
  /** The bytes of uploads, apart from them: a row is written often, its bytes once. */
  uploadBlobs: { key: ClientId; value: Blob }
}
export type Database = IDBPDatabase<Schema>
export type Writing = IDBPTransaction<Schema, ['state', 'windows'], 'readwrite'>

const nameOf = (personId: PersonId) => `nucleus:${personId}`

/** Opens a person's database. Another window with a newer version is not held up. */
export async function openDatabase(personId: PersonId): Promise<Database> {
  const database = await openDB<Schema>(nameOf(personId), version, {
    upgrade(db) {
      for (const name of ['state', 'windows'] as const)
        if (db.objectStoreNames.contains(name)) db.deleteObjectStore(name)
      db.createObjectStore('state')
      db.createObjectStore('windows', { keyPath: 'channelId' }).createIndex('usedAt', 'usedAt')
      for (const name of ['outbox', 'taskChanges'] as const) {
        if (db.objectStoreNames.contains(name)) continue
        const rows = db.createObjectStore(name, { keyPath: 'order', autoIncrement: true })
        rows.createIndex('clientId', 'clientId', { unique: true })
      }
      if (!db.objectStoreNames.contains('drafts')) db.createObjectStore('drafts', { keyPath: 'key' })
      if (!db.objectStoreNames.contains('uploads')) {
        const uploads = db.createObjectStore('uploads', { keyPath: 'order', autoIncrement: true })
        uploads.createIndex('id', 'id', { unique: true })
        db.createObjectStore('uploadBlobs')
      }
    },
    blocking: () => database.close(),
  })
  return database
}

/** Forgets all this browser holds of a person. */
export async function deleteDatabase(personId: PersonId): Promise<void> {
  await deleteDB(nameOf(personId))
}
