// Which store has what: new files go to S3 where a bucket is set, else to the data folder; what the other one has stays
// readable there.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../../core/context.ts'
import { perContext } from '../../../core/per-context.ts'
import { openLocalStore } from './local-store.ts'
import type { ObjectStore } from './object-store.ts'

export type StoreKind = ObjectStore['kind']

export const partsFolderOf = perContext(({ config }) => makeFolder(join(config.dataFolder, 'files', 'parts')))

const localOf = perContext(({ config }) =>
  openLocalStore(makeFolder(join(config.dataFolder, 'files', 'objects'))),
)

/** Loaded when it is needed: who has no bucket need not carry the client for it. */
const s3Of = perContext(async ({ config }) => {
  if (!config.files.s3) return null
  const { openS3Store } = await import('./s3-store.ts')
  return openS3Store(config.files.s3)
})

/** The store that takes new objects. */
export const newStoreKind = (context: Context): StoreKind => (context.config.files.s3 ? 's3' : 'local')

export async function storeOf(context: Context, kind: StoreKind): Promise<ObjectStore> {
  if (kind === 'local') return localOf(context)
  const store = await s3Of(context)
  if (!store) throw new Error('this file lies in S3, and FILES_S3_BUCKET is not set')
  return store
}

function makeFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return path
}
