// The uploader of who is signed in, with its roads to the server; what the composer calls.
import type { ClientId, FileId } from '../../../../contract/ids.ts'
import { call } from '../../../data/api.ts'
import { forgetLimits } from '../composer/limits.ts'
import { forgetAllTexts } from '../show/read-text.ts'
import { forgetSent } from './bytes.ts'
import type { UploadRows } from './rows.ts'
import { transfer } from './transfer.ts'
import { type NewUpload, Uploader } from './uploader.ts'

let current: Uploader | null = null

/** Called when a session opens; another one takes its place. */
export function openUploader(rows: UploadRows): Uploader {
  forgetLimits()
  forgetSent()
  forgetAllTexts()
  current = new Uploader({
    rows,
    begin: (input) => call('files.begin', input),
    transfer,
    cancel: (fileId) => call('files.cancel', { fileId }),
  })
  return current
}

/** Begins an upload and shows it at once; the network comes later. Only while signed in. */
export function addUpload(upload: NewUpload): ClientId {
  if (!current) throw new Error('addUpload: nobody is signed in')
  return current.add(upload)
}

/** The files' ids once all have arrived. Throws ApiError when one is refused, or not there any more. */
export const arrivedUploads = async (ids: ClientId[]): Promise<FileId[]> =>
  ids.length === 0 ? [] : ((await current?.arrived(ids)) ?? [])
/** Something carries them: nothing of them is needed here any longer. */
export const releaseUploads = (ids: ClientId[]) => current?.release(ids)
export const cancelUpload = (id: ClientId) => current?.cancel([id])
export const retryUpload = (id: ClientId) => current?.retry([id], false)
/** The same file picked again, where the browser could not keep its bytes. */
export const giveBytes = (id: ClientId, blob: Blob) => current?.giveBytes(id, blob)
