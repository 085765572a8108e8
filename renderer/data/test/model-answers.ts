// For tests: how the model server answers. Reads take place in steps, as those of the real one do: numbers first, rows
// later, with anything happening in between.
import type { CommandName } from '../../../contract/commands.ts'
import { channelOfStream, channelStream, type StreamName } from '../../../contract/events.ts'
import type { ChannelId, ClientId, MessageId } from '../../../contract/ids.ts'
import type { Cursors } from '../../../contract/sync.ts'
import { type ModelServer, me, Refusal } from './model-server.ts'

/** Small on purpose: every limit is met. */
const mostPerPage = 5
const mostPerAnswer = 6
const mostPerChannel = 12
const mostPerPerson = 15

/** What a command answers, step by step. Throws Refusal. */
export function* answer(server: ModelServer, name: CommandName, input: never): Generator<undefined, unknown> {
  switch (name) {
    case 'sync.start':
      return yield* start(server)
    case 'sync.catchUp':
      return yield* catchUp(server, input)
    case 'messages.list':
      return yield* list(server, input)
    case 'messages.replies':
      return yield* replies(server, input)
    case 'messages.send': {
      const { clientId, channelId, ...more } = input as { clientId: ClientId; channelId: ChannelId }
      return { message: server.send(me, channelId, clientId, more) }
    }
    default:
      throw new Refusal('unknown_command')
  }
}

function* start(server: ModelServer) {
  const cursors = server.heads()
  yield
  return { ...server.state(), cursors }
}

function* catchUp(server: ModelServer, { cursors }: { cursors: Cursors }) {
  const heads = server.heads()
  const asked = Object.entries(cursors) as [StreamName, number][]
  const gone = asked.flatMap(([stream]) => (stream in heads ? [] : [stream]))
  const behind = asked.flatMap(([stream, after]) => {
    const head = heads[stream] ?? 0
    return stream in heads && head > after ? [{ stream, after, head }] : []
  })
  const tooFar = behind.filter(
    ({ stream, after, head }) => head - after > (channelOfStream(stream) ? mostPerChannel : mostPerPerson),
  )
  if (tooFar.some(({ stream }) => !channelOfStream(stream))) throw new Refusal('cursor_outdated')
  yield
  const fresh = tooFar.map(({ stream, head }) => {
    const { channel, state } = server.joined(channelOfStream(stream) as ChannelId)
    return { stream, head, channel, state }
  })
  const replay = behind.filter((one) => !tooFar.includes(one))
  const entries = replay
    .flatMap(({ stream, after }) => server.streams.get(stream)?.slice(after) ?? [])
    .slice(0, mostPerAnswer)
  return { entries, fresh, gone, hasMore: entries.length === mostPerAnswer }
}

function* list(
  server: ModelServer,
  { channelId, at }: { channelId: ChannelId; at: { kind: string; position?: number } },
) {
  const last = server.joined(channelId).state.lastPosition
  yield
  const head = server.head(channelStream(channelId))
  yield
  const around = Math.max(1, Math.min((at.position ?? 0) - 2, last - mostPerPage + 1))
  const least =
    {
      newest: last - mostPerPage + 1,
      before: (at.position ?? 0) - mostPerPage,
      after: (at.position ?? 0) + 1,
      around,
    }[at.kind] ?? 1
  const most =
    { newest: last + mostPerPage, before: (at.position ?? 0) - 1 }[at.kind] ?? least + mostPerPage - 1
  const rows = server
    .timeline(channelId)
    .filter(({ position }) => (position ?? 0) >= least && (position ?? 0) <= most)
  return {
    messages: rows,
    head,
    hasOlder: (rows[0]?.position ?? least) > 1 && last > 0,
    hasNewer: (rows.at(-1)?.position ?? most) < last,
  }
}

function* replies(server: ModelServer, { rootId, before }: { rootId: MessageId; before?: number | null }) {
  const root = server.message(rootId)
  const head = server.head(channelStream(root.channelId))
  yield
  const all = server.repliesTo(rootId).filter((reply) => reply.number < (before ?? Number.POSITIVE_INFINITY))
  const messages = all.slice(-mostPerPage)
  return {
    root: server.message(rootId),
    messages,
    head,
    hasOlder: all.length > messages.length,
    hasNewer: before != null,
  }
}
