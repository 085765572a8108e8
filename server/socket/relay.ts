// Signals of a call that another process carries: handed over to it, and its words handed back to the socket here. The
// media themselves go straight from the browser to the process that carries the call.
import { randomUUID } from 'node:crypto'
import type { CallRequestName } from '../../contract/call-signals.ts'
import type { Actor } from '../core/actor.ts'
import type { Context } from '../core/context.ts'
import type { Tell } from './cluster.ts'
import type { NucleusServer } from './rooms.ts'
import {
  answerRequest,
  type SignalHandlers,
  type SignalSocket,
  signalSocket,
  takeNotice,
} from './signalling.ts'

/** A process that does not answer in this time is taken for dead. */
const askMs = 3000
const offerMs = 9000

/** What processes tell each other about signals; `to` and `from` are ids of processes. */
export type BetweenSignals = {
  signalAsked: (to: string, from: string, askId: string, asked: Asked) => void
  signalAnswered: (to: string, askId: string, answer: unknown) => void
  signalTold: (to: string, socketId: string, name: string, payload: unknown, isLossy: boolean) => void
  signalOffered: (
    to: string,
    from: string,
    askId: string,
    socketId: string,
    name: string,
    payload: unknown,
  ) => void
  signalPinged: (to: string, from: string, askId: string, socketId: string) => void
  signalSocketGone: (socketId: string) => void
}
type Asked = { socketId: string; actor: Actor; name: string; isNotice: boolean; given: unknown }

export type Relay = ReturnType<typeof createRelay>

export function createRelay(context: Context, io: NucleusServer, tell: Tell, handlers: SignalHandlers) {
  const here = handlers.processId(context)
  const waiting = new Map<string, (answer: unknown) => void>()

  /** Null: no answer in time. */
  const ask = (timeoutMs: number, say: (askId: string) => void): Promise<unknown> =>
    new Promise((resolve) => {
      const askId = randomUUID()
      const settle = (answer: unknown) => {
        clearTimeout(timer)
        waiting.delete(askId)
        resolve(answer)
      }
      const timer = setTimeout(() => settle(null), timeoutMs)
      waiting.set(askId, settle)
      say(askId)
    })

  /** A socket of another process, as calls see it. */
  const remoteSocket = (at: string, id: string, actor: Actor): SignalSocket => ({
    id,
    actor,
    tell: (name, news) => tell('signalTold', at, id, name, news, false),
    tellLossy: (name, news) => tell('signalTold', at, id, name, news, true),
    isAlive: async () => (await ask(askMs, (askId) => tell('signalPinged', at, here, askId, id))) === true,
    offer: async (name, offer) =>
      (await ask(offerMs, (askId) => tell('signalOffered', at, here, askId, id, name, offer))) === true,
  })

  io.on('signalAsked', async (to, from, askId, { socketId, actor, name, isNotice, given }) => {
    if (to !== here) return
    const socket = remoteSocket(from, socketId, actor)
    if (isNotice) return takeNotice(context, handlers, socket, name as 'call.quality', given)
    const answer = await answerRequest(context, handlers, socket, name as CallRequestName, given)
    tell('signalAnswered', from, askId, answer)
  })
  io.on('signalAnswered', (to, askId, answer) => {
    if (to === here) waiting.get(askId)?.(answer)
  })
  io.on('signalTold', (to, socketId, name, payload, isLossy) => {
    const socket = to === here ? io.of('/').sockets.get(socketId) : undefined
    if (!socket) return
    const from = isLossy ? socket.volatile : socket
    ;(from.emit as (name: string, payload: unknown) => void)(name, payload)
  })
  io.on('signalOffered', async (to, from, askId, socketId, name, payload) => {
    if (to !== here) return
    const socket = io.of('/').sockets.get(socketId)
    const isDone = socket ? await signalSocket(socket).offer(name as 'call.consume', payload as never) : false
    tell('signalAnswered', from, askId, isDone)
  })
  io.on('signalPinged', (to, from, askId, socketId) => {
    if (to === here) tell('signalAnswered', from, askId, io.of('/').sockets.has(socketId))
  })
  io.on('signalSocketGone', (socketId) => handlers.gone(context, socketId))

  return {
    /** The acknowledgement of the process that carries the call; null: it does not answer. */
    ask: (to: string, socket: SignalSocket, name: CallRequestName, given: unknown): Promise<unknown> =>
      ask(askMs, (askId) =>
        tell('signalAsked', to, here, askId, {
          socketId: socket.id,
          actor: socket.actor,
          name,
          isNotice: false,
          given,
        }),
      ),
    notify: (to: string, socket: SignalSocket, name: string, given: unknown): void =>
      tell('signalAsked', to, here, '', {
        socketId: socket.id,
        actor: socket.actor,
        name,
        isNotice: true,
        given,
      }),
    socketGone: (socketId: string): void => tell('signalSocketGone', socketId),
  }
}
