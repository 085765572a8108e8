// Giving up, deleting, and forgetting files.
import { channelStream, userStream } from '../../../contract/events.ts'
import type { ChannelId, FileId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { demand } from '../../core/errors.ts'
import { lockStream } from '../../journal/append.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { type FileRow, holdFile, listFilesOfMessage } from './db.ts'
import { eraseFile, eraseNameInMessage } from './erase-db.ts'
import { wakeEraser } from './eraser.ts'
import { canCancelFile, canDeleteFile } from './policy.ts'
import { presentFile } from './present.ts'
import { reachFile } from './reach.ts'
import { turnsOf } from './upload/turns.ts'

/** Who hears of a file: its channel once a message carries it, until then its person. */
export const streamOf = (row: Pick<FileRow, 'message_id' | 'channel_id' | 'uploaded_by_id'>) =>
  row.message_id === null
    ? userStream(row.uploaded_by_id as PersonId)
    : channelStream(row.channel_id as ChannelId)

async function eraseAndTell(tx: Transaction, record: Record, row: FileRow): Promise<void> {
  const file = presentFile(await eraseFile(tx, row))
  if (file.messageId !== null) await eraseNameInMessage(tx, file.messageId, file.id)
  record(streamOf(row), { type: 'file.changed', file }, file.id)
}

/** A request that writes it just now has nothing left to write. */
function stopUpload(context: Context, id: FileId): void {
  turnsOf(context).get(id)?.cut()
}

/** Gives up a file that no message carries. Throws not_found, already_exists. Twice equals once. */
export async function cancelFile(context: Context, actor: Actor, id: FileId): Promise<void> {
  await changeInOrder(context, actor, id, async (tx, record, { row, file }) => {
    demand(canCancelFile(actor, file))
    if (row.state !== 'deleted') await eraseAndTell(tx, record, row)
  })
  stopUpload(context, id)
  wakeEraser(context)
}

/** Erases a file for everybody. Throws not_found, forbidden. Twice equals once. */
export async function deleteFile(context: Context, actor: Actor, id: FileId): Promise<void> {
  await changeInOrder(context, actor, id, async (tx, record, { row, file }) => {
    demand(canDeleteFile(actor, file))
    if (row.state !== 'deleted') await eraseAndTell(tx, record, row)
  })
  stopUpload(context, id)
  wakeEraser(context)
}

type Reached = Awaited<ReturnType<typeof reachFile>>

/** As everything that changes a channel takes locks: its stream first. */
async function changeInOrder(
  context: Context,
  actor: Actor,
  id: FileId,
  change: (tx: Transaction, record: Record, reached: Reached) => Promise<void>,
): Promise<void> {
  const { row } = await reachFile(context, actor, id)
  await inTransaction(context, actor.personId, async (tx, record) => {
    await lockStream(tx, channelStream(row.channel_id as ChannelId))
    await holdFile(tx, id)
    await change(tx, record, await reachFile(context, actor, id, tx))
  })
}

/**
 * Erases what a message carries, within the transaction that deletes it; that tells everybody, so nothing is recorded.
 * Call wakeEraser after the commit.
 */
export async function eraseFilesOfMessage(tx: Transaction, messageId: MessageId): Promise<void> {
  for (const row of await listFilesOfMessage(tx, messageId)) {
    if (row.state !== 'deleted') await eraseFile(tx, row)
  }
}

/** Erases a file nobody asked for any more. */
export async function forgetFile(context: Context, id: FileId): Promise<void> {
  await inTransaction(context, null, async (tx, record) => {
    const row = await holdFile(tx, id)
    if (row && row.message_id === null && row.state !== 'deleted') await eraseAndTell(tx, record, row)
  })
}
