// What a message may carry: own files of its channel that have arrived whole and that no other message carries.
import type { FileView } from '../../../contract/files.ts'
import type { ChannelId, FileId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { AppError, notFound } from '../../core/errors.ts'
import type { Viewer } from '../channels/policy.ts'
import { type FileRow, findFilesById } from './db.ts'
import { presentFile } from './present.ts'

export type SendableFiles = {
  refusalOf: (actor: Viewer, send: { channelId: ChannelId; fileIds: FileId[] }) => AppError | null
  /** As the message will show them, and the revisions this is true of. */
  of: (ids: FileId[]) => { views: FileView[]; revisions: { id: FileId; revision: number }[] }
}

const notArrived = () =>
  new AppError('file_not_ready', 'A file of this message has not arrived whole.', { field: 'fileIds' })
const carried = () =>
  new AppError('already_exists', 'A message carries this file already.', { field: 'fileIds' })

function refusalOfFile(row: FileRow | undefined, actor: Viewer, channelId: ChannelId): AppError | null {
  if (row?.uploaded_by_id !== actor.personId || row.channel_id !== channelId || row.state === 'deleted')
    return notFound('file')
  if (row.message_id !== null) return carried()
  return row.state === 'checking' || row.state === 'ready' ? null : notArrived()
}

const nothing: SendableFiles = { refusalOf: () => null, of: () => ({ views: [], revisions: [] }) }

/** Looks up what some messages want to carry; nothing is asked when they carry nothing. */
export async function filesToSend(context: Context, ids: FileId[]): Promise<SendableFiles> {
  if (ids.length === 0) return nothing
  const rows = new Map((await findFilesById(context.db, ids)).map((row) => [row.id as FileId, row]))
  return {
    refusalOf(actor, { channelId, fileIds }) {
      if (new Set(fileIds).size < fileIds.length)
        return new AppError('invalid_input', 'fileIds: the same file is given twice.', { field: 'fileIds' })
      for (const id of fileIds) {
        const refusal = refusalOfFile(rows.get(id), actor, channelId)
        if (refusal) return refusal
      }
      return null
    },
    of(wanted) {
      const found = wanted.flatMap((id) => rows.get(id) ?? [])
      return {
        views: found.map((row) => {
          const view = presentFile(row)
          return { ...view, revision: view.revision + 1 }
        }),
        revisions: found.map(({ id, revision }) => ({ id: id as FileId, revision })),
      }
    },
  }
}
