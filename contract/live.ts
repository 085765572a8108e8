// The socket: what is pushed, and the few ephemeral signals. Nothing here is kept.
import { z } from 'zod'
import { Entry, StreamName } from './events.ts'
import { ChannelId, MessageId, PersonId } from './ids.ts'

export const Presence = z.enum(['active', 'away', 'offline'])
export type Presence = z.infer<typeof Presence>

/** Client to server. Each is answered by an acknowledgement `{ ok }`; a refused one is dropped. */
export const ClientSignals = {
  'typing.start': z.object({ channelId: ChannelId, threadId: MessageId.nullable().default(null) }),
  'presence.report': z.object({ presence: z.enum(['active', 'away']) }),
  /** The people now on screen; replaces the list before. */
  'presence.watch': z.object({ personIds: z.array(PersonId).max(200) }),
}
export type ClientSignalName = keyof typeof ClientSignals

/** Server to client. */
export const ServerSignals = {
  /** The socket hears its streams from now on; catch up, then apply what comes. */
  ready: z.object({ version: z.string() }),
  entries: z.array(Entry),
  /** Heads of streams that moved lately: whoever is behind fetches. */
  heads: z.record(StreamName, z.number().int()),
  typing: z.array(z.object({ channelId: ChannelId, threadId: MessageId.nullable(), personId: PersonId })),
  presence: z.array(z.object({ personId: PersonId, presence: Presence })),
  /** The session is over; the client must sign in again and forget what it holds. */
  signedOut: z.object({ reason: z.literal('session_ended') }),
}
export type ServerSignalName = keyof typeof ServerSignals
export type ServerSignal<Name extends ServerSignalName> = z.infer<(typeof ServerSignals)[Name]>
export type ClientSignal<Name extends ClientSignalName> = z.input<(typeof ClientSignals)[Name]>
/** As the server has parsed it. */
export type ParsedSignal<Name extends ClientSignalName> = z.output<(typeof ClientSignals)[Name]>
