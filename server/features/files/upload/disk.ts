// Room on the disk. A full one would take the database with it, so some of it is left alone: for what is begun, the bytes
// that others were promised and have not sent yet are counted as if they were there.
import { statfs } from 'node:fs/promises'
import type { Context } from '../../../core/context.ts'
import { diskFull } from '../policy.ts'
import { partsFolderOf } from '../store/stores.ts'

/** Throws storage_full unless so many bytes find room. */
export async function demandDisk(context: Context, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(partsFolderOf(context))
  if (bavail * bsize - bytes < context.config.files.keepFree) throw diskFull()
}
