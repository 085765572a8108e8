// Files on their way to the server, as plain data: begun when they are added, attached when their message is sent.
import { create } from 'zustand'
import type { FileView } from '../../../../contract/files.ts'
import type { ChannelId, ClientId, FileId } from '../../../../contract/ids.ts'
import type { ApiError } from '../../../data/api.ts'
import type { DraftKey } from '../../../data/database.ts'

/**
 * waiting: for its turn, or for another try (then `reason` says what the last one met); sending; arrived whole;
 * refused for good; lost: the browser has its bytes no more; cancelled: gone for the viewer, the server is still to be told.
 */
export type UploadPhase = 'waiting' | 'sending' | 'arrived' | 'refused' | 'lost' | 'cancelled'

/** A refusal of the server, what it found in the bytes, or that they are not here any more. */
export type UploadReason = {
  code: ApiError['code'] | NonNullable<FileView['refusal']> | 'lost'
  message: string
}

export type Upload = {
  /** Its name in this browser. */
  id: ClientId
  /** Its name at the server; another one when the server has let go of the file before a message carried it. */
  clientId: ClientId
  channelId: ChannelId
  /** The channel or thread in whose composer it was added. */
  place: DraftKey
  name: string
  size: number
  /** As the browser guesses it from the name; the server looks into the bytes. */
  guessedType: string
  addedAt: string
  fileId: FileId | null
  phase: UploadPhase
  /** Bytes that have arrived, as far as is known. */
  sent: number
  reason?: UploadReason | undefined
}

export type UploadRow = Upload & { order?: number }

export const uploadsStore = create<{ uploads: Upload[] }>()(() => ({ uploads: [] }))

export const findUpload = (id: ClientId): Upload | undefined =>
  uploadsStore.getState().uploads.find((upload) => upload.id === id)

export function changeUpload(id: ClientId, fields: Partial<Upload>): Upload | undefined {
  const uploads = uploadsStore
    .getState()
    .uploads.map((upload) => (upload.id === id ? { ...upload, ...fields } : upload))
  uploadsStore.setState({ uploads })
  return uploads.find((upload) => upload.id === id)
}

export function dropUpload(id: ClientId): void {
  const { uploads } = uploadsStore.getState()
  const left = uploads.filter((upload) => upload.id !== id)
  if (left.length < uploads.length) uploadsStore.setState({ uploads: left })
}

/** How far these are together, from 0 to 1; by bytes, so that a large file counts for what it is. */
export function progressOf(uploads: Pick<Upload, 'size' | 'sent' | 'phase'>[]): number {
  const all = uploads.reduce((sum, { size }) => sum + size, 0)
  const sent = uploads.reduce((sum, { size, sent, phase }) => sum + (phase === 'arrived' ? size : sent), 0)
  return all === 0 ? 0 : Math.min(1, sent / all)
}

/** Whether it stands in the way of its message. */
export const hasFailed = ({ phase }: Upload): boolean => phase === 'refused' || phase === 'lost'
