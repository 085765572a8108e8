// Doors that need no session: an update has to work for who is signed out, and neither an installer nor a dictionary is a
// secret.
import { send } from '@fastify/send'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../core/context.ts'
import { notFound } from '../../core/errors.ts'
import { asAppError, sendError } from '../../http/answer.ts'
import { limitFlood, limitRate } from '../../http/rate-limit.ts'

/** A company may share one address, and an update by differences asks for every piece: this only stops floods. */
const rate = { limit: 12_000, perSeconds: 60 }

type Answer = (request: FastifyRequest, reply: FastifyReply, name: string) => Promise<FastifyReply>

/** Serves GET and HEAD of `path` and one name behind it. */
export function addOpenDoor(http: FastifyInstance, context: Context, path: string, answer: Answer): void {
  http.route({
    method: ['GET', 'HEAD'],
    url: `${path}:name`,
    // A packed installer does not get smaller, and ranges count its own bytes.
    compress: false,
    handler: async (request, reply) => {
      try {
        limitFlood(context, request.ip)
        limitRate(context, 'address', request.ip, path, rate)
        const { name } = request.params as { name: string }
        return await answer(request, reply, name)
      } catch (error) {
        return sendError(reply.header('cache-control', 'no-store'), asAppError(error, context.log))
      }
    },
  })
}

/** Sends a file, or the range of it that is asked for. `name` is ours, never what somebody typed. Throws not_found. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { folder, name }: { folder: string; name: string },
): Promise<FastifyReply> {
  const found = await send(request.raw, name, { root: folder, cacheControl: false, dotfiles: 'deny' })
  if (found.type !== 'file' && found.statusCode !== 412 && found.statusCode !== 416) throw notFound('file')
  reply.code(found.statusCode)
  if (found.type !== 'file') {
    const range = found.headers['Content-Range']
    if (range) reply.header('content-range', range)
    return reply.send()
  }
  return (
    reply
      .headers(found.headers)
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', 'attachment')
      .header('x-content-type-options', 'nosniff')
      // The same name may be brought again with other bytes: the ETag tells.
      .header('cache-control', 'public, no-cache')
      .send(found.stream)
  )
}
