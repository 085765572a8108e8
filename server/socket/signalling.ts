// Requests and notices of calls over the socket: shape, rate and answer. What they do is a feature's business.
import {
  type CallNewsName,
  type CallNewsOf,
  type CallNotice,
  type CallNoticeName,
  CallNotices,
  type CallOffer,
  type CallOfferName,
  type CallRequestName,
  type CallRequestOutput,
  CallRequests,
  type ParsedCallRequest,
} from '../../contract/call-signals.ts'
import { CallId, type PersonId } from '../../contract/ids.ts'
import type { Actor } from '../core/actor.ts'
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { asAppError } from '../http/answer.ts'
import { parse } from '../http/parse.ts'
import { limitRate } from '../http/rate-limit.ts'
import type { Relay } from './relay.ts'
import type { NucleusSocket } from './rooms.ts'

/** A socket as calls see it. */
export type SignalSocket = {
  id: string
  actor: Actor
  tell<Name extends CallNewsName>(name: Name, news: CallNewsOf<Name>): void
  /** Left out while the socket has something else to send. */
  tellLossy<Name extends CallNewsName>(name: Name, news: CallNewsOf<Name>): void
  /** True: the client did it. False: it could not, or did not answer in time. */
  offer<Name extends CallOfferName>(name: Name, offer: CallOffer<Name>): Promise<boolean>
  /** False: it is gone, or its process gives no sign. */
  isAlive(): Promise<boolean>
}

export type SignalHandlers = {
  requests: {
    [Name in CallRequestName]: (
      context: Context,
      socket: SignalSocket,
      input: ParsedCallRequest<Name>,
    ) => Promise<CallRequestOutput<Name>>
  }
  notices: {
    [Name in CallNoticeName]: (context: Context, socket: SignalSocket, notice: CallNotice<Name>) => void
  }
  /** The socket is gone, of this process or another. */
  gone: (context: Context, socketId: string) => void
  processId: (context: Context) => string
  /** The other process that carries a call, or null: this one does. `joining`: for them this one takes a call that nobody carries. */
  carrierOf: (context: Context, callId: CallId, joining: PersonId | null) => Promise<string | null>
  /** As carrierOf, from what was learned lately. */
  knownCarrier: (context: Context, callId: CallId | null) => string | null
  /** It did not answer. Whether this process carries the call now. */
  carrierDied: (context: Context, callId: CallId, personId: PersonId) => Promise<boolean>
}

const offerMs = 8000
const noticeRate = { limit: 30, perSeconds: 60 }

export function signalSocket(socket: NucleusSocket): SignalSocket {
  const emit = socket.emit.bind(socket) as (name: string, payload: unknown) => void
  const emitLossy = (name: string, payload: unknown) =>
    (socket.volatile.emit as (name: string, payload: unknown) => void)(name, payload)
  return {
    id: socket.id,
    actor: socket.data.actor,
    tell: emit,
    tellLossy: emitLossy,
    isAlive: async () => socket.connected,
    async offer(name, payload) {
      if (!socket.connected) return false
      try {
        const ask = socket.timeout(offerMs) as unknown as {
          emitWithAck(name: string, payload: unknown): Promise<unknown>
        }
        return ((await ask.emitWithAck(name, payload)) as { ok?: unknown } | null)?.ok === true
      } catch {
        return false
      }
    },
  }
}

const isRequest = (name: string): name is CallRequestName => Object.hasOwn(CallRequests, name)
const isNotice = (name: string): name is CallNoticeName => Object.hasOwn(CallNotices, name)
/** The call that a signal is about, as far as it says so. */
const callIdOf = (given: unknown): CallId | null => {
  const parsed = CallId.safeParse((given as { callId?: unknown } | null)?.callId)
  return parsed.success ? parsed.data : null
}

/** The rate was counted where the socket is. Carries out a request and gives its acknowledgement; what a stranger sends never throws out of here. */
export async function answerRequest(
  context: Context,
  handlers: SignalHandlers,
  socket: SignalSocket,
  name: CallRequestName,
  given: unknown,
): Promise<unknown> {
  try {
    const { input } = CallRequests[name]
    const run = handlers.requests[name] as (c: Context, s: SignalSocket, i: unknown) => Promise<unknown>
    return { ok: true, data: await run(context, socket, parse(input, given ?? {})) }
  } catch (error) {
    return refusalOf(context, error)
  }
}

function refusalOf(context: Context, error: unknown) {
  const { code, message, field, retryAfterMs } = asAppError(error, context.log)
  return { ok: false, error: { code, message, field, retryAfterMs } }
}

const notYet = () =>
  new AppError('not_ready', 'The process that carries this call does not answer. Please try again.', {
    retryAfterMs: 1000,
  })

export function takeNotice(
  context: Context,
  handlers: SignalHandlers,
  socket: SignalSocket,
  name: CallNoticeName,
  given: unknown,
): void {
  try {
    handlers.notices[name](context, socket, parse(CallNotices[name], given))
  } catch (error) {
    // Nobody waits for an answer; a broken notice is simply not taken.
    if (!(error instanceof AppError)) context.log.warn({ err: error }, 'a call notice failed')
  }
}

/** What is too much is not taken, nor handed over to another process. */
function mayTakeNotice(context: Context, { actor }: SignalSocket, name: CallNoticeName): boolean {
  try {
    limitRate(context, 'person', actor.personId, name, noticeRate)
    return true
  } catch {
    return false
  }
}

type Wiring = { context: Context; handlers: SignalHandlers; relay: Relay }

/** Here, or at the process that carries the call. One that is dead is replaced by this one, at the next join. */
async function answerAnywhere(wiring: Wiring, socket: SignalSocket, name: CallRequestName, given: unknown) {
  const { context, handlers, relay } = wiring
  const { personId } = socket.actor
  const callId = callIdOf(given)
  try {
    // Before anything is asked of the database or of another process.
    limitRate(context, 'person', personId, name, CallRequests[name].rate)
    const carrier =
      callId && (await handlers.carrierOf(context, callId, name === 'call.join' ? personId : null))
    if (callId && carrier) {
      const answer = await relay.ask(carrier, socket, name, given)
      if (answer !== null) return answer
      if (!(await handlers.carrierDied(context, callId, personId))) throw notYet()
    }
  } catch (error) {
    return refusalOf(context, error)
  }
  return answerRequest(context, handlers, socket, name, given)
}

/** Lets the socket ask. Each request is acknowledged, whatever happens. */
export function hearCallSignals(wiring: Wiring, socket: NucleusSocket): void {
  const { context, handlers, relay } = wiring
  // One listener for all names, and nothing else before the first signal: most sockets are in no call.
  let signals: SignalSocket | undefined
  socket.onAny((name: string, ...given: unknown[]) => {
    if (isNotice(name)) {
      signals ??= signalSocket(socket)
      if (!mayTakeNotice(context, signals, name)) return
      const carrier = handlers.knownCarrier(context, callIdOf(given[0]))
      if (carrier) relay.notify(carrier, signals, name, given[0])
      else takeNotice(context, handlers, signals, name, given[0])
    }
    if (!isRequest(name)) return
    signals ??= signalSocket(socket)
    const last = given.at(-1)
    const acknowledge = typeof last === 'function' ? (last as (answer: unknown) => void) : () => {}
    const input = typeof given[0] === 'function' ? undefined : given[0]
    void answerAnywhere(wiring, signals, name, input).then(acknowledge)
  })
  socket.on('disconnect', () => {
    if (!signals) return
    handlers.gone(context, socket.id)
    relay.socketGone(socket.id)
  })
}
