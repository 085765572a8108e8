// From a stream to the sockets that may hear it. Every process keeps its own sockets' rooms and pushes every entry to
// them in the stream's order; processes tell each other what they committed.
import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { Entry, StreamName } from '../../contract/events.ts'
import type { PersonId } from '../../contract/ids.ts'
import type { Context } from '../core/context.ts'
import { createDispatcher } from '../journal/dispatch.ts'
import { readEntries, readHeads } from '../journal/read.ts'
import { joinCluster } from './cluster.ts'
import { acceptSockets } from './connect.ts'
import { createDoor } from './door.ts'
import { createPresence } from './presence.ts'
import { createRelay } from './relay.ts'
import {
  type Audience,
  afterPush,
  changeAudience,
  type NucleusServer,
  personWithChangedAccess,
} from './rooms.ts'
import type { SignalHandlers } from './signalling.ts'
import { createSlowReaders } from './slow-readers.ts'
import { createTyping } from './typing.ts'

const gapFetchSize = 1000
const patienceMs = 25
const headsEveryMs = 10_000

export type Gateway = { io: NucleusServer; sweep: () => Promise<void>; stop: () => Promise<void> }

function createServer(context: Context, http: HttpServer): NucleusServer {
  const mayEnter = createDoor(context)
  return new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64 * 1024,
    pingInterval: 25_000,
    pingTimeout: 20_000,
    connectTimeout: 15_000,
    allowRequest: (request, done) => done(null, mayEnter(request)),
  })
}

/** What features do with signals, and with every entry that is heard, also of other processes. */
export type GatewayFeatures = { callSignals: SignalHandlers; hear: (entries: Entry[]) => void }

/** Tells clients now and then how far the streams are that moved, so that they notice what they missed. */
function announceHeads(io: NucleusServer) {
  const moved = new Map<StreamName, number>()
  const timer = setInterval(() => {
    for (const [stream, head] of moved) io.local.to(stream).volatile.emit('heads', { [stream]: head })
    moved.clear()
  }, headsEveryMs)
  return {
    note: (stream: StreamName, head: number): void => void moved.set(stream, head),
    stop: (): void => clearInterval(timer),
  }
}

export async function openGateway(
  context: Context,
  http: HttpServer,
  { callSignals, hear }: GatewayFeatures,
): Promise<Gateway> {
  const io = createServer(context, http)
  const cluster = await joinCluster(context, io)
  const heads = announceHeads(io)
  /** Admissions under way, by person: a change of access in between makes them look again. */
  const admissions = new Map<PersonId, Set<() => void>>()

  const remindAdmissions = (entries: Entry[]) => {
    for (const entry of entries) {
      const personId = personWithChangedAccess(entry)
      if (personId) for (const lookAgain of admissions.get(personId) ?? []) lookAgain()
    }
  }

  const dispatcher = createDispatcher({
    deliver: (entries) => {
      // Also for what only the sweep found.
      remindAdmissions(entries)
      for (const entry of entries) changeAudience(audience, entry)
      const [first] = entries
      if (!first) return
      io.local.to(first.stream).emit('entries', entries)
      for (const entry of entries) afterPush(audience, entry)
      heads.note(first.stream, entries.at(-1)?.number ?? first.number)
      context.metrics.entriesPushed.inc(entries.length)
    },
    fetch: (stream, after) => readEntries(context.db, stream, after, gapFetchSize),
    fetchHeads: (streams) => readHeads(context.db, streams),
    onGapFilled: (count) => context.metrics.gapsFilled.inc(count),
    onError: (error) => context.log.warn({ err: error }, 'gap could not be fetched; the sweep tries again'),
    patienceMs,
  })
  const audience: Audience = { io, follow: dispatcher.follow, pushed: dispatcher.pushed }
  io.of('/').adapter.on('delete-room', dispatcher.forget)

  const take = (entries: Entry[]) => {
    remindAdmissions(entries)
    hear(entries)
    dispatcher.take(entries)
  }
  context.journal.onEntries((entries, committedAtMs) => {
    take(entries)
    cluster.tell('entries', entries)
    context.metrics.deliverySeconds.observe((performance.now() - committedAtMs) / 1000)
  })
  io.on('entries', take)

  const presence = createPresence(io, cluster.tell)
  const typing = createTyping(io)
  const slowReaders = createSlowReaders(context, io)
  const relay = createRelay(context, io, cluster.tell, callSignals)
  acceptSockets({
    context,
    io,
    dispatcher,
    admissions,
    presence,
    typing,
    slowReaders,
    handlers: callSignals,
    relay,
  })
  return {
    io,
    sweep: dispatcher.sweep,
    async stop() {
      heads.stop()
      presence.stop()
      typing.stop()
      slowReaders.stop()
      await io.close()
      await cluster.leave()
    },
  }
}
