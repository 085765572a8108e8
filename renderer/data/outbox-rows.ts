// The outbox's rows in IndexedDB. Writes are queued in order and never stop the sending: where the browser refuses to
// store (private windows, a full disk), messages live in memory only.
import type { ChannelId, ClientId } from '../../contract/ids.ts'
import type { Database, OutboxRow } from './database.ts'
import type { PendingMessage } from './outbox.ts'

export class OutboxRows {
  #database: Promise<Database | null>
  #lockName: string
  #writes: Promise<unknown> = Promise.resolve()
  /** Rows that could not be stored. */
  #unstored = new Set<ClientId>()

  /** `database` gives null where there is none. */
  constructor(database: Promise<Database | null>, lockName: string) {
    this.#database = database
    this.#lockName = lockName
  }

  /** All rows in the order they were added. */
  async all(): Promise<PendingMessage[]> {
    await this.#writes
    const database = await this.#database
    const rows = (await database?.getAll('outbox').catch(() => [])) ?? []
    return rows.map(messageOf)
  }

  /** What stands there now, another window may have written it; null when there is none, undefined when it can't be told. */
  async find(clientId: ClientId): Promise<PendingMessage | null | undefined> {
    await this.#writes
    const database = await this.#database
    if (!database || this.#unstored.has(clientId)) return undefined
    return database.getFromIndex('outbox', 'clientId', clientId).then(
      (row) => (row ? messageOf(row) : null),
      () => undefined,
    )
  }

  put(message: PendingMessage): Promise<void> {
    this.#unstored.add(message.clientId)
    return this.#queue(async (database) => {
      const transaction = database.transaction('outbox', 'readwrite')
      const order = await transaction.store.index('clientId').getKey(message.clientId)
      const row: OutboxRow = order === undefined ? message : { ...message, order }
      await transaction.store.put(row)
      await transaction.done
      this.#unstored.delete(message.clientId)
    })
  }

  /** Writes what is there already, and never brings back what another window took out; then it gives false. */
  async putAgain(message: PendingMessage): Promise<boolean> {
    let isThere = true
    await this.#queue(async (database) => {
      const transaction = database.transaction('outbox', 'readwrite')
      const order = await transaction.store.index('clientId').getKey(message.clientId)
      isThere = order !== undefined || this.#unstored.has(message.clientId)
      if (isThere) await transaction.store.put(order === undefined ? message : { ...message, order })
      await transaction.done
    })
    return isThere
  }

  delete(clientId: ClientId): Promise<void> {
    this.#unstored.delete(clientId)
    return this.#queue(async (database) => {
      const transaction = database.transaction('outbox', 'readwrite')
      const order = await transaction.store.index('clientId').getKey(clientId)
      if (order !== undefined) await transaction.store.delete(order)
      await transaction.done
    })
  }

  /** Whether a row is still to be sent; true when it could not be stored. */
  async has(clientId: ClientId): Promise<boolean> {
    await this.#writes
    const database = await this.#database
    if (!database || this.#unstored.has(clientId)) return true
    return (await database.getKeyFromIndex('outbox', 'clientId', clientId).catch(() => 0)) !== undefined
  }

  /** Runs the work in one window of this browser at a time. */
  alone<Result>(channelId: ChannelId, work: () => Promise<Result>): Promise<Result> {
    const locks = globalThis.navigator?.locks
    if (!locks) return work()
    return locks.request(`${this.#lockName}:${channelId}`, work) as Promise<Result>
  }

  #queue(work: (database: Database) => Promise<void>): Promise<void> {
    const done = this.#writes
      .then(() => this.#database)
      .then((database) => database && work(database))
      .then(() => {})
      .catch(() => {})
    this.#writes = done
    return done
  }
}

const messageOf = ({ order: _, ...message }: OutboxRow): PendingMessage => ({
  ...message,
  uploads: message.uploads ?? [],
})
