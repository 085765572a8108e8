// The life of an upload after files.begin: where it stands, more of it, all of it.
import { userStream } from '../../../../contract/events.ts'
import type { FileId, PersonId } from '../../../../contract/ids.ts'
import type { Actor } from '../../../core/actor.ts'
import type { Context } from '../../../core/context.ts'
import { demand, notFound } from '../../../core/errors.ts'
import { inTransaction } from '../../../journal/journal.ts'
import { wakeChecker } from '../check/checker.ts'
import { changeFile, type FileRow, findFilesById, findPlacedFile, holdFile, noteReceived } from '../db.ts'
import { canContinueUpload, diskFull, tooManyBytes } from '../policy.ts'
import { presentFile } from '../present.ts'
import { ruledOf, sealingOf } from '../reach.ts'
import { partsFolderOf } from '../store/stores.ts'
import { demandDisk } from './disk.ts'
import { openPart } from './parts.ts'
import { seal } from './sealer.ts'
import { inUploadTurn, isBusy, type Turn } from './turns.ts'

export const originalPart = 'original'

/** An upload the actor began and may go on with. Throws not_found, forbidden, channel_archived. */
export async function reachUpload(context: Context, actor: Actor, id: FileId): Promise<FileRow> {
  const row = await findPlacedFile(context.db, id, actor.personId)
  if (!row) throw notFound('file')
  demand(canContinueUpload(actor, ruledOf(row)))
  return row
}

/** All of it is here: it is looked at next, and the person's other windows learn so. */
async function finishUpload(context: Context, id: FileId): Promise<void> {
  await inTransaction(context, null, async (tx, record) => {
    const row = await holdFile(tx, id)
    if (row?.state !== 'uploading') return
    const file = presentFile(await changeFile(tx, id, { state: 'checking', received: Number(row.size) }))
    record(userStream(file.uploadedById as PersonId), { type: 'file.changed', file }, file.id)
  })
  wakeChecker(context)
}

/** How much of it is durable. Only for who has the turn: what is broken behind it is cut off. */
export async function standOf(context: Context, row: FileRow): Promise<number> {
  if (row.state !== 'uploading') return Number(row.size)
  const sealing = sealingOf(context, row, originalPart)
  const part = await openPart(partsFolderOf(context), sealing, Number(row.received))
  await part.handle.close()
  const id = row.id as FileId
  if (part.received !== Number(row.received))
    await noteReceived(context.db, id, part.received, context.clock.now())
  if (part.received === Number(row.size)) await finishUpload(context, id)
  return part.received
}

/** Where an upload stands, for who asks from outside. While bytes come: what of them is durable so far. */
export async function findOffset(context: Context, row: FileRow): Promise<number> {
  const id = row.id as FileId
  const read = async () => {
    const [now] = await findFilesById(context.db, [id])
    if (!now) throw notFound('file')
    return now
  }
  try {
    const whose = { personId: row.uploaded_by_id, cut: () => {}, isLook: true }
    return await inUploadTurn(context, id, whose, async (turn) => {
      // Soon over: who comes meanwhile waits for it.
      turn.end()
      return standOf(context, await read())
    })
  } catch (error) {
    if (!isBusy(error)) throw error
    const now = await read()
    return now.state === 'uploading' ? Number(now.received) : Number(now.size)
  }
}

/** After so many bytes the disk is looked at anew: others write there too, and a piece may be gigabytes. */
const lookEveryBytes = 4 * 1024 * 1024

/** No more than the file, and the disk, has room for. */
async function* within(
  context: Context,
  stream: AsyncIterable<Uint8Array>,
  most: number,
  { pace }: Turn,
): AsyncGenerator<Uint8Array> {
  let left = most
  let unlooked = 0
  for await (const bytes of stream) {
    left -= bytes.length
    if (left < 0) throw tooManyBytes()
    pace.note(bytes.length)
    unlooked += bytes.length
    if (unlooked >= lookEveryBytes) {
      await demandDisk(context, 0)
      unlooked = 0
    }
    yield bytes
  }
}

/** Takes more bytes, in the actor's turn. Answers how many are durable now. */
export async function takeBytes(
  context: Context,
  row: FileRow,
  stream: AsyncIterable<Uint8Array>,
  turn: Turn,
): Promise<number> {
  if (row.state !== 'uploading') return Number(row.size)
  await demandDisk(context, 0)
  const id = row.id as FileId
  const sealing = sealingOf(context, row, originalPart)
  const trusted = Number(row.received)
  let noting: Promise<void> = Promise.resolve()
  const note = (received: number) => {
    noting = noting.then(() => noteReceived(context.db, id, received, context.clock.now()))
    // Not noted is not lost: what is on the disk is found there.
    noting.catch((error) => context.log.warn({ err: error }, 'it could not be noted how far an upload is'))
  }
  const received = await seal(context, within(context, stream, sealing.size - trusted, turn), {
    folder: partsFolderOf(context),
    sealing,
    trusted,
    onBytes: () => {
      turn.heardAtMs = performance.now()
    },
    onDurable: note,
  }).catch((error) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull() : error
  })
  await noting
  if (received === sealing.size) await finishUpload(context, id)
  return received
}
