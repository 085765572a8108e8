// GET /desktop/updates/<name>: where the desktop app looks for its next version (generic provider of electron-updater).
import type { FastifyInstance } from 'fastify'
import { FeedName, ReleaseFileName, updatesPath } from '../../../contract/releases.ts'
import type { Context } from '../../core/context.ts'
import { notFound } from '../../core/errors.ts'
import { addOpenDoor, sendFile } from './open-door.ts'
import { findOffered, readFeed } from './service.ts'
import { releaseFolderOf } from './store.ts'

export function addUpdateFeed(http: FastifyInstance, context: Context): void {
  addOpenDoor(http, context, updatesPath, async (request, reply, name) => {
    if (FeedName.safeParse(name).success) {
      const feed = await readFeed(context, name)
      if (feed === null) throw notFound('release')
      return reply.header('cache-control', 'no-cache').type('text/yaml; charset=utf-8').send(feed)
    }
    const diskName = ReleaseFileName.safeParse(name).success ? await findOffered(context, name) : null
    if (!diskName) throw notFound('file')
    return sendFile(request, reply, { folder: releaseFolderOf(context), name: diskName })
  })
}
