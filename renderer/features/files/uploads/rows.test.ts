import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChannelId, ClientId, PersonId } from '../../../../contract/ids.ts'
import { type Database, deleteDatabase, openDatabase } from '../../../data/database.ts'
import { UploadRows } from './rows.ts'
import type { Upload } from './state.ts'

const person = '00000001-0000-7000-8000-000000000001' as PersonId
const channelId = '00000002-0000-7000-8000-000000000001' as ChannelId

let database: Database
const rows = () => new UploadRows(Promise.resolve(database), 'uploads')
const upload = (id: ClientId): Upload => ({
  id,
  clientId: id,
  channelId,
  place: channelId,
  name: 'a.txt',
  size: 1,
  guessedType: '',
  addedAt: '',
  fileId: null,
  phase: 'waiting',
  sent: 0,
})

beforeEach(async () => {
  database = await openDatabase(person)
})
afterEach(async () => {
  database.close()
  await deleteDatabase(person)
})

test('bytes that no row speaks of are let go of', async () => {
  const here = rows()
  const id = 'kept' as ClientId
  void here.put(upload(id))
  await here.keepBlob(id, new Blob(['a']))
  await database.put('uploadBlobs', new Blob(['b']), 'orphan' as ClientId)
  await here.tidy()
  expect(await database.getAllKeys('uploadBlobs')).toEqual([id])
})

test('a file that another window adds while it is tidied keeps its bytes', async () => {
  // Whatever step of the tidying it comes after.
  for (let steps = 0; steps < 12; steps++) {
    const id = `u-${steps}` as ClientId
    const elsewhere = rows()
    const tidied = rows().tidy()
    for (let step = 0; step < steps; step++) await new Promise(setImmediate)
    void elsewhere.put(upload(id))
    await elsewhere.keepBlob(id, new Blob(['a']))
    await tidied
    expect(await database.getKey('uploadBlobs', id)).toBe(id)
  }
})

test('bytes are on the disk only once their row is', async () => {
  const here = rows()
  for (let n = 0; n < 5; n++) void here.put(upload(`before-${n}` as ClientId))
  const id = 'late' as ClientId
  void here.put(upload(id))
  const kept = here.keepBlob(id, new Blob(['a']))
  while (!(await database.getKey('uploadBlobs', id))) await new Promise(setImmediate)
  expect(await database.getKeyFromIndex('uploads', 'id', id)).toBeDefined()
  await kept
})
