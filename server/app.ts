// Puts the rooms together: door, gateway, listeners. Starts nothing by itself but what it is told to.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { type Clock, systemClock } from './core/clock.ts'
import type { Config } from './core/config.ts'
import type { Context } from './core/context.ts'
import { openDatabase } from './core/db.ts'
import { AppError } from './core/errors.ts'
import { createLog } from './core/log.ts'
import { createMetrics } from './core/metrics.ts'
import { callSignals, closeMedia, followEntries, startKeeper } from './features/calls/service.ts'
import { addOffRoute } from './features/digest/off-route.ts'
import { dueWork, listeners, routes } from './features/features.ts'
import { addContentRoutes } from './features/files/read/content-routes.ts'
import { startFileKeeper } from './features/files/service.ts'
import { addUploadRoutes } from './features/files/upload/upload-routes.ts'
import { addPictureRoute } from './features/people/picture-route.ts'
import { addDictionaries } from './features/releases/dictionaries.ts'
import { addReleaseDoor } from './features/releases/release-door.ts'
import { addUpdateFeed } from './features/releases/update-feed.ts'
import { trustOf } from './http/address.ts'
import { asAppError, sendError } from './http/answer.ts'
import { limitBodyTime } from './http/body-time.ts'
import { addOperatorRoutes } from './http/operators.ts'
import { addRoutes } from './http/router.ts'
import { addSecurityHeaders } from './http/security-headers.ts'
import { startTimetable } from './jobs/timetable.ts'
import { createJournal } from './journal/journal.ts'
import { createListeners } from './journal/listeners.ts'
import { type Gateway, openGateway } from './socket/gateway.ts'

export type App = {
  context: Context
  http: FastifyInstance
  gateway: Gateway
  listeners: ReturnType<typeof createListeners>
  stop: () => Promise<void>
}

const clientFolder = fileURLToPath(new URL('../dist/client', import.meta.url))
const bodyLimit = 512 * 1024
const requestTimeoutMs = 30_000
const stopGraceMs = 3000

export function createContext(config: Config, databaseUrl: string, clock: Clock = systemClock): Context {
  return {
    config: { ...config, databaseUrl },
    db: openDatabase(databaseUrl, config.databasePool),
    journal: createJournal(),
    clock,
    log: createLog(config.logLevel),
    metrics: createMetrics(),
  }
}

/** Resolves with `closing`. Who is being answered gets the answer; connections kept for later do not hold up the end. */
async function whileClosing(http: FastifyInstance, closing: Promise<void>) {
  const idle = setInterval(() => http.server.closeIdleConnections(), 50)
  const late = setTimeout(() => http.server.closeAllConnections(), stopGraceMs)
  await closing.finally(() => {
    clearInterval(idle)
    clearTimeout(late)
  })
}

async function createHttp(context: Context): Promise<FastifyInstance> {
  const { config } = context
  const http = Fastify({
    logger: false,
    bodyLimit,
    // Kept by limitBodyTime: uploads are longer.
    requestTimeout: 0,
    trustProxy: trustOf(config.trustProxy),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // Addresses that can't be decoded never reach a route.
    frameworkErrors: (_error, _request, reply) => {
      void sendError(reply, new AppError('unknown_command', 'There is nothing at this address.'))
    },
  })
  await http.register(cookie)
  await http.register(compress, {
    threshold: 2048,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  })
  limitBodyTime(http, requestTimeoutMs, (url) => /^\/api\/(?:uploads|releases\/files)\//.test(url))
  addSecurityHeaders(http, config.publicUrl.startsWith('https:'))
  http.setErrorHandler((error, _request, reply) => sendError(reply, asAppError(error, context.log)))
  return http
}

/** The built client, and its start page for every address that the client routes by itself. */
async function serveClient(http: FastifyInstance) {
  const isBuilt = existsSync(clientFolder)
  if (isBuilt) {
    await http.register(fastifyStatic, {
      root: clientFolder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  http.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      request.headers.accept?.includes('text/html')
    if (isBuilt && wantsPage) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return sendError(reply, new AppError('unknown_command', 'There is nothing at this address.'))
  })
}

export async function buildApp(context: Context): Promise<App> {
  const http = await createHttp(context)
  addRoutes(http, context, routes)
  addPictureRoute(http, context)
  await addOffRoute(http, context)
  addUploadRoutes(http, context)
  addContentRoutes(http, context)
  addReleaseDoor(http, context)
  addUpdateFeed(http, context)
  addDictionaries(http, context)
  const gateway = await openGateway(context, http.server, {
    callSignals,
    hear: (entries) => followEntries(context, entries),
  })
  const stopKeeper = startKeeper(context)
  const stopFileKeeper = startFileKeeper(context)
  addOperatorRoutes(http, context)
  await serveClient(http)
  const side = createListeners(context, listeners)
  context.journal.onEntries(() => side.wake())
  const timetable = startTimetable(context, dueWork)
  let isSweeping = false
  const sweep = setInterval(() => {
    side.wake()
    // A slow database is not helped by a second question.
    if (isSweeping) return
    isSweeping = true
    gateway
      .sweep()
      .catch((error) => context.log.warn({ err: error }, 'sweep failed; the next one tries again'))
      .finally(() => {
        isSweeping = false
      })
  }, context.config.sweepIntervalMs)
  return {
    context,
    http,
    gateway,
    listeners: side,
    async stop() {
      clearInterval(sweep)
      await timetable.stop()
      await stopKeeper()
      await whileClosing(http, gateway.stop())
      await http.close()
      await side.stop()
      await closeMedia(context)
      await stopFileKeeper()
      await context.db.$disconnect()
    },
  }
}
