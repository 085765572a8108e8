// For those who run the server: health, metrics, the API's description.
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../core/context.ts'
import { queriesInFlight } from '../core/db.ts'
import { AppError } from '../core/errors.ts'
import { version } from '../core/version.ts'
import { sendError } from './answer.ts'
import { describeApi, describeApiForPeople } from './openapi.ts'

const healthTimeoutMs = 2000

function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const isLoopback = (address: string) => address === '::1' || /^(::ffff:)?127\./.test(address)

/** From this host always; from elsewhere with METRICS_TOKEN. */
function mayReadMetrics(context: Context, request: FastifyRequest): boolean {
  const { metricsToken } = context.config
  // A proxy on this host speaks from this host, for whoever is behind it.
  const isForwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  if (!metricsToken) return isLoopback(request.ip) && !isForwarded
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${metricsToken}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export function addOperatorRoutes(app: FastifyInstance, context: Context) {
  app.get('/api/health', async (_request, reply) => {
    try {
      await within(healthTimeoutMs, context.db.$queryRaw`SELECT 1`)
      return reply.header('cache-control', 'no-store').send({ status: 'ready', version })
    } catch {
      return sendError(
        reply,
        new AppError('not_ready', 'The database does not answer.', { retryAfterMs: 2000 }),
      )
    }
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(context, request)) {
      return sendError(
        reply,
        new AppError('forbidden', 'Metrics are read from this host, or with METRICS_TOKEN.'),
      )
    }
    context.metrics.dbQueries.set(queriesInFlight(context.db))
    return reply.type(context.metrics.registry.contentType).send(await context.metrics.read())
  })
  // Made once: the contract does not change while the server runs.
  const description = JSON.stringify(describeApi(version, context.config.publicUrl))
  const page = describeApiForPeople(version, context.config.publicUrl)
  app.get('/api/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(description),
  )
  app.get('/api', async (_request, reply) =>
    reply
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      )
      .type('text/html; charset=utf-8')
      .send(page),
  )
}
