// What WebRTC's two ends tell each other, as mediasoup writes it (ORTC dictionaries, RFC 8841 and friends), in bounds: all
// of it comes from strangers.
import { z } from 'zod'

/** Ids of transports, producers and consumers, made by mediasoup. */
export const MediaId = z.string().min(1).max(64)
export type MediaId = z.infer<typeof MediaId>

export const MediaKind = z.enum(['audio', 'video'])
const payloadType = z.int32().min(0).max(127)
const ssrc = z.number().int().min(1).max(4_294_967_295)
const word = z.string().max(120)
const codecParameters = z
  .record(word, z.union([word, z.number(), z.boolean()]))
  .refine((all) => Object.keys(all).length <= 30, 'has too many entries')
const rtcpFeedback = z.array(z.object({ type: word, parameter: word.optional() })).max(16)

export const DtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/),
      }),
    )
    .min(1)
    .max(8),
})
export type DtlsParameters = z.infer<typeof DtlsParameters>

export const IceParameters = z.object({
  usernameFragment: z.string().max(256),
  password: z.string().max(256),
  iceLite: z.boolean().optional(),
})
export type IceParameters = z.infer<typeof IceParameters>

export const IceCandidate = z.object({
  foundation: z.string(),
  priority: z.number(),
  ip: z.string(),
  address: z.string(),
  protocol: z.enum(['udp', 'tcp']),
  port: z.number().int(),
  type: z.literal('host'),
  tcpType: z.literal('passive').optional(),
})

const headerExtensionUri = z.string().max(200)

export const RtpCapabilities = z.object({
  codecs: z
    .array(
      z.object({
        kind: MediaKind,
        mimeType: word,
        preferredPayloadType: payloadType,
        clockRate: z.int32().min(1).max(192_000),
        channels: z.int32().min(1).max(8).optional(),
        parameters: codecParameters.optional(),
        rtcpFeedback: rtcpFeedback.optional(),
      }),
    )
    .max(40),
  headerExtensions: z
    .array(
      z.object({
        kind: MediaKind,
        uri: headerExtensionUri,
        preferredId: z.int32().min(1).max(255),
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(40),
})
export type RtpCapabilities = z.infer<typeof RtpCapabilities>

export const RtpParameters = z.object({
  mid: z.string().max(32).optional(),
  codecs: z
    .array(
      z.object({
        mimeType: word,
        payloadType,
        clockRate: z.int32().min(1).max(192_000),
        channels: z.int32().min(1).max(8).optional(),
        parameters: codecParameters.optional(),
        rtcpFeedback: rtcpFeedback.optional(),
      }),
    )
    .min(1)
    .max(8),
  headerExtensions: z
    .array(
      z.object({
        uri: headerExtensionUri,
        id: z.int32().min(1).max(255),
        encrypt: z.boolean().optional(),
        parameters: codecParameters.optional(),
      }),
    )
    .max(20)
    .optional(),
  encodings: z
    .array(
      z.object({
        ssrc: ssrc.optional(),
        rid: z.string().max(32).optional(),
        codecPayloadType: payloadType.optional(),
        rtx: z.object({ ssrc }).optional(),
        dtx: z.boolean().optional(),
        scalabilityMode: z
          .string()
          .regex(/^[LS][1-3]T[1-3]h?(_KEY(_SHIFT)?)?$/)
          .optional(),
        maxBitrate: z.number().int().min(0).max(20_000_000).optional(),
        active: z.boolean().optional(),
        maxFramerate: z.number().min(0).max(120).optional(),
        scaleResolutionDownBy: z.number().min(1).max(16).optional(),
      }),
    )
    .min(1)
    .max(3),
  rtcp: z.object({ cname: z.string().max(256).optional(), reducedSize: z.boolean().optional() }).optional(),
  msid: z.string().max(256).optional(),
})
export type RtpParameters = z.infer<typeof RtpParameters>

/** All a client needs to make its end of a transport. */
export const TransportOptions = z.object({
  id: MediaId,
  iceParameters: IceParameters,
  iceCandidates: z.array(IceCandidate),
  dtlsParameters: DtlsParameters,
})
export type TransportOptions = z.infer<typeof TransportOptions>
