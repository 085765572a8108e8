// Who is asking: a bearer token (desktop app, bots) or the session cookie (browsers).
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../core/actor.ts'
import type { Config } from '../core/config.ts'
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { findActor } from '../features/sessions/service.ts'

export const sessionCookie = 'nucleus_session'
export const deviceCookie = 'nucleus_device'
/** A page of another origin can't set this header without asking first, and we never say yes. */
export const clientHeader = 'x-nucleus-client'

export type Credentials = { token: string; isCookie: boolean }

export function credentialsOf(
  headers: { authorization?: string | undefined },
  cookies: { [name: string]: string | undefined },
): Credentials | null {
  const bearer = /^Bearer ([\w.~+/=-]{10,200})$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer) return { token: bearer, isCookie: false }
  const cookie = cookies[sessionCookie]
  return cookie ? { token: cookie, isCookie: true } : null
}

/** A browser's Origin must be this server's; programs send none. */
export function isOwnOrigin(config: Config, origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  return origin === new URL(config.publicUrl).origin || new URL(origin).host === host
}

/** The actor, or null when nobody is signed in. Throws origin_refused for a cookie that another site's page sent. */
export async function authenticate(context: Context, request: FastifyRequest): Promise<Actor | null> {
  const credentials = credentialsOf(request.headers, request.cookies)
  if (!credentials) return null
  if (credentials.isCookie && request.headers[clientHeader] === undefined) {
    throw new AppError('origin_refused', `Requests with a cookie need the header ${clientHeader}.`)
  }
  return findActor(context, credentials.token)
}
