// PUT /api/releases/files/<name>: an admin brings what electron-builder made. Installers go to the disk as they come; the
// small files that list them become releases.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { FeedName, ReleaseFileName, releaseFilesPath } from '../../../contract/releases.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand } from '../../core/errors.ts'
import { asAppError, sendError } from '../../http/answer.ts'
import { authenticate, isOwnOrigin } from '../../http/authenticate.ts'
import { limitFlood, limitRate } from '../../http/rate-limit.ts'
import { longestManifest } from './manifest.ts'
import { canManageReleases } from './policy.ts'
import { bringFile, bringManifest } from './service.ts'

const rate = { limit: 60, perSeconds: 60 }
/** So long nothing may come: then the connection is dead, whatever TCP thinks. */
const mostSilentMs = 120_000

async function admit(context: Context, request: FastifyRequest): Promise<Actor> {
  if (!isOwnOrigin(context.config, request.headers.origin, request.headers.host)) {
    throw new AppError('origin_refused', 'This page may not speak to this server.')
  }
  limitFlood(context, request.ip)
  const actor = await authenticate(context, request)
  if (!actor) throw new AppError('not_signed_in', 'Please sign in.')
  limitRate(context, 'person', actor.personId, 'releases', rate)
  demand(canManageReleases(actor))
  return actor
}

const brokenOff = () => new AppError('invalid_input', 'The upload broke off. Begin again.')

async function readText(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > longestManifest) throw new AppError('too_large', 'The list of a release is smaller than this.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

async function take(context: Context, request: FastifyRequest): Promise<object> {
  const actor = await admit(context, request)
  const { name } = request.params as { name: string }
  request.raw.setTimeout(mostSilentMs)
  // Refused in the middle, it still gets its answer.
  const bytes = request.raw.iterator({ destroyOnReturn: false })
  if (FeedName.safeParse(name).success) {
    return { release: await bringManifest(context, actor, name, await readText(bytes)) }
  }
  const file = ReleaseFileName.safeParse(name)
  if (!file.success) {
    throw new AppError(
      'invalid_input',
      'This is neither an installer, nor its .blockmap, nor a list such as latest-linux.yml.',
    )
  }
  const announced = Number(request.headers['content-length'] ?? 0)
  await bringFile(context, actor, { name: file.data, announced, bytes })
  return {}
}

export function addReleaseDoor(http: FastifyInstance, context: Context): void {
  void http.register(async (scope) => {
    // The body stays a stream.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.put(`${releaseFilesPath}:name`, async (request, reply) => {
      reply.header('cache-control', 'no-store')
      try {
        return await reply.send(await take(context, request))
      } catch (error) {
        // Nobody hears it any more, and it is no error of ours.
        if (request.raw.readableAborted) return sendError(reply, brokenOff())
        if (!request.raw.complete) reply.header('connection', 'close')
        return sendError(reply, asAppError(error, context.log))
      }
    })
  })
}
