// What is known of files: one, many, and how much there is.
import { z } from 'zod'
import type { OutputOf, ParsedInputOf } from '../../../../contract/commands.ts'
import type { FileView } from '../../../../contract/files.ts'
import type { FileId } from '../../../../contract/ids.ts'
import { type Actor, isAdmin } from '../../../core/actor.ts'
import type { Context } from '../../../core/context.ts'
import { AppError } from '../../../core/errors.ts'
import { reachChannel } from '../../channels/service.ts'
import { findFilesById, type Source } from '../db.ts'
import { listFiles } from '../list-db.ts'
import { presentFile } from '../present.ts'
import { reachFile } from '../reach.ts'
import { readUsage } from '../usage-db.ts'
import { makeLink } from './links.ts'

const Cursor = z.tuple([z.number().int().min(0).max(8.64e15), z.uuid()])

const writeCursor = ({ uploadedAt, id }: FileView) =>
  Buffer.from(JSON.stringify([Date.parse(uploadedAt), id])).toString('base64url')

function readCursor(text: string | null): { at: Date; id: string } | null {
  if (text === null) return null
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at: new Date(at), id }
  } catch {
    throw new AppError('invalid_input', 'before: is not the `next` of a page.', { field: 'before' })
  }
}

export async function findFile(context: Context, actor: Actor, id: FileId): Promise<FileView> {
  return presentFile((await reachFile(context, actor, id)).row)
}

/** What is known of some files of which the caller knows that the viewer may see them. */
export async function loadFiles(db: Source, ids: FileId[]): Promise<Map<FileId, FileView>> {
  return new Map((await findFilesById(db, ids)).map((row) => [row.id as FileId, presentFile(row)]))
}

/** Files that messages carry. A public channel's may be listed without being in it, as its messages may be read. */
export async function listFilesFor(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'files.list'>,
): Promise<OutputOf<'files.list'>> {
  const { limit, ...filter } = input
  if (filter.channelId) await reachChannel(context, actor, filter.channelId)
  const before = readCursor(filter.before)
  // One more than a page tells whether there are older ones.
  const rows = await listFiles(context.db, actor.personId, { ...filter, before, limit: limit + 1 })
  const files = rows.slice(0, limit).map(presentFile)
  const last = files.at(-1)
  return { files, next: rows.length > limit && last ? writeCursor(last) : null }
}

export async function linkFile(context: Context, actor: Actor, id: FileId): Promise<OutputOf<'files.link'>> {
  await reachFile(context, actor, id)
  return makeLink(context, id, actor.personId)
}

export async function findUsage(context: Context, actor: Actor): Promise<OutputOf<'files.usage'>> {
  const { personLimit, workspaceLimit, fileLimit } = context.config.files
  const { own, workspace } = await readUsage(context.db, actor.personId)
  return {
    ownBytes: own,
    ownLimit: personLimit,
    fileLimit,
    workspaceBytes: isAdmin(actor) ? workspace : null,
    workspaceLimit,
  }
}
