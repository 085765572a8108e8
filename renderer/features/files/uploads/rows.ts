// The rows of uploads and their bytes in IndexedDB, so that a reload or a restart goes on where it was. Where the browser
// refuses to store, an upload lives as long as its window.
import type { ClientId } from '../../../../contract/ids.ts'
import type { Database } from '../../../data/database.ts'
import type { Upload, UploadRow } from './state.ts'

/** A file that takes more of what the browser gives us than this is not copied: it must be picked again after a reload. */
const largestShare = 0.3

export class UploadRows {
  #database: Promise<Database | null>
  #lockName: string
  #writes: Promise<unknown> = Promise.resolve()
  /** Apart: a large file takes its time, and no row waits for it. */
  #blobWrites: Promise<unknown> = Promise.resolve()
  /** Rows that could not be stored. */
  #unstored = new Set<ClientId>()

  /** `database` gives null where there is none. */
  constructor(database: Promise<Database | null>, lockName: string) {
    this.#database = database
    this.#lockName = lockName
  }

  /** All rows in the order they were added. */
  async all(): Promise<Upload[]> {
    await this.#writes
    const database = await this.#database
    const rows = (await database?.getAll('uploads').catch(() => [])) ?? []
    return rows.map(({ order: _, ...upload }) => upload)
  }

  /** What stands there now, another window may have written it; null when there is none, undefined when it can't be told. */
  async find(id: ClientId): Promise<Upload | null | undefined> {
    await this.#writes
    const database = await this.#database
    if (!database || this.#unstored.has(id)) return undefined
    return database.getFromIndex('uploads', 'id', id).then(
      (row) => row ?? null,
      () => undefined,
    )
  }

  put(upload: Upload): Promise<void> {
    this.#unstored.add(upload.id)
    return this.#queue(async (database) => {
      const transaction = database.transaction('uploads', 'readwrite')
      const order = await transaction.store.index('id').getKey(upload.id)
      const row: UploadRow = order === undefined ? upload : { ...upload, order }
      await transaction.store.put(row)
      await transaction.done
      this.#unstored.delete(upload.id)
    })
  }

  delete(id: ClientId): Promise<void> {
    void this.deleteBlob(id)
    this.#unstored.delete(id)
    return this.#queue(async (database) => {
      const transaction = database.transaction('uploads', 'readwrite')
      const order = await transaction.store.index('id').getKey(id)
      if (order !== undefined) await transaction.store.delete(order)
      await transaction.done
    })
  }

  /** Keeps the bytes; gives the kept copy, which nobody changes on the disk, or null where it could not be kept. */
  async keepBlob(id: ClientId, blob: Blob): Promise<Blob | null> {
    if (!(await hasRoomFor(blob.size))) return null
    await this.#queueBlob(async (database) => {
      // Its row first: bytes without one are tidied away.
      await this.#writes
      await database.put('uploadBlobs', blob, id)
    })
    return this.blob(id)
  }

  async blob(id: ClientId): Promise<Blob | null> {
    await this.#blobWrites
    const database = await this.#database
    return (await database?.get('uploadBlobs', id).catch(() => undefined)) ?? null
  }

  deleteBlob(id: ClientId): Promise<void> {
    return this.#queueBlob(async (database) => database.delete('uploadBlobs', id))
  }

  /**
   * Lets go of bytes that no row speaks of: the window was closed between the two. In one transaction, so that nothing
   * another window adds comes in between.
   */
  tidy(): Promise<void> {
    return this.#queueBlob(async (database) => {
      const transaction = database.transaction(['uploads', 'uploadBlobs'], 'readwrite')
      const [rows, blobs] = [transaction.objectStore('uploads'), transaction.objectStore('uploadBlobs')]
      const ids = new Set((await rows.getAll()).map(({ id }) => id))
      for (const id of await blobs.getAllKeys()) if (!ids.has(id)) await blobs.delete(id)
      await transaction.done
    })
  }

  /** Runs the work in one window of this browser at a time. */
  alone<Result>(id: ClientId, work: () => Promise<Result>): Promise<Result> {
    const locks = globalThis.navigator?.locks
    if (!locks) return work()
    return locks.request(`${this.#lockName}:${id}`, work) as Promise<Result>
  }

  #queue(work: (database: Database) => Promise<void>): Promise<void> {
    const done = this.#after(this.#writes, work)
    this.#writes = done
    return done
  }

  #queueBlob(work: (database: Database) => Promise<void>): Promise<void> {
    const done = this.#after(this.#blobWrites, work)
    this.#blobWrites = done
    return done
  }

  #after(before: Promise<unknown>, work: (database: Database) => Promise<void>): Promise<void> {
    return before
      .then(() => this.#database)
      .then((database) => database && work(database))
      .then(() => {})
      .catch(() => {})
  }
}

async function hasRoomFor(size: number): Promise<boolean> {
  const told = await globalThis.navigator?.storage?.estimate?.().catch(() => null)
  if (!told?.quota) return true
  return size < (told.quota - (told.usage ?? 0)) * largestShare
}
