// What is encoded of a picture: layers, and how they change while it is sent.
import type { RtpCapabilities } from 'mediasoup-client/types'
import { describe, expect, test } from 'vitest'
import { cameraLayers } from '../../../../contract/call-signals.ts'
import { activeLayers, cameraOptions, screenOptions, tuneSender } from './encodings.ts'

const codec = (mimeType: string) => ({ kind: 'video', mimeType, clockRate: 90_000 }) as const
const both = { codecs: [codec('video/VP8'), codec('video/VP9')] } as RtpCapabilities

describe('a camera', () => {
  test('is sent as three VP8 pictures with the bitrates of the contract', () => {
    const { codec, encodings } = cameraOptions('vp8', both)
    expect(codec?.mimeType).toBe('video/VP8')
    expect(encodings?.map(({ maxBitrate }) => maxBitrate)).toEqual(cameraLayers.map((one) => one.maxBitrate))
    expect(encodings?.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual([4, 2, 1])
  })

  test('with VP9 it is one stream with three layers inside; without the codec it is VP8 again', () => {
    expect(cameraOptions('vp9', both).encodings).toMatchObject([{ scalabilityMode: 'L3T3_KEY' }])
    const { codec, encodings } = cameraOptions('vp9', { codecs: both.codecs!.slice(0, 1) })
    expect([codec?.mimeType, encodings?.length]).toEqual(['video/VP8', 3])
  })
})

test('a screen has two layers of which only text is slow', () => {
  const rates = (hint: 'text' | 'motion') =>
    screenOptions(hint, both).encodings?.map(({ maxFramerate }) => maxFramerate)
  expect(rates('text')).toEqual([5, 15])
  expect(rates('motion')).toEqual([30, 30])
})

test.each<[number, number, boolean[]]>([
  [3, 2, [true, true, true]],
  [3, 0, [true, false, false]],
  [3, -1, [false, false, false]],
  [2, 9, [true, true]],
  [1, 0, [true]],
  [1, -1, [false]],
])('of %i layers, wanted up to %i', (count, most, active) => {
  expect(activeLayers(count, most)).toEqual(active)
})

describe('a sender', () => {
  const senderOf = (encodings: object[]) => {
    const set: RTCRtpSendParameters[] = []
    return {
      set,
      getParameters: () => ({ encodings }) as RTCRtpSendParameters,
      setParameters: async (parameters: RTCRtpSendParameters) => void set.push(parameters),
    }
  }
  const layers = () =>
    senderOf([
      { rid: 'r0', maxBitrate: 1 },
      { rid: 'r1', maxBitrate: 2 },
    ])

  test('stops what nobody wants and begins again, and leaves the rest as it is', async () => {
    const sender = layers()
    await tuneSender(sender, { maxSpatialLayer: -1, hint: null })
    await tuneSender(sender, { maxSpatialLayer: 1, hint: null })
    expect(sender.set.map(({ encodings }) => encodings.map(({ active }) => active))).toEqual([
      [false, false],
      [true, true],
    ])
    expect(sender.set[0]?.encodings[1]).toEqual({ rid: 'r1', maxBitrate: 2, active: false })
  })

  test('another hint changes rates and what gives way, on the same layers', async () => {
    const sender = layers()
    await tuneSender(sender, { maxSpatialLayer: 9, hint: 'motion' })
    expect(sender.set[0]).toMatchObject({
      degradationPreference: 'maintain-framerate',
      encodings: [
        { rid: 'r0', maxFramerate: 30, active: true },
        { rid: 'r1', maxFramerate: 30, maxBitrate: 3_500_000 },
      ],
    })
  })
})
