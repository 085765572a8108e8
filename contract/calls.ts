// Calls as facts: who called whom, who was there, how it went. What moves pictures and sound is in call-signals.ts.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { CallId, ChannelId, MessageId, PersonId, SeatId } from './ids.ts'
import { instant } from './text.ts'

/** Most people with a seat in one call. */
export const maxSeats = 60
/** How long a direct or group call rings. */
export const ringMs = 40_000
/** How long a seat is kept for somebody whose connection is gone. */
export const seatKeptMs = 30_000

export const CallOutcome = z.enum(['open', 'ended', 'missed', 'declined', 'cancelled']).meta({
  description:
    'open: going on. ended: two or more spoke. missed: nobody answered. declined: all said no. cancelled: the caller hung up first',
})
export type CallOutcome = z.infer<typeof CallOutcome>

/** ringing → joined | declined | busy | missed; waiting (in the lobby) → joined; joined → left. */
export const ParticipantState = z.enum(['ringing', 'declined', 'busy', 'missed', 'waiting', 'joined', 'left'])
export type ParticipantState = z.infer<typeof ParticipantState>

export const ParticipantView = z.object({
  personId: PersonId,
  state: ParticipantState,
  isHost: z.boolean(),
  joinedAt: instant.nullable().meta({ description: 'The first time' }),
  leftAt: instant.nullable(),
})
export type ParticipantView = z.infer<typeof ParticipantView>

/** A call, the same for every viewer. */
export const CallView = z.object({
  id: CallId,
  channelId: ChannelId,
  messageId: MessageId.meta({
    description: 'Its line in the conversation; its thread is the chat of the call',
  }),
  startedById: PersonId,
  startedAt: instant,
  endedAt: instant.nullable(),
  outcome: CallOutcome,
  ringsUntil: instant.nullable().meta({ description: 'null: a channel call, which rings nowhere' }),
  isLocked: z.boolean(),
  hasLobby: z.boolean(),
  participants: z.array(ParticipantView),
  revision: z.number().int().meta({ description: 'Grows with every change; the higher one wins' }),
})
export type CallView = z.infer<typeof CallView>

/** What a message shows of the call that it stands for. */
export const CallSummary = z.object({
  id: CallId,
  startedAt: instant,
  endedAt: instant.nullable(),
  outcome: CallOutcome,
  personIds: z.array(PersonId).max(8).meta({ description: 'The first eight who were there' }),
  personCount: z.number().int(),
  revision: z.number().int(),
})
export type CallSummary = z.infer<typeof CallSummary>

const wasThere = ({ joinedAt }: ParticipantView) => joinedAt !== null

export function summaryOf(call: CallView): CallSummary {
  const there = call.participants.filter(wasThere)
  return {
    id: call.id,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    outcome: call.outcome,
    personIds: there.slice(0, 8).map(({ personId }) => personId),
    personCount: there.length,
    revision: call.revision,
  }
}

/** How one seat's media went, over all of its time; from the client's getStats (W3C webrtc-stats). */
export const SeatQuality = z.object({
  joinMs: z
    .number()
    .min(0)
    .max(600_000)
    .nullable()
    .meta({ description: 'Click to first remote picture or sound' }),
  roundTripMs: z.number().min(0).max(60_000).nullable().meta({ description: 'Median of the samples' }),
  jitterMs: z.number().min(0).max(60_000).nullable(),
  lossUpPercent: z.number().min(0).max(100).nullable(),
  lossDownPercent: z.number().min(0).max(100).nullable(),
  freezes: z.int32().min(0),
  freezeMs: z.number().min(0),
  concealedPercent: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .meta({ description: 'Sound that had to be invented' }),
  width: z.int32().min(0).max(16_384).nullable().meta({ description: 'Of the camera as it was sent most' }),
  height: z.int32().min(0).max(16_384).nullable(),
  framesPerSecond: z.number().min(0).max(240).nullable(),
  cpuLimitedPercent: z
    .number()
    .min(0)
    .max(100)
    .meta({ description: 'Time the encoder was held back by the machine' }),
  bandwidthLimitedPercent: z.number().min(0).max(100),
  path: z.enum(['udp', 'tcp', 'relay']).nullable(),
})
export type SeatQuality = z.infer<typeof SeatQuality>

