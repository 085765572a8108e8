// What waits to be sent, as rows in IndexedDB. Writes are queued in order and never stop the sending: where the browser
// refuses to store (private windows, a full disk), it lives in memory only.
import type { IDBPDatabase } from 'idb'
import type { ClientId } from '../../contract/ids.ts'
import type { Database } from './database.ts'

type Kept = { clientId: ClientId }
type Place = {
  /** Its keys count up (`order`), its index `clientId` is unique. */
  store: 'outbox' | 'taskChanges'
  /** One window of this browser works at a time under a name that begins so. */
  lockName: string
}

export class KeptRows<Row extends Kept> {
  #database: Promise<IDBPDatabase | null>
  #place: Place
  #restore: (row: Row) => Row
  #writes: Promise<unknown> = Promise.resolve()
  /** Rows that could not be stored. */
  #unstored = new Set<ClientId>()

  /**
   * `database` gives null where there is none.
   * @param restore a row as older versions of the client may have written it
   */
  constructor(database: Promise<Database | null>, place: Place, restore: (row: Row) => Row = (row) => row) {
    // Its two stores differ in what a row holds, which is not looked at here.
    this.#database = database as unknown as Promise<IDBPDatabase | null>
    this.#place = place
    this.#restore = restore
  }

  /** All rows in the order they were added. */
  async all(): Promise<Row[]> {
    await this.#writes
    const database = await this.#database
    const rows = (await database?.getAll(this.#place.store).catch(() => [])) ?? []
    return rows.map((row) => this.#read(row))
  }

  /** What stands there now, another window may have written it; null when there is none, undefined when it can't be told. */
  async find(clientId: ClientId): Promise<Row | null | undefined> {
    await this.#writes
    const database = await this.#database
    if (!database || this.#unstored.has(clientId)) return undefined
    return database.getFromIndex(this.#place.store, 'clientId', clientId).then(
      (row) => (row ? this.#read(row) : null),
      () => undefined,
    )
  }

  put(row: Row): Promise<void> {
    this.#unstored.add(row.clientId)
    return this.#queue(async (database) => {
      const transaction = database.transaction(this.#place.store, 'readwrite')
      const order = await transaction.store.index('clientId').getKey(row.clientId)
      await transaction.store.put(order === undefined ? row : { ...row, order })
      await transaction.done
      this.#unstored.delete(row.clientId)
    })
  }

  /** Writes what is there already, and never brings back what another window took out; then it gives false. */
  async putAgain(row: Row): Promise<boolean> {
    let isThere = true
    await this.#queue(async (database) => {
      const transaction = database.transaction(this.#place.store, 'readwrite')
      const order = await transaction.store.index('clientId').getKey(row.clientId)
      isThere = order !== undefined || this.#unstored.has(row.clientId)
      if (isThere) await transaction.store.put(order === undefined ? row : { ...row, order })
      await transaction.done
    })
    return isThere
  }

  delete(clientId: ClientId): Promise<void> {
    this.#unstored.delete(clientId)
    return this.#queue(async (database) => {
      const transaction = database.transaction(this.#place.store, 'readwrite')
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
    const { store } = this.#place
    return (await database.getKeyFromIndex(store, 'clientId', clientId).catch(() => 0)) !== undefined
  }

  /** Runs the work in one window of this browser at a time. */
  alone<Result>(lane: string, work: () => Promise<Result>): Promise<Result> {
    const locks = globalThis.navigator?.locks
    if (!locks) return work()
    return locks.request(`${this.#place.lockName}:${lane}`, work) as Promise<Result>
  }

  #queue(work: (database: IDBPDatabase) => Promise<void>): Promise<void> {
    const done = this.#writes
      .then(() => this.#database)
      .then((database) => (database ? work(database) : undefined))
      .catch(() => {})
    this.#writes = done
    return done
  }

  #read({ order: _, ...row }: Row & { order?: number }): Row {
    return this.#restore(row as unknown as Row)
  }
}
