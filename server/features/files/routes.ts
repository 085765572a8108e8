// The doors of files; bytes have doors of their own (upload/upload-routes.ts, read/content-routes.ts).
import { type Route, route } from '../../http/route.ts'
import { beginFile } from './begin.ts'
import { cancelFile, deleteFile } from './erase.ts'
import { findFile, findUsage, linkFile, listFilesFor } from './read/views.ts'

export const fileRoutes: Route[] = [
  route('files.begin', beginFile),
  route('files.cancel', async (context, actor, { fileId }) => {
    await cancelFile(context, actor, fileId)
    return {}
  }),
  route('files.delete', async (context, actor, { fileId }) => {
    await deleteFile(context, actor, fileId)
    return {}
  }),
  route('files.find', async (context, actor, { fileId }) => ({
    file: await findFile(context, actor, fileId),
  })),
  route('files.list', listFilesFor),
  route('files.link', (context, actor, { fileId }) => linkFile(context, actor, fileId)),
  route('files.usage', findUsage),
]
