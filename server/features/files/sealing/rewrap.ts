// A new master key takes over: every file's key is opened with its former one and wrapped with the new one. May be
// killed and repeated at any moment: what is done stays done, and both keys open until all is.
import type { Context } from '../../../core/context.ts'
import { keyRingOf, UnknownKeyError } from './keys.ts'
import { listOtherKeys, type Rewrapped, replaceKeys, type WrappedRow } from './rewrap-db.ts'

const atATime = 500
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** How many keys were wrapped anew, and how many wait for a master key that is not set. */
export async function rewrapKeys(context: Context): Promise<{ rewrapped: number; unknown: number }> {
  const ring = keyRingOf(context)
  const rewrap = ({ id, key_id, wrapped_key }: WrappedRow): Rewrapped | null => {
    try {
      const key = ring.unwrap(id, { keyId: key_id, wrapped: Buffer.from(wrapped_key) })
      const { wrapped } = ring.wrap(id, key)
      return { id, before: key_id, after: ring.currentId, wrapped }
    } catch (error) {
      if (error instanceof UnknownKeyError) return null
      throw error
    }
  }
  let rewrapped = 0
  let unknown = 0
  for (let after = beforeAll; ; ) {
    const rows = await listOtherKeys(context.db, ring.currentId, after, atATime)
    const keys = rows.flatMap((row) => rewrap(row) ?? [])
    unknown += rows.length - keys.length
    if (keys.length > 0) rewrapped += await replaceKeys(context.db, keys)
    const last = rows.at(-1)
    if (!last || rows.length < atATime) return { rewrapped, unknown }
    after = last.id
  }
}

/** As a job: what can't be opened is said aloud, for nobody will read those files until their key is back. */
export async function keepKeysCurrent(context: Context): Promise<void> {
  const { rewrapped, unknown } = await rewrapKeys(context)
  if (rewrapped > 0)
    context.log.info({ files: rewrapped }, 'file keys were wrapped with the current master key')
  if (unknown > 0)
    context.log.error(
      { files: unknown },
      'files can not be read: their master key is neither FILES_KEY nor among FILES_OLD_KEYS',
    )
}
