// Bytes that are on this machine already go the way of an upload, without one.
import type { ParsedInputOf } from '../../../contract/commands.ts'
import type { FileId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { beginFile } from './begin.ts'
import { inUploadTurn } from './upload/turns.ts'
import { reachUpload, takeBytes } from './upload/uploads.ts'

type Brought = Omit<ParsedInputOf<'files.begin'>, 'size'> & { bytes: Uint8Array }

async function* alone(bytes: Uint8Array) {
  yield bytes
}

/** Twice equals once. Resolves when the file may be sent; what it is, is found out beside. `bytes` is given away. */
export async function bringFile(
  context: Context,
  actor: Actor,
  { bytes, ...input }: Brought,
): Promise<FileId> {
  const { file, offset } = await beginFile(context, actor, { ...input, size: bytes.length })
  if (offset === bytes.length) return file.id
  const whose = { personId: actor.personId, cut: () => {}, isLook: false }
  await inUploadTurn(context, file.id, whose, async (turn) => {
    const row = await reachUpload(context, actor, file.id)
    await takeBytes(context, row, alone(bytes.subarray(offset)), turn)
  })
  return file.id
}
