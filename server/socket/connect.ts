// A socket comes in: who are you, what may you hear, and from which number on.
import type { PersonId } from '../../contract/ids.ts'
import { type ClientSignalName, ClientSignals, type ParsedSignal } from '../../contract/live.ts'
import type { Context } from '../core/context.ts'
import { version } from '../core/version.ts'
import { findActor, isSessionAlive } from '../features/sessions/service.ts'
import { credentialsOf } from '../http/authenticate.ts'
import { createRateLimiter, type RateLimiter } from '../http/rate-limit.ts'
import { audienceOf } from '../journal/audience.ts'
import type { Dispatcher } from '../journal/dispatch.ts'
import { parseCookies } from './cookies.ts'
import { createSessionSockets } from './per-session.ts'
import type { Presences } from './presence.ts'
import type { Relay } from './relay.ts'
import type { NucleusServer, NucleusSocket } from './rooms.ts'
import { hearCallSignals, type SignalHandlers } from './signalling.ts'
import type { SlowReaders } from './slow-readers.ts'
import type { Typing } from './typing.ts'

type Wiring = {
  context: Context
  io: NucleusServer
  dispatcher: Dispatcher
  admissions: Map<PersonId, Set<() => void>>
  presence: Presences
  typing: Typing
  slowReaders: SlowReaders
  handlers: SignalHandlers
  relay: Relay
}

const signalRate = { limit: 60, perSeconds: 20 }

/** Takes the audience and joins its rooms, with nothing changed in between. False: this session is over. */
async function admit({ context, dispatcher, admissions }: Wiring, socket: NucleusSocket): Promise<boolean> {
  const { actor } = socket.data
  const pending = admissions.get(actor.personId) ?? new Set()
  admissions.set(actor.personId, pending)
  let isStale = true
  const lookAgain = () => {
    isStale = true
  }
  pending.add(lookAgain)
  try {
    while (isStale) {
      isStale = false
      const audience = await audienceOf(context, actor)
      if (audience.size === 0) return false
      if (isStale) continue
      // Streams followed for a socket that has left meanwhile would be followed for ever.
      if (!socket.connected) return true
      for (const [stream, { head }] of audience) dispatcher.follow(stream, head)
      await socket.join([...audience.keys()])
    }
    return true
  } finally {
    pending.delete(lookAgain)
    if (pending.size === 0) admissions.delete(actor.personId)
  }
}

async function welcome(wiring: Wiring, socket: NucleusSocket) {
  const { context, io } = wiring
  try {
    if (await admit(wiring, socket)) {
      socket.emit('ready', { version })
      return
    }
    if (!(await isSessionAlive(context, socket.data.actor.sessionId))) {
      socket.emit('signedOut', { reason: 'session_ended' })
      socket.disconnect(true)
      return
    }
    // The role changed meanwhile: come again with the new one.
    socket.conn.close()
  } catch (error) {
    context.log.warn({ err: error }, 'socket could not be admitted')
    socket.conn.close()
  } finally {
    context.metrics.sockets.set(io.of('/').sockets.size)
  }
}

function hearSignals({ context, presence, typing }: Wiring, socket: NucleusSocket) {
  // Made at the first signal: an idle socket has none.
  let limiter: RateLimiter | undefined
  const hear = <Name extends ClientSignalName>(name: Name, act: (input: ParsedSignal<Name>) => void) => {
    socket.on(name as string, (...given: unknown[]) => {
      // The acknowledgement comes last, whatever else was sent.
      const acknowledge =
        typeof given.at(-1) === 'function' ? (given.pop() as (answer: { ok: boolean }) => void) : null
      const parsed = ClientSignals[name].safeParse(given[0])
      let ok = parsed.success
      try {
        limiter ??= createRateLimiter(context.config.rateLimitFactor)
        limiter.take(name, signalRate)
        if (parsed.success) act(parsed.data as ParsedSignal<Name>)
      } catch {
        ok = false
      }
      acknowledge?.({ ok })
    })
  }
  hear('typing.start', (input) => typing.start(socket, input))
  hear('presence.report', ({ presence: state }) => presence.report(socket, state))
  hear('presence.watch', ({ personIds }) => presence.watch(socket, personIds))
}

export function acceptSockets(wiring: Wiring): void {
  const { context, io, presence, slowReaders } = wiring
  const sessionSockets = createSessionSockets()
  io.use(async (socket, next) => {
    try {
      const { token: given } = socket.handshake.auth as { token?: unknown }
      const authorization =
        typeof given === 'string' ? `Bearer ${given}` : socket.handshake.headers.authorization
      const credentials = credentialsOf({ authorization }, parseCookies(socket.handshake.headers.cookie))
      const actor = credentials && (await findActor(context, credentials.token))
      if (!actor) return next(new Error('not_signed_in'))
      socket.data.actor = actor
      socket.data.watched = []
      socket.data.presence = 'active'
      slowReaders.watch(socket)
      // Token and headers have done their work and need not lie in memory all day; the request weighs more than the socket.
      Object.assign(socket.handshake, { headers: {}, auth: {}, query: {} })
      Object.assign(socket.conn, { request: null })
      next()
    } catch (error) {
      context.log.warn({ err: error }, 'socket could not be authenticated')
      next(new Error('not_ready'))
    }
  })
  io.on('connection', (socket) => {
    hearSignals(wiring, socket)
    hearCallSignals(wiring, socket)
    presence.arrive(socket)
    socket.on('disconnect', () => {
      presence.depart(socket)
      sessionSockets.depart(socket)
      context.metrics.sockets.set(io.of('/').sockets.size)
    })
    sessionSockets.arrive(socket)
    void welcome(wiring, socket)
  })
}
