// The door for bytes: the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload), spoken by its own library behind
// our own questions: who are you, is this upload yours, whose turn is it.
import { once } from 'node:events'
import { DataStore, Server, Upload } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ErrorCode, errorStatus } from '../../../../contract/errors.ts'
import { FileId } from '../../../../contract/ids.ts'
import type { Actor } from '../../../core/actor.ts'
import type { Context } from '../../../core/context.ts'
import { AppError, notFound } from '../../../core/errors.ts'
import { asAppError, sendError } from '../../../http/answer.ts'
import { authenticate, isOwnOrigin } from '../../../http/authenticate.ts'
import { limitFlood, limitRate } from '../../../http/rate-limit.ts'
import type { FileRow } from '../db.ts'
import { cancelFile } from '../erase.ts'
import { inUploadTurn, type Turn } from './turns.ts'
import { findOffset, reachUpload, standOf, takeBytes } from './uploads.ts'

const Params = z.object({ id: FileId })
const uploadRate = { limit: 1200, perSeconds: 60 }
/** Nothing has come for so long: the connection is dead, whatever TCP thinks. */
const idleMs = 30_000

type Asked = { context: Context; actor: Actor; id: FileId; turn: Turn | null }

/** What the library asks of a store, for one request. */
class UploadStore extends DataStore {
  readonly #asked: Asked
  #row: FileRow | null = null
  #isClosed = false
  #writing: Promise<unknown> = Promise.resolve()
  constructor(asked: Asked) {
    super()
    this.#asked = asked
    this.extensions = ['termination']
  }
  override async getUpload(): Promise<Upload> {
    const { context, actor, id, turn } = this.#asked
    const row = await reachUpload(context, actor, id)
    const offset = await (turn ? standOf(context, row) : findOffset(context, row))
    this.#row = { ...row, received: BigInt(offset) }
    return new Upload({ id, size: Number(row.size), offset })
  }
  override async write(stream: AsyncIterable<Uint8Array>): Promise<number> {
    const { context, turn } = this.#asked
    if (this.#isClosed) throw new Error('the connection is over')
    if (!this.#row || !turn) throw new Error('written without a turn')
    const writing = takeBytes(context, this.#row, stream, turn)
    this.#writing = writing.catch(() => {})
    return writing
  }
  /** Nothing more is taken; resolves when what came is durable. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#writing
  }
  override async remove(): Promise<void> {
    const { context, actor, id } = this.#asked
    await cancelFile(context, actor, id)
  }
}

/** The library's own refusals, by their status. */
const codes: Record<number, [ErrorCode, string]> = {
  404: ['not_found', notFound('file').message],
  409: ['wrong_offset', 'The upload stands elsewhere: ask with HEAD, and go on from there.'],
  413: ['too_large', 'These are more bytes than the file was begun with.'],
}

function asRefusal(context: Context, error: unknown): AppError {
  const { status_code: status } = error as { status_code?: number }
  if (status === undefined) return asAppError(error, context.log)
  const [code, message] = codes[status] ?? ['invalid_input', (error as { body?: string }).body?.trim() ?? '']
  return new AppError(code, message)
}

class UploadServer extends Server {
  override write(...[tus, headers, status, body]: Parameters<Server['write']>) {
    if (status >= 400) headers.set('content-type', 'application/json; charset=utf-8')
    return super.write(tus, headers, status, body)
  }
}

const noLock = { newLock: () => ({ lock: async () => {}, unlock: async () => {} }) }

function createServer(asked: Asked, datastore: UploadStore): Server {
  return new UploadServer({
    path: '/api/uploads',
    datastore,
    // Turns are taken before the library is asked: ours hold across processes and survive their deaths.
    locker: noLock,
    relativeLocation: true,
    allowedOrigins: [asked.context.config.publicUrl],
    onResponseError: (_request, error) => {
      const { code, message, retryAfterMs } = asRefusal(asked.context, error)
      const view = { error: { code, message, ...(retryAfterMs ? { retryAfterMs } : {}) } }
      return { status_code: errorStatus[code], body: JSON.stringify(view) }
    },
  })
}

async function admit(context: Context, request: FastifyRequest): Promise<{ actor: Actor; id: FileId }> {
  if (!isOwnOrigin(context.config, request.headers.origin, request.headers.host)) {
    throw new AppError('origin_refused', 'This page may not speak to this server.')
  }
  limitFlood(context, request.ip)
  const actor = await authenticate(context, request)
  if (!actor) throw new AppError('not_signed_in', 'Please sign in.')
  limitRate(context, 'person', actor.personId, 'uploads', uploadRate)
  const params = Params.safeParse(request.params)
  if (!params.success) throw notFound('file')
  await reachUpload(context, actor, params.data.id)
  return { actor, id: params.data.id }
}

/** From here on the answer is the library's. */
async function hand(asked: Asked, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value as string)
  reply.raw.setHeader('cache-control', 'no-store')
  const store = new UploadStore(asked)
  // Who hung up is sent no answer, and the library would wait for its end for ever.
  const hungUp = once(reply.raw, 'close').then(() => store.close())
  await Promise.race([createServer(asked, store).handle(request.raw, reply.raw), hungUp])
  // Bytes nobody will read any more: better no connection than one that waits for them.
  if (!request.raw.complete) request.raw.destroy()
}

/** Ends a request that has fallen silent; what came of it stays. */
function watchIdle(request: FastifyRequest, turn: Turn): () => void {
  const timer = setInterval(() => {
    if (performance.now() - turn.heardAtMs > idleMs) request.raw.destroy()
  }, 1000)
  request.raw.once('close', turn.end)
  return () => clearInterval(timer)
}

async function patch(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { actor, id } = await admit(context, request)
  const whose = { personId: actor.personId, cut: () => request.raw.destroy() }
  await inUploadTurn(context, id, whose, async (turn) => {
    const stopWatching = watchIdle(request, turn)
    await hand({ context, actor, id, turn }, request, reply).finally(stopWatching)
  })
}

export function addUploadRoutes(http: FastifyInstance, context: Context): void {
  const answering =
    (work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        await work(request, reply)
        return reply
      } catch (error) {
        if (reply.sent) return reply
        // The body stays unread: the connection can not be used for another request.
        if (!request.raw.complete) reply.header('connection', 'close')
        return sendError(reply.header('cache-control', 'no-store'), asAppError(error, context.log))
      }
    }
  const ask = answering(async (request, reply) =>
    hand({ context, turn: null, ...(await admit(context, request)) }, request, reply),
  )
  void http.register(async (scope) => {
    // The body stays a stream: it is as long as it is, and goes to the disk piece by piece.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.patch(
      '/api/uploads/:id',
      answering((request, reply) => patch(context, request, reply)),
    )
    scope.head('/api/uploads/:id', ask)
    scope.delete('/api/uploads/:id', ask)
    scope.options('/api/uploads/:id', ask)
  })
}