export const SeatReport = z.object({
  seatId: SeatId,
  personId: PersonId,
  joinedAt: instant,
  leftAt: instant.nullable(),
  quality: SeatQuality.nullable(),
})
export type SeatReport = z.infer<typeof SeatReport>

/** One day of calls for the admins' charts; medians and 95th percentiles over seats. */
export const QualityDay = z.object({
  date: z.iso.date(),
  calls: z.number().int(),
  missed: z.number().int(),
  seats: z.number().int(),
  seatMinutes: z.number(),
  joinP50Ms: z.number().nullable(),
  joinP95Ms: z.number().nullable(),
  roundTripP50Ms: z.number().nullable(),
  roundTripP95Ms: z.number().nullable(),
  lossP95Percent: z.number().nullable(),
  freezesPerHour: z.number().nullable(),
  concealedP95Percent: z.number().nullable(),
  relayedSeats: z.number().int(),
  tcpSeats: z.number().int(),
})
export type QualityDay = z.infer<typeof QualityDay>

/** W3C RTCIceServer. */
export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
})
export type IceServer = z.infer<typeof IceServer>

const oneCall = z.object({ callId: CallId })
const theCall = z.object({ call: CallView })
const page = {
  before: instant
    .nullable()
    .default(null)
    .meta({ description: 'startedAt of the last call of the page before' }),
  limit: z.number().int().min(1).max(100).default(30),
}

export const calls = {
  start: command({
    name: 'calls.start',
    summary:
      'Starts a call in a conversation or channel, or answers the one that is open there. Direct and group conversations ring.',
    access: 'signedIn',
    input: z.object({ channelId: ChannelId }),
    output: theCall,
    errors: ['forbidden', 'not_found', 'channel_archived', 'calls_unavailable'],
    rate: rates.seldom,
  }),
  decline: command({
    name: 'calls.decline',
    summary: 'Says no to a call that rings: in all windows of the caller of this command. Twice equals once.',
    access: 'signedIn',
    input: oneCall.extend({
      isBusy: z.boolean().default(false).meta({ description: 'Because of another call' }),
    }),
    output: theCall,
    errors: ['not_found'],
    rate: rates.write,
  }),
  end: command({
    name: 'calls.end',
    summary:
      'Ends a call for everybody: hosts, admins, and the caller while it still rings. Twice equals once.',
    access: 'signedIn',
    input: oneCall,
    output: theCall,
    errors: ['forbidden', 'not_found'],
    rate: rates.write,
  }),
  find: command({
    name: 'calls.find',
    summary: 'Reads one call: who is in it now, or who was.',
    access: 'signedIn',
    input: oneCall,
    output: theCall,
    errors: ['not_found'],
    rate: rates.often,
  }),
  history: command({
    name: 'calls.history',
    summary: 'Lists the calls that the caller was in or was called to, the newest first.',
    access: 'signedIn',
    input: z.object({ ...page, onlyMissed: z.boolean().default(false) }),
    output: z.object({ calls: z.array(CallView), hasMore: z.boolean() }),
    errors: [],
    rate: rates.often,
  }),
  paths: command({
    name: 'calls.paths',
    summary: 'Tells which addresses and ports media takes here, for the call doctor.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({
      isAvailable: z.boolean().meta({ description: 'Whether this server has a media worker' }),
      addresses: z.array(z.string()),
      udpPorts: z.array(z.number().int()),
      tcpPorts: z.array(z.number().int()),
      turnUrls: z.array(z.string()),
    }),
    errors: [],
    rate: rates.write,
  }),
  qualityDays: command({
    name: 'calls.qualityDays',
    summary: 'Sums up the quality of all calls by day, for admins.',
    access: 'signedIn',
    input: z.object({ days: z.number().int().min(1).max(366).default(30) }),
    output: z.object({ days: z.array(QualityDay) }),
    errors: ['forbidden'],
    rate: rates.write,
  }),
  qualityList: command({
    name: 'calls.qualityList',
    summary:
      'Lists calls with how each seat went, the newest first, for admins. Tells nothing of what was said.',
    access: 'signedIn',
    input: z.object(page),
    output: z.object({
      calls: z.array(
        z.object({
          callId: CallId,
          startedAt: instant,
          endedAt: instant.nullable(),
          outcome: CallOutcome,
          seats: z.array(SeatReport),
        }),
      ),
      hasMore: z.boolean(),
    }),
    errors: ['forbidden'],
    rate: rates.write,
  }),
}
