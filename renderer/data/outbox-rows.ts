// The outbox's rows in IndexedDB.
import type { Database } from './database.ts'
import { KeptRows } from './kept-rows.ts'
import type { PendingMessage } from './outbox.ts'

export class OutboxRows extends KeptRows<PendingMessage> {
  constructor(database: Promise<Database | null>, lockName: string) {
    // Rows from before there were files name none.
    super(database, { store: 'outbox', lockName }, (row) => ({ ...row, uploads: row.uploads ?? [] }))
  }
}
