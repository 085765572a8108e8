// Room on the disk: for what is begun, the bytes that others were promised and have not sent yet are counted as if they
// were there.
import type { Context } from '../../../core/context.ts'
import { hasRoom } from '../../../core/disk.ts'
import { diskFull } from '../policy.ts'
import { partsFolderOf } from '../store/stores.ts'

/** Throws storage_full unless so many bytes find room. */
export async function demandDisk(context: Context, bytes: number): Promise<void> {
  if (!(await hasRoom(partsFolderOf(context), bytes, context.config.files.keepFree))) throw diskFull()
}
