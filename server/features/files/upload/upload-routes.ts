// The door for bytes: the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload). Its own library reads the
// headers and answers; who are you, is this upload yours and whose turn is it, we ask ourselves. The bytes go past the
// library, straight to the sealing thread: on its way through they would be copied twice and cost half the pace.
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
import { inUploadTurn, type Turn, tooSlow } from './turns.ts'
import { findOffset, reachUpload, standOf, takeBytes } from './uploads.ts'

const Params = z.object({ id: FileId })
/** As long as it takes to send a refusal. */
const lastWordMs = 1000
const uploadRate = { limit: 1200, perSeconds: 60 }

type Asked = {
  context: Context
  actor: Actor
  id: FileId
  turn: Turn | null
  body: AsyncIterable<Uint8Array>
}

/** What the library asks of a store, for one request. */
class UploadStore extends DataStore {
  readonly #asked: Asked
  #row: FileRow | null = null
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
  override async write(): Promise<number> {
    const { context, turn, body } = this.#asked
    if (!this.#row || !turn) throw new Error('written without a turn')
    return takeBytes(context, this.#row, body, turn)
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
  return new AppError(
    ...(codes[status] ?? ['invalid_input', (error as { body?: string }).body?.trim() ?? '']),
  )
}

const noLock = { newLock: () => ({ lock: async () => {}, unlock: async () => {} }) }

/** Lets the library answer a request whose body it does not get to see. */
async function answer(asked: Asked, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  let refusal: AppError | null = null
  const server = new Server({
    path: '/api/uploads',
    datastore: new UploadStore(asked),
    // Turns are taken before the library is asked: ours hold across processes and survive their deaths.
    locker: noLock,
    onResponseError: (_request, error) => {
      refusal = asRefusal(asked.context, error)
      return { status_code: errorStatus[refusal.code], body: '' }
    },
  })
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name, String(value)] as [string, string],
  )
  const address = new URL(request.url, 'http://localhost')
  const answered = await server.handleWeb(new Request(address, { method: request.method, headers }))
  // It was too slow, and has been told so.
  if (reply.sent) return reply
  reply.header('cache-control', 'no-store').header('tus-resumable', '1.0.0')
  // Bytes nobody will read any more: better no connection than one that waits for them.
  if (!request.raw.complete) reply.header('connection', 'close')
  if (refusal) return sendError(reply, refusal)
  if (answered.status >= 400) {
    const error = { code: 'invalid_input', message: (await answered.text()).trim() }
    return reply.code(answered.status).send({ error })
  }
  for (const name of answered.headers.keys())
    if (/^(upload|tus)-/.test(name)) reply.header(name, answered.headers.get(name))
  return reply.code(answered.status).send()
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

/** Ends a request that has fallen silent or nearly so, with a word if it still hears one; what came of it stays. */
function watchPace(request: FastifyRequest, reply: FastifyReply, turn: Turn): () => void {
  const timer = setInterval(() => {
    // All of it is here: what takes long now is the disk, not the sender.
    if (request.raw.complete || !turn.pace.isTooSlow(performance.now())) return
    clearInterval(timer)
    reply.raw.once('finish', () => request.raw.destroy())
    if (!reply.sent)
      sendError(reply.header('connection', 'close').header('cache-control', 'no-store'), tooSlow())
    // Who does not even take the answer is not waited for.
    setTimeout(() => request.raw.destroy(), lastWordMs).unref()
  }, 1000)
  request.raw.once('close', turn.end)
  return () => clearInterval(timer)
}

async function patch(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { actor, id } = await admit(context, request)
  const whose = { personId: actor.personId, cut: () => request.raw.destroy(), isLook: false }
  return inUploadTurn(context, id, whose, async (turn) => {
    const stopWatching = watchPace(request, reply, turn)
    // Refused in the middle, it still gets its answer.
    const body = request.raw.iterator({ destroyOnReturn: false })
    const asked = { context, actor, id, turn, body }
    return answer(asked, request, reply).finally(stopWatching)
  })
}

export function addUploadRoutes(http: FastifyInstance, context: Context): void {
  type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
  const orRefuse =
    (work: Answer): Answer =>
    async (request, reply) => {
      try {
        return await work(request, reply)
      } catch (error) {
        if (!request.raw.complete) reply.header('connection', 'close')
        return sendError(reply.header('cache-control', 'no-store'), asAppError(error, context.log))
      }
    }
  const ask = orRefuse(async (request, reply) => {
    const admitted = await admit(context, request)
    return answer({ context, turn: null, body: request.raw, ...admitted }, request, reply)
  })
  void http.register(async (scope) => {
    // The body stays a stream: it is as long as it is, and goes to the disk piece by piece.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.patch(
      '/api/uploads/:id',
      orRefuse((request, reply) => patch(context, request, reply)),
    )
    scope.head('/api/uploads/:id', ask)
    scope.delete('/api/uploads/:id', ask)
    scope.options('/api/uploads/:id', ask)
  })
}
