// Signalling of a call, as four unions: requests and notifications, each way. They go over the socket, are about what is
// now, and are never kept. A request is acknowledged with { ok: true, data } or { ok: false, error }.
import { z } from 'zod'
import { CallView, IceServer, SeatQuality } from './calls.ts'
import type { Rate } from './command.ts'
import { ErrorView } from './errors.ts'
import { CallId, PersonId, SeatId } from './ids.ts'
import {
  DtlsParameters,
  IceParameters,
  MediaId,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOptions,
} from './rtp.ts'
import { emoji } from './text.ts'

/** What a producer carries. A seat has at most one microphone, one camera, and two screens with their sound. */
export const MediaSource = z.enum(['microphone', 'camera', 'screen', 'screenAudio'])
export type MediaSource = z.infer<typeof MediaSource>
export const mostProducers = {
  microphone: 1,
  camera: 1,
  screen: 2,
  screenAudio: 2,
} as const satisfies Record<MediaSource, number>

export const ProducerView = z.object({
  producerId: MediaId,
  source: MediaSource,
  shareId: z
    .string()
    .max(64)
    .nullable()
    .meta({ description: 'Joins a screen with its sound; null for camera and microphone' }),
  isPaused: z.boolean(),
})
export type ProducerView = z.infer<typeof ProducerView>

export const SeatView = z.object({
  seatId: SeatId,
  personId: PersonId,
  isHost: z.boolean(),
  handRaisedAt: z.iso.datetime().nullable(),
  isAway: z.boolean().meta({ description: 'The connection is gone; the seat is kept for 30 s' }),
  producers: z.array(ProducerView),
})
export type SeatView = z.infer<typeof SeatView>

/** The media end of a seat: made anew when it joins, and when a media worker was lost. */
export const MediaOffer = z.object({
  routerRtpCapabilities: z
    .unknown()
    .meta({ description: 'What the router understands, for mediasoup-client’s Device' }),
  sendTransport: TransportOptions,
  receiveTransport: TransportOptions,
  iceServers: z.array(IceServer),
})
export type MediaOffer = z.infer<typeof MediaOffer>

export const JoinAnswer = z.object({
  seatId: SeatId,
  state: z
    .enum(['waiting', 'joined'])
    .meta({ description: 'waiting: in the lobby; `call.admitted` follows' }),
  call: CallView,
  seats: z.array(SeatView).meta({ description: 'The others and oneself; empty while waiting' }),
  media: MediaOffer.nullable().meta({
    description: 'null while waiting, and when the former transports still stand',
  }),
})
export type JoinAnswer = z.infer<typeof JoinAnswer>

/** One picture on the viewer's screen, in device pixels. Not named: not seen, and not sent. */
export const Tile = z.object({
  producerId: MediaId,
  width: z.int32().min(1).max(16_384),
  height: z.int32().min(1).max(16_384),
  isImportant: z
    .boolean()
    .default(false)
    .meta({ description: 'The speaker or the shared screen: first in line for bandwidth' }),
})
export type Tile = z.infer<typeof Tile>

const nothing = z.object({})
const onSeat = z.object({ callId: CallId })

/** How often one person may ask. */
const pace = {
  often: { limit: 120, perSeconds: 20 },
  media: { limit: 40, perSeconds: 20 },
  seldom: { limit: 30, perSeconds: 30 },
} as const satisfies Record<string, Rate>

