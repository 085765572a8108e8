// files.begin: takes the room a file will need, gives it a key, and says where to go on.

import { randomBytes } from 'node:crypto'
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { sqlState, uniqueViolation } from '../../core/db.ts'
import { AppError, demand } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { reachChannel } from '../channels/service.ts'
import { type FileRow, findByClientId, insertFile, nextFileId } from './db.ts'
import { canUpload, limitReached, tooLarge } from './policy.ts'
import { presentFile } from './present.ts'
import { keyRingOf } from './sealing/keys.ts'
import { demandDisk } from './upload/disk.ts'
import { findOffset } from './upload/uploads.ts'
import { countPromised, takeRoom } from './usage-db.ts'

type Input = ParsedInputOf<'files.begin'>
type Begun = OutputOf<'files.begin'>

async function answerRepeated(context: Context, row: FileRow, input: Input): Promise<Begun> {
  const isSame =
    row.channel_id === input.channelId &&
    (row.state === 'deleted' || row.name === input.name) &&
    (row.content_part !== 'original' || Number(row.size) === input.size)
  if (!isSame) {
    throw new AppError('already_exists', 'This clientId belongs to another file.', { field: 'clientId' })
  }
  const offset = row.state === 'uploading' ? await findOffset(context, row) : Number(row.size)
  return { file: presentFile(row), offset }
}

async function insert(context: Context, actor: Actor, input: Input): Promise<FileRow> {
  const { files } = context.config
  return inTransaction(context, actor.personId, async (tx) => {
    const id = await nextFileId(tx)
    const key = keyRingOf(context).wrap(id, randomBytes(32))
    const row = await insertFile(tx, { ...input, id, uploadedById: actor.personId, key }, context.clock.now())
    const limits = { person: files.personLimit, workspace: files.workspaceLimit }
    const full = await takeRoom(tx, actor.personId, input.size, limits)
    if (full) throw limitReached(full)
    // Whoever begins at the same time waits at the workspace's room, and is counted there.
    await demandDisk(context, await countPromised(tx))
    return row
  })
}

/** Begins an upload. Throws forbidden, not_found, channel_archived, already_exists, too_large, storage_full. */
export async function beginFile(context: Context, actor: Actor, input: Input): Promise<Begun> {
  const { channel, membership } = await reachChannel(context, actor, input.channelId)
  demand(canUpload(actor, channel, membership !== null))
  const known = await findByClientId(context.db, actor.personId, input.clientId)
  if (known) return answerRepeated(context, known, input)
  if (input.size > context.config.files.fileLimit) throw tooLarge(context.config.files.fileLimit)
  try {
    return { file: presentFile(await insert(context, actor, input)), offset: 0 }
  } catch (error) {
    // The same clientId was written in the same moment.
    const other =
      sqlState(error) === uniqueViolation &&
      (await findByClientId(context.db, actor.personId, input.clientId))
    if (!other) throw error
    return answerRepeated(context, other, input)
  }
}
