// The doors for reading bytes: content and thumbnails, for <img>, <video> and downloads, so with a cookie and without the
// header that commands need. Who asks is asked for at every request.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FileId, PersonId } from '../../../../contract/ids.ts'
import type { Context } from '../../../core/context.ts'
import { AppError, demand, notFound } from '../../../core/errors.ts'
import { asAppError, sendError } from '../../../http/answer.ts'
import { credentialsOf } from '../../../http/authenticate.ts'
import { limitFlood, limitRate } from '../../../http/rate-limit.ts'
import { findViewer } from '../../people/service.ts'
import { findActor } from '../../sessions/service.ts'
import type { FileRow } from '../db.ts'
import { canReadBytes, type RuledFile } from '../policy.ts'
import { reachFile } from '../reach.ts'
import { thumbnailPart } from '../store/object-store.ts'
import { dispositionOf, isShown, safetyHeaders, typeOf } from './headers.ts'
import { verifyLink } from './links.ts'
import { readPlain } from './plain.ts'
import { wantedOf } from './ranges.ts'

const readRate = { limit: 6000, perSeconds: 60 }
const Params = z.object({
  id: FileId,
  size: z
    .string()
    .regex(/^\d{1,5}$/)
    .optional(),
})
const Query = z.object({
  download: z.string().optional(),
  person: PersonId.optional(),
  until: z.coerce.number().int().optional(),
  signature: z.string().max(100).optional(),
})
type Asked = { id: FileId; size: string | undefined; query: z.output<typeof Query> }

function askedOf(request: FastifyRequest): Asked {
  const params = Params.safeParse(request.params)
  const query = Query.safeParse(request.query)
  if (!params.success || !query.success) throw notFound('file')
  return { id: params.data.id, size: params.data.size, query: query.data }
}

/** Who asks: the person a link names, or who is signed in. */
async function viewerOf(context: Context, request: FastifyRequest, { id, query }: Asked) {
  const { person, until, signature } = query
  if (person && until && signature) {
    verifyLink(context, { fileId: id, personId: person, untilMs: until }, signature)
    const viewer = await findViewer(context, person)
    if (!viewer) throw notFound('file')
    return viewer
  }
  const credentials = credentialsOf(request.headers, request.cookies)
  const actor = credentials && (await findActor(context, credentials.token))
  if (!actor) throw new AppError('not_signed_in', 'Please sign in.')
  return actor
}

async function admit(
  context: Context,
  request: FastifyRequest,
): Promise<{ row: FileRow; file: RuledFile; asked: Asked }> {
  limitFlood(context, request.ip)
  const asked = askedOf(request)
  const viewer = await viewerOf(context, request, asked)
  limitRate(context, 'person', viewer.personId, 'files', readRate)
  const { row, file } = await reachFile(context, viewer, asked.id)
  demand(canReadBytes(viewer, file))
  return { row, file, asked }
}

type Content = { row: FileRow; part: string; size: number; type: string; disposition: string }

async function send(context: Context, request: FastifyRequest, reply: FastifyReply, content: Content) {
  const { row, part, size } = content
  const tag = `"${row.id}.${part}"`
  const { range, 'if-range': ifRange, 'if-none-match': ifNoneMatch } = request.headers
  const wanted = wantedOf(
    { method: request.method, range, ifRange: ifRange as string, ifNoneMatch },
    tag,
    size,
  )
  reply.headers({ ...safetyHeaders, etag: tag, 'accept-ranges': 'bytes' })
  if (wanted.kind === 'unchanged') return reply.code(304).send()
  if (wanted.kind === 'unsatisfiable') {
    reply.header('content-range', `bytes */${size}`)
    return reply.code(416).header('content-length', 0).send()
  }
  const { from, to } = wanted.kind === 'part' ? wanted : { from: 0, to: size }
  reply.headers({
    'content-type': content.type,
    'content-disposition': content.disposition,
    'content-length': to - from,
  })
  if (wanted.kind === 'part') reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${size}`)
  if (request.method === 'HEAD') return reply.send()
  const bytes = readPlain(context, row, { part, size, from, to })
  // The first bytes before the first header: what can't be opened is an error, not half an answer.
  const first = await bytes.next()
  const all = async function* () {
    if (!first.done) yield first.value
    yield* bytes
  }
  return reply.send(Readable.from(all(), { objectMode: false, highWaterMark: 256 * 1024 }))
}

async function sendContent(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { row, asked } = await admit(context, request)
  const kind = isShown(row, asked.query.download !== undefined) ? 'inline' : 'attachment'
  return send(context, request, reply, {
    row,
    part: row.content_part,
    size: Number(row.size),
    type: typeOf(row),
    disposition: dispositionOf(kind, row.name),
  })
}

async function sendThumbnail(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { row, asked } = await admit(context, request)
  const longerSide = asked.size ?? ''
  const size = Object.hasOwn(row.thumbnails, longerSide) ? row.thumbnails[longerSide] : undefined
  if (size === undefined) throw notFound('thumbnail')
  const part = thumbnailPart(longerSide)
  const disposition = dispositionOf('inline', `${longerSide}.webp`)
  return send(context, request, reply, { row, part, size, type: 'image/webp', disposition })
}

export function addContentRoutes(http: FastifyInstance, context: Context): void {
  const serve = (url: string, work: typeof sendContent) =>
    http.route({
      method: ['GET', 'HEAD'],
      url,
      // Packed bytes have no ranges, and what is sealed one by one is rarely smaller packed.
      compress: false,
      handler: async (request, reply) => {
        try {
          return await work(context, request, reply)
        } catch (error) {
          for (const name of [
            'content-length',
            'content-disposition',
            'content-range',
            'etag',
            'accept-ranges',
          ])
            reply.removeHeader(name)
          reply.headers({ 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' })
          return sendError(reply, asAppError(error, context.log))
        }
      },
    })
  serve('/api/files/:id/content', sendContent)
  serve('/api/files/:id/thumbnails/:size', sendThumbnail)
}