/** Client to server, with an answer. All but join and test speak of the seat that the socket holds in `callId`. */
export const CallRequests = {
  /** Takes a seat, or the own one again after a lost connection (seatId). In another window of the same person it moves here. */
  'call.join': {
    input: onSeat.extend({
      seatId: SeatId.nullable().default(null),
      needsMedia: z.boolean().default(false).meta({
        description: 'The former transports are of no use any more: new ones are wanted in any case',
      }),
    }),
    output: JoinAnswer,
    rate: pace.seldom,
  },
  /** A seat in a room of one's own that hears and sees itself, for the call doctor; gone with call.leave. */
  'call.test': {
    input: nothing,
    output: JoinAnswer.omit({ call: true }).extend({ callId: CallId }),
    rate: pace.seldom,
  },
  'call.leave': { input: onSeat, output: nothing, rate: pace.seldom },
  /** From now on the server offers what others send (call.consume). `consumerIds`: those still held after a reconnect. */
  'call.receive': {
    input: onSeat.extend({
      rtpCapabilities: RtpCapabilities,
      consumerIds: z.array(MediaId).max(300).default([]),
    }),
    output: nothing,
    rate: pace.seldom,
  },
  'call.connectTransport': {
    input: onSeat.extend({ transportId: MediaId, dtlsParameters: DtlsParameters }),
    output: nothing,
    rate: pace.seldom,
  },
  'call.restartIce': {
    input: onSeat.extend({ transportId: MediaId }),
    output: z.object({ iceParameters: IceParameters, iceServers: z.array(IceServer) }),
    rate: pace.seldom,
  },
  'call.produce': {
    input: onSeat.extend({
      kind: MediaKind,
      source: MediaSource,
      shareId: z.string().max(64).nullable().default(null),
      isPaused: z.boolean().default(false),
      rtpParameters: RtpParameters,
    }),
    output: z.object({ producerId: MediaId }),
    rate: pace.media,
  },
  'call.closeProducer': { input: onSeat.extend({ producerId: MediaId }), output: nothing, rate: pace.media },
  'call.pauseProducer': {
    input: onSeat.extend({ producerId: MediaId, isPaused: z.boolean() }),
    output: nothing,
    rate: pace.often,
  },
  /** What is on the viewer's screen; replaces the list before. */
  'call.setView': {
    input: onSeat.extend({ tiles: z.array(Tile).max(200) }),
    output: nothing,
    rate: pace.often,
  },
  'call.askKeyFrame': { input: onSeat.extend({ consumerId: MediaId }), output: nothing, rate: pace.media },
  'call.raiseHand': { input: onSeat.extend({ isRaised: z.boolean() }), output: nothing, rate: pace.media },
  'call.react': { input: onSeat.extend({ emoji }), output: nothing, rate: pace.media },
  // Of hosts.
  'call.muteSeat': {
    input: onSeat.extend({
      seatId: SeatId.nullable().meta({ description: 'null: everybody but hosts' }),
      source: MediaSource.default('microphone'),
    }),
    output: nothing,
    rate: pace.often,
  },
  'call.askToUnmute': { input: onSeat.extend({ seatId: SeatId }), output: nothing, rate: pace.media },
  'call.removeSeat': { input: onSeat.extend({ seatId: SeatId }), output: nothing, rate: pace.often },
  'call.answerLobby': {
    input: onSeat.extend({ personId: PersonId, isAdmitted: z.boolean() }),
    output: nothing,
    rate: pace.often,
  },
  'call.setRules': {
    input: onSeat.extend({ isLocked: z.boolean().optional(), hasLobby: z.boolean().optional() }),
    output: nothing,
    rate: pace.media,
  },
  'call.makeHost': { input: onSeat.extend({ seatId: SeatId }), output: nothing, rate: pace.media },
} as const

/** Client to server, without an answer. */
export const CallNotices = {
  /** Everything about the seat so far; the last one is kept. */
  'call.quality': onSeat.extend({ quality: SeatQuality }),
} as const

export const ConsumeOffer = z.object({
  callId: CallId,
  consumerId: MediaId,
  producerId: MediaId,
  seatId: SeatId,
  source: MediaSource,
  shareId: z.string().nullable(),
  kind: MediaKind,
  rtpParameters: z.unknown(),
  isProducerPaused: z.boolean(),
})
export type ConsumeOffer = z.infer<typeof ConsumeOffer>

