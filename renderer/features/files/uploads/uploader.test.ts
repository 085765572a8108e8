import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FileView } from '../../../../contract/files.ts'
import type { ChannelId, ClientId, FileId, MessageId, PersonId } from '../../../../contract/ids.ts'
import { ApiError } from '../../../data/api.ts'
import { type Database, deleteDatabase, openDatabase } from '../../../data/database.ts'
import { UploadRows } from './rows.ts'
import { findUpload, type Upload, uploadsStore } from './state.ts'
import type { Transfer } from './transfer.ts'
import { Uploader } from './uploader.ts'

const person = '00000001-0000-7000-8000-000000000001' as PersonId
const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId

type Held = Transfer & { done: () => void; fail: (error: unknown) => void }

/** The server's side: begun files, and transfers that wait here for how they end. */
class Desk {
  files = new Map<ClientId, FileView>()
  offsets = new Map<FileId, number>()
  begins: ClientId[] = []
  beginRefusals: unknown[] = []
  transfers: Held[] = []
  cancelled: FileId[] = []

  begin = async ({ clientId, name, size }: { clientId: ClientId; name: string; size: number }) => {
    this.begins.push(clientId)
    const refusal = this.beginRefusals.shift()
    if (refusal) throw refusal
    const known = this.files.get(clientId)
    const id = `f-${this.files.size + 1}` as FileId
    const file =
      known ?? ({ id, name, size, state: 'uploading', refusal: null, messageId: null } as unknown as FileView)
    this.files.set(clientId, file)
    return { file, offset: this.offsets.get(file.id) ?? 0 }
  }

  transfer = (transfer: Transfer) =>
    new Promise<void>((resolve, reject) => {
      transfer.signal.addEventListener('abort', () => reject(transfer.signal.reason))
      this.transfers.push({
        ...transfer,
        done: () => {
          this.offsets.set(transfer.fileId, transfer.blob.size)
          resolve()
        },
        fail: reject,
      })
    })

  cancel = async (fileId: FileId) => void this.cancelled.push(fileId)

  async next(): Promise<Held> {
    await vi.waitFor(() => expect(this.transfers.length).toBeGreaterThan(0))
    return this.transfers.shift() as Held
  }
}

let database: Database
let desk: Desk
let uploader: Uploader
let lock = 0

const rows = () => new UploadRows(Promise.resolve(database), `uploads-${lock}`)
const begin = () => {
  uploader = new Uploader({ rows: rows(), begin: desk.begin, transfer: desk.transfer, cancel: desk.cancel })
  return uploader
}
const add = (text: string) =>
  uploader.add({ channelId, place: channelId, name: `${text}.txt`, blob: new Blob([text]) })
const phase = (id: ClientId) => findUpload(id)?.phase
const offline = () => new ApiError('offline', 'no answer')
const until = (id: ClientId, wanted: string) => vi.waitFor(() => expect(phase(id)).toBe(wanted))

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true })
  lock++
  desk = new Desk()
  database = await openDatabase(person)
  begin()
})
afterEach(async () => {
  uploader.stop()
  database.close()
  await deleteDatabase(person)
  vi.useRealTimers()
})

