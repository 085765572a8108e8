// How each source is encoded: layers, bitrates and what gives way first when there is too little. Pure.
import type { ProducerOptions, RtpCapabilities } from 'mediasoup-client/types'
import { cameraLayers } from '../../../../contract/call-signals.ts'
import type { OwnShare } from '../state.ts'

export type VideoCodec = 'vp8' | 'vp9'
type Encoding = Partial<
  Pick<RTCRtpEncodingParameters, 'active' | 'maxBitrate' | 'maxFramerate' | 'scaleResolutionDownBy'>
>
type Options = Pick<ProducerOptions, 'encodings' | 'codecOptions' | 'codec'>

export const microphoneOptions: Options = {
  encodings: [{ priority: 'high', networkPriority: 'high' }],
  codecOptions: {
    opusStereo: false,
    opusFec: true,
    opusDtx: true,
    opusNack: true,
    opusMaxPlaybackRate: 48_000,
  },
}

/** Music and films: both channels, and silence is sent as it is. */
export const screenAudioOptions: Options = {
  encodings: [{ maxBitrate: 128_000 }],
  codecOptions: { opusStereo: true, opusFec: true, opusDtx: false, opusNack: true },
}

const codecOf = (codec: VideoCodec, { codecs = [] }: RtpCapabilities) =>
  codecs.find(({ mimeType }) => mimeType.toLowerCase() === `video/${codec}`)

/** Three layers: as simulcast with VP8, inside one stream with VP9. What the browser has not it does without. */
export function cameraOptions(wanted: VideoCodec, capabilities: RtpCapabilities): Options {
  const codecOptions = { videoGoogleStartBitrate: 1000 }
  const vp9 = wanted === 'vp9' ? codecOf('vp9', capabilities) : undefined
  if (vp9) {
    const maxBitrate = cameraLayers[2].maxBitrate
    return {
      codec: vp9,
      codecOptions,
      encodings: [{ scalabilityMode: 'L3T3_KEY', maxBitrate, maxFramerate: 30 }],
    }
  }
  const encodings = cameraLayers.map(({ maxBitrate, scaleResolutionDownBy }) => ({
    maxBitrate,
    scaleResolutionDownBy,
    maxFramerate: 30,
    scalabilityMode: 'L1T3',
  }))
  return { codec: codecOf('vp8', capabilities), codecOptions, encodings }
}

type Hint = OwnShare['hint']

/** Text: sharp and slow. Motion: smooth, and smaller if need be. The smaller layer is for tiles. */
const screenEncodings: Record<Hint, Required<Omit<Encoding, 'active'>>[]> = {
  text: [
    { scaleResolutionDownBy: 2, maxBitrate: 500_000, maxFramerate: 5 },
    { scaleResolutionDownBy: 1, maxBitrate: 2_500_000, maxFramerate: 15 },
  ],
  motion: [
    { scaleResolutionDownBy: 2, maxBitrate: 800_000, maxFramerate: 30 },
    { scaleResolutionDownBy: 1, maxBitrate: 3_500_000, maxFramerate: 30 },
  ],
}

export const contentHintOf = (hint: Hint): string => (hint === 'text' ? 'detail' : 'motion')

export function screenOptions(hint: Hint, capabilities: RtpCapabilities): Options {
  return {
    codec: codecOf('vp8', capabilities),
    codecOptions: { videoGoogleStartBitrate: 1500 },
    encodings: screenEncodings[hint].map((one) => ({ ...one, scalabilityMode: 'L1T3' })),
  }
}

/** Layers above what anybody wants are not encoded; -1: none is. */
export const activeLayers = (count: number, maxSpatialLayer: number): boolean[] =>
  // One stream with all layers inside can only be sent or not.
  count === 1 ? [maxSpatialLayer >= 0] : Array.from({ length: count }, (_, layer) => layer <= maxSpatialLayer)

type Sender = Pick<RTCRtpSender, 'getParameters' | 'setParameters'>

/** Changes what is encoded without a word to the other side. A browser that cannot goes on as it was. */
export async function tuneSender(
  sender: Sender | undefined,
  { maxSpatialLayer, hint }: { maxSpatialLayer: number; hint: Hint | null },
): Promise<void> {
  if (!sender) return
  const parameters = sender.getParameters() as RTCRtpSendParameters & { degradationPreference?: string }
  const active = activeLayers(parameters.encodings.length, maxSpatialLayer)
  const more = hint === null ? [] : screenEncodings[hint]
  parameters.encodings = parameters.encodings.map((encoding, at) => ({
    ...encoding,
    ...more[at],
    active: active[at] ?? true,
  }))
  if (hint !== null)
    parameters.degradationPreference = hint === 'text' ? 'maintain-resolution' : 'maintain-framerate'
  await sender.setParameters(parameters as RTCRtpSendParameters)
}