/** Server to client, with an answer { ok: true } once done. */
export const CallOffers = {
  /** A consumer, made paused: it flows after the yes. */
  'call.consume': ConsumeOffer,
  /** The media of this call were lost with their worker: make transports and producers anew. */
  'call.rebuild': z.object({ callId: CallId, media: MediaOffer }),
} as const

/** Server to client, without an answer. */
export const CallNews = {
  'call.seatTaken': z.object({ callId: CallId, seat: SeatView }),
  /** Absolute: replaces what was known of the seat. */
  'call.seatChanged': z.object({ callId: CallId, seat: SeatView }),
  'call.seatLeft': z.object({ callId: CallId, seatId: SeatId }),
  'call.consumerClosed': z.object({ callId: CallId, consumerId: MediaId }),
  /** Which layer is being forwarded, 0 the smallest; null: none. Score 0 to 10 of the way there (publisher) and back (viewer). */
  'call.consumerQuality': z.object({
    callId: CallId,
    consumerId: MediaId,
    spatialLayer: z.number().int().nullable(),
    publisherScore: z.number().nullable(),
    viewerScore: z.number().nullable(),
  }),
  /** Nobody wants more than this spatial layer of one's own producer; -1: nobody wants any. Stop encoding what is above. */
  'call.wanted': z.object({ callId: CallId, producerId: MediaId, maxSpatialLayer: z.number().int().min(-1) }),
  /** Lossy, several times a second: who is loud (dBov, -127 to 0) and who is the speaker. */
  'call.levels': z.object({
    callId: CallId,
    levels: z.array(z.tuple([SeatId, z.number()])),
    speakerId: SeatId.nullable(),
  }),
  'call.reaction': z.object({ callId: CallId, seatId: SeatId, emoji: z.string() }),
  'call.admitted': z.object({ callId: CallId, answer: JoinAnswer }),
  /** A host has muted the own producer of this source. */
  'call.muted': z.object({ callId: CallId, source: MediaSource, byPersonId: PersonId }),
  'call.unmuteAsked': z.object({ callId: CallId, byPersonId: PersonId }),
  /** One's seat is gone: the call ended, a host removed one, the lobby said no, another window took it, or access ended. */
  'call.seatLost': z.object({
    callId: CallId,
    reason: z.enum(['ended', 'removed', 'refused', 'moved', 'accessEnded', 'failed']),
  }),
} as const

export type CallRequestName = keyof typeof CallRequests
export type CallRequestInput<Name extends CallRequestName> = z.input<(typeof CallRequests)[Name]['input']>
export type ParsedCallRequest<Name extends CallRequestName> = z.output<(typeof CallRequests)[Name]['input']>
export type CallRequestOutput<Name extends CallRequestName> = z.output<(typeof CallRequests)[Name]['output']>
export type CallNoticeName = keyof typeof CallNotices
export type CallNotice<Name extends CallNoticeName> = z.output<(typeof CallNotices)[Name]>
export type CallOfferName = keyof typeof CallOffers
export type CallOffer<Name extends CallOfferName> = z.output<(typeof CallOffers)[Name]>
export type CallNewsName = keyof typeof CallNews
export type CallNewsOf<Name extends CallNewsName> = z.output<(typeof CallNews)[Name]>

/** How a request or an offer is acknowledged. */
export const Acknowledgement = z.union([
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: ErrorView.shape.error }),
])
export type Acknowledgement = z.infer<typeof Acknowledgement>

/** The layers of a camera, smallest first: heights at 16:9 and what each may cost. Screens have one or two of their own. */
export const cameraLayers = [
  { height: 180, maxBitrate: 150_000, scaleResolutionDownBy: 4 },
  { height: 360, maxBitrate: 500_000, scaleResolutionDownBy: 2 },
  { height: 720, maxBitrate: 1_700_000, scaleResolutionDownBy: 1 },
] as const
