// Who may do what with files.
import type { Actor } from '../../core/actor.ts'
import { AppError, notFound, refuse, type Verdict } from '../../core/errors.ts'
import { abilitiesIn, canPost, canSeeChannel, type RuledChannel, type Viewer } from '../channels/policy.ts'

/** Of a file and where the viewer stands to its channel, what the law asks for. */
export type RuledFile = {
  uploadedById: string
  messageId: string | null
  state: string
  channel: RuledChannel
  isMember: boolean
}

/** Whose message carries it, everybody who may read the channel; before that only who uploads it. */
export function canSeeFile(viewer: Viewer, file: RuledFile): boolean {
  if (file.messageId === null) return file.uploadedById === viewer.personId
  return canSeeChannel(viewer, file.channel, file.isMember)
}

/** Into a channel uploads who may write there; asked again with every piece. */
export const canUpload = (actor: Actor, channel: RuledChannel, isMember: boolean): Verdict =>
  canPost(actor, channel, isMember)

/** Bytes come only from who began it, while they may write there. */
export function canContinueUpload(actor: Actor, file: RuledFile): Verdict {
  if (file.uploadedById !== actor.personId || file.state === 'deleted') return notFound('file')
  return canUpload(actor, file.channel, file.isMember)
}

export function canCancelFile(actor: Actor, file: RuledFile): Verdict {
  if (file.uploadedById !== actor.personId) return notFound('file')
  return (
    file.messageId === null ||
    new AppError('already_exists', 'A message carries this file. Delete it, or the message.')
  )
}

export function canDeleteFile(actor: Actor, file: RuledFile): Verdict {
  if (!canSeeFile(actor, file)) return notFound('file')
  if (file.uploadedById === actor.personId) return true
  const { canDeleteOthersMessages } = abilitiesIn(actor, file.channel, file.isMember)
  return (
    canDeleteOthersMessages ||
    refuse('Only who uploaded it or those who manage the channel can delete a file.')
  )
}

/** Bytes leave only when they were checked. */
export function canReadBytes(viewer: Viewer, file: RuledFile): Verdict {
  if (!canSeeFile(viewer, file) || file.state === 'deleted') return notFound('file')
  if (file.state === 'ready') return true
  const why =
    file.state === 'refused' ? 'This file was refused and is not handed out.' : 'This file is not ready yet.'
  return new AppError('file_not_ready', why, file.state === 'refused' ? {} : { retryAfterMs: 1000 })
}

export const tooLarge = (limit: number) =>
  new AppError('too_large', `A file may have at most ${inMegabytes(limit)}.`, { field: 'size' })
export const tooManyBytes = () =>
  new AppError('too_large', 'These are more bytes than the file was begun with.')
export const diskFull = () =>
  new AppError('storage_full', 'There is no room left for files on the server.', { retryAfterMs: 60_000 })
export const limitReached = (whose: 'person' | 'workspace') =>
  new AppError(
    'storage_full',
    whose === 'person'
      ? 'You have used all the room you have for files. Delete some first.'
      : 'The workspace has used all its room for files.',
  )

const inMegabytes = (bytes: number) => `${Math.floor(bytes / 1024 ** 2).toLocaleString('en')} MB`
