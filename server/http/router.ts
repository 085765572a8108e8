// The door: POST /api/<command>. Who are you, how fast, is this the shape, and then the service.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { commands } from '../../contract/commands.ts'
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { asAppError, sendError } from './answer.ts'
import { authenticate, deviceCookie, isOwnOrigin, sessionCookie } from './authenticate.ts'
import { parse } from './parse.ts'
import { limitFlood, limitRate } from './rate-limit.ts'
import type { RequestFacts, Route } from './route.ts'

const deviceCookieDays = 365

function factsOf(context: Context, request: FastifyRequest, reply: FastifyReply): RequestFacts {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: context.config.publicUrl.startsWith('https:'),
  } as const
  return {
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    deviceToken: request.cookies[deviceCookie] ?? null,
    setSessionCookie: (token, expiresAt) =>
      void reply.setCookie(sessionCookie, token, { ...cookie, ...(expiresAt ? { expires: expiresAt } : {}) }),
    clearSessionCookie: () => void reply.clearCookie(sessionCookie, cookie),
    setDeviceCookie: (token) =>
      void reply.setCookie(deviceCookie, token, { ...cookie, maxAge: deviceCookieDays * 86_400 }),
  }
}

async function answer(context: Context, route: Route, request: FastifyRequest, reply: FastifyReply) {
  const command = commands[route.name]
  if (!isOwnOrigin(context.config, request.headers.origin, request.headers.host)) {
    throw new AppError('origin_refused', 'This page may not speak to this server.')
  }
  limitFlood(context, request.ip)
  const isOpen = command.access === 'public'
  const actor = isOpen ? null : await authenticate(context, request)
  if (!isOpen && !actor) throw new AppError('not_signed_in', 'Please sign in.')
  if (actor) limitRate(context, 'person', actor.personId, command.name, command.rate)
  else limitRate(context, 'address', request.ip, command.name, command.rate)
  return route.answer(
    context,
    actor,
    parse(command.input, request.body ?? {}),
    factsOf(context, request, reply),
  )
}

export function addRoutes(app: FastifyInstance, context: Context, routes: Route[]) {
  for (const route of routes) {
    app.post(
      `/api/${route.name}`,
      route.bodyLimit ? { bodyLimit: route.bodyLimit } : {},
      async (request, reply) => {
        const end = context.metrics.commandSeconds.startTimer({ command: route.name })
        try {
          const result = await answer(context, route, request, reply)
          end({ outcome: 'ok' })
          return reply.header('cache-control', 'no-store').send(result)
        } catch (error) {
          const refusal = asAppError(error, context.log)
          end({ outcome: refusal.code })
          return sendError(reply, refusal)
        }
      },
    )
  }
}