describe('an upload', () => {
  test('begins when it is added, tells how far it is, and arrives', async () => {
    const id = add('hello')
    expect(findUpload(id)).toMatchObject({ phase: 'waiting', name: 'hello.txt', size: 5 })
    const way = await desk.next()
    way.onProgress(3)
    expect(findUpload(id)).toMatchObject({ phase: 'sending', sent: 3 })
    way.done()
    expect(await uploader.arrived([id])).toEqual(['f-1'])
    expect(await rows().all()).toMatchObject([{ id, phase: 'arrived', fileId: 'f-1' }])
  })

  test('goes three at a time, in the order they were added', async () => {
    const ids = ['a', 'b', 'c', 'd'].map(add)
    await vi.waitFor(() => expect(desk.transfers).toHaveLength(3))
    expect(phase(ids[3] as ClientId)).toBe('waiting')
    desk.transfers[1]?.done()
    await until(ids[3] as ClientId, 'sending')
  })

  test('goes on after a cut: the same file, from where the server has it', async () => {
    const id = add('hello')
    const cut = await desk.next()
    cut.fail(offline())
    await vi.waitFor(() =>
      expect(findUpload(id)).toMatchObject({ phase: 'waiting', reason: { code: 'offline' } }),
    )
    desk.offsets.set('f-1' as FileId, 3)
    uploader.hurry()
    const again = await desk.next()
    expect(again.fileId).toBe('f-1')
    expect(findUpload(id)?.sent).toBe(3)
    expect(new Set(desk.begins)).toEqual(new Set([id]))
    again.done()
    await until(id, 'arrived')
  })

  test('goes on after a restart with the kept bytes and the same clientId', async () => {
    const id = add('hello')
    await desk.next()
    await vi.waitFor(async () => expect(await database.count('uploadBlobs')).toBe(1))
    uploader.stop()
    expect(uploadsStore.getState().uploads).toEqual([])
    lock++
    await begin().resume()
    const again = await desk.next()
    expect(await again.blob.text()).toBe('hello')
    expect(desk.files.size).toBe(1)
    again.done()
    expect(await uploader.arrived([id])).toEqual(['f-1'])
  })

  test('whose bytes are gone says so, and goes on once they are picked again', async () => {
    const id = add('hello')
    await desk.next()
    await vi.waitFor(async () => expect(await database.count('uploadBlobs')).toBe(1))
    uploader.stop()
    await database.clear('uploadBlobs')
    lock++
    await begin().resume()
    await until(id, 'lost')
    await expect(uploader.arrived([id])).rejects.toMatchObject({ code: 'file_not_ready' })
    uploader.giveBytes(id, new Blob(['hello']))
    const again = await desk.next()
    again.done()
    await until(id, 'arrived')
  })

  test('that is too large is refused with the reason, and can be tried again', async () => {
    desk.beginRefusals.push(new ApiError('too_large', 'Files may have up to 10 bytes.'))
    const id = add('hello')
    await until(id, 'refused')
    expect(findUpload(id)?.reason).toMatchObject({ code: 'too_large' })
    uploader.retry([id], false)
    const way = await desk.next()
    way.done()
    await until(id, 'arrived')
  })

  test('is cancelled in the middle: aborted, told to the server, forgotten', async () => {
    const id = add('hello')
    const way = await desk.next()
    uploader.cancel([id])
    expect(way.signal.aborted).toBe(true)
    await vi.waitFor(() => expect(desk.cancelled).toEqual(['f-1']))
    await vi.waitFor(async () => expect(await database.count('uploads')).toBe(0))
    await vi.waitFor(async () => expect(await database.count('uploadBlobs')).toBe(0))
    expect(findUpload(id)).toBeUndefined()
  })

  test('cancelled with no network is told to the server when it is back', async () => {
    const id = add('hello')
    await desk.next()
    const tell = vi.fn(async () => {
      throw offline()
    })
    const tellLater = desk.cancel
    desk.cancel = tell as never
    uploader.stop()
    lock++
    await begin().resume()
    await desk.next()
    uploader.cancel([id])
    await vi.waitFor(() => expect(tell).toHaveBeenCalled())
    await vi.waitFor(async () => expect(await rows().all()).toMatchObject([{ phase: 'cancelled' }]))
    uploader.stop()
    desk.cancel = tellLater
    lock++
    await begin().resume()
    await vi.waitFor(() => expect(desk.cancelled).toEqual(['f-1']))
  })

  test('that the server has let go of is begun anew under another clientId', async () => {
    const id = add('hello')
    const way = await desk.next()
    const [known] = desk.files.values()
    desk.files.set(id, { ...(known as FileView), state: 'deleted' })
    way.fail(new ApiError('not_found', 'gone'))
    const again = await desk.next()
    again.done()
    expect(await uploader.arrived([id])).toEqual(['f-2'])
    expect(findUpload(id)?.clientId).not.toBe(id)
  })

  test('in which a virus was found is refused though it had arrived', async () => {
    const id = add('hello')
    const way = await desk.next()
    way.done()
    await until(id, 'arrived')
    const file = { ...(desk.files.get(id) as FileView), state: 'refused', refusal: 'virus' } as const
    uploader.hear(file)
    expect(findUpload(id)).toMatchObject({ phase: 'refused', reason: { code: 'virus' } })
  })

  test('that a message carries is needed no more, whoever sent it', async () => {
    const id = add('hello')
    const way = await desk.next()
    way.done()
    await until(id, 'arrived')
    uploader.hear({ ...(desk.files.get(id) as FileView), messageId: 'm' as MessageId })
    expect(findUpload(id)).toBeUndefined()
    await vi.waitFor(async () => expect(await database.count('uploads')).toBe(0))
    expect(desk.cancelled).toEqual([])
  })

  test('is done by one window of a browser; the other learns that it has arrived', async () => {
    const id = add('hello')
    await vi.waitFor(async () => expect(await rows().all()).toHaveLength(1))
    uploader.stop()
    const [row] = await rows().all()
    desk = new Desk()
    lock++
    let letGo = () => {}
    // The other window has it in hand.
    const held = navigator.locks.request(
      `uploads-${lock}:${id}`,
      () => new Promise<void>((resolve) => (letGo = resolve)),
    )
    await begin().resume()
    expect(phase(id)).toBe('waiting')
    await rows().put({ ...(row as Upload), phase: 'arrived', fileId: 'f-9' as FileId })
    letGo()
    await held
    expect(await uploader.arrived([id])).toEqual(['f-9'])
    expect([desk.begins, desk.transfers]).toEqual([[], []])
  })

  test('that another window began meanwhile is found on the disk', async () => {
    await uploader.resume()
    const id = 'u-elsewhere' as ClientId
    const row = {
      id,
      clientId: id,
      channelId,
      place: channelId,
      name: 'a.txt',
      size: 5,
      sent: 5,
      guessedType: '',
    }
    await rows().put({ ...row, addedAt: '', phase: 'arrived', fileId: 'f-9' as FileId })
    expect(await uploader.arrived([id])).toEqual(['f-9'])
    await rows().put({ ...row, id: 'u-2' as ClientId, addedAt: '', phase: 'cancelled', fileId: null })
    await expect(uploader.arrived(['u-2' as ClientId])).rejects.toMatchObject({ code: 'not_found' })
    await expect(uploader.arrived(['u-3' as ClientId])).rejects.toMatchObject({ code: 'not_found' })
  })

  test('that another window took out is not sent by this one', async () => {
    const id = add('hello')
    await vi.waitFor(async () => expect(await rows().all()).toHaveLength(1))
    uploader.stop()
    const [row] = await rows().all()
    desk = new Desk()
    lock++
    let letGo = () => {}
    const held = navigator.locks.request(
      `uploads-${lock}:${id}`,
      () => new Promise<void>((resolve) => (letGo = resolve)),
    )
    await begin().resume()
    await rows().put({ ...(row as Upload), phase: 'cancelled' })
    letGo()
    await held
    await expect(uploader.arrived([id])).rejects.toMatchObject({ code: 'not_found' })
    expect([desk.begins, findUpload(id)]).toEqual([[], undefined])
  })

  test('that a message carries is let go of, also when that is heard before the rows are read', async () => {
    const id = add('hello')
    const way = await desk.next()
    way.done()
    expect(await uploader.arrived([id])).toEqual(['f-1'])
    uploader.stop()
    lock++
    const resumed = begin().resume()
    uploader.hear({ ...(desk.files.get(id) as FileView), messageId: 'm' as MessageId })
    await resumed
    await vi.waitFor(async () => expect(await database.count('uploads')).toBe(0))
    expect(findUpload(id)).toBeUndefined()
  })

  test.each(['broken', 'virus', 'unscannable'] as const)(
    'that was found to be %s is tried again as another file: of the one it knows the server says the same for ever',
    async (refusal) => {
      const id = add('hello')
      const way = await desk.next()
      const refused = { ...(desk.files.get(id) as FileView), state: 'refused', refusal } as const
      desk.files.set(id, refused)
      way.done()
      await until(id, 'arrived')
      uploader.hear(refused)
      uploader.retry([id], false)
      const again = await desk.next()
      expect(again.fileId).toBe('f-2')
      again.done()
      expect(await uploader.arrived([id])).toEqual(['f-2'])
    },
  )

  test('that arrived long ago is begun anew when the server has let go of it and its message is tried again', async () => {
    const id = add('hello')
    const way = await desk.next()
    way.done()
    await until(id, 'arrived')
    desk.files.set(id, { ...(desk.files.get(id) as FileView), state: 'deleted' })
    uploader.retry([id], true)
    const again = await desk.next()
    again.done()
    expect(await uploader.arrived([id])).toEqual(['f-2'])
  })
})
