// What a check measured, in a few words; for the page and for the report.
import type { TFunction } from 'i18next'
import { upOf } from './diagnose-media.ts'
import type { CheckId, Facts, PathFacts, TurnFacts } from './facts.ts'

const megabits = (bits: number) => (bits / 1e6).toFixed(1)
const whole = (value: number) => Math.round(value)

/** One line per thing measured; empty: nothing was, or a finding says it all. */
export function detailsOf(t: TFunction, check: CheckId, facts: Facts): string[] {
  return describe[check](t, facts)
}

type Describe = (t: TFunction, facts: Facts) => string[]

const describe: Record<CheckId, Describe> = {
  secure: (t, { secure }) => (secure?.isSecure ? [t('doctor:detail.secure')] : []),
  camera: (t, { camera }) => {
    if (!camera || camera.problem !== null) return []
    const { width, height, framesPerSecond } = camera
    return [t('doctor:detail.camera', { width, height, framesPerSecond: whole(framesPerSecond) })]
  },
  microphone: (t, { microphone }) =>
    microphone && microphone.problem === null && microphone.loudest > 0.08
      ? [t('doctor:detail.microphone')]
      : [],
  speaker: (t, { speaker }) => {
    if (!speaker?.isPlayed) return []
    if (speaker.isHeard === null) return [t('doctor:detail.speakerAsked')]
    return speaker.isHeard ? [t('doctor:detail.speakerHeard')] : []
  },
  server: (t, { server }) =>
    server?.roundTripMs == null
      ? []
      : [t('doctor:detail.server', { ms: Math.max(1, whole(server.roundTripMs)) })],
  udp: (t, { udp }) => (udp ?? []).map((one) => describePath(t, one)),
  tcp: (t, { tcp }) => (tcp ?? []).map((one) => describePath(t, one)),
  turn: (t, { turn }) => (turn ?? []).map((one) => describeTurn(t, one)),
  loopback: describeLoopback,
  bandwidth: describeBandwidth,
}

function describePath(t: TFunction, { address, port, connectMs }: PathFacts): string {
  if (connectMs === null) return t('doctor:detail.pathClosed', { address, port })
  return t('doctor:detail.path', { address, port, ms: whole(connectMs) })
}

function describeTurn(t: TFunction, { url, connectMs }: TurnFacts): string {
  return connectMs === null
    ? t('doctor:detail.turnClosed', { url })
    : t('doctor:detail.turn', { url, ms: whole(connectMs) })
}

function describeLoopback(t: TFunction, { loopback }: Facts): string[] {
  if (!loopback?.picture || !loopback.path) return []
  const { width, height } = loopback.picture
  const path = t(`doctor:path.${loopback.path}`)
  if (loopback.delayMs === null) return [t('doctor:detail.loopbackNoDelay', { width, height, path })]
  return [t('doctor:detail.loopback', { width, height, path, delay: whole(loopback.delayMs) })]
}

function describeBandwidth(t: TFunction, { bandwidth }: Facts): string[] {
  if (!bandwidth) return []
  const { roundTripMs, jitterMs, lossUpPercent, lossDownPercent, downBitsPerSecond } = bandwidth
  const losses = [lossUpPercent, lossDownPercent].filter((one) => one !== null)
  const parts = [
    roundTripMs !== null && t('doctor:detail.roundTrip', { ms: whole(roundTripMs) }),
    jitterMs !== null && t('doctor:detail.jitter', { ms: whole(jitterMs) }),
    losses.length > 0 && t('doctor:detail.loss', { percent: whole(10 * Math.max(...losses)) / 10 }),
  ].filter((part) => part !== false)
  const rates = { up: megabits(upOf(bandwidth)), down: megabits(downBitsPerSecond) }
  return [t('doctor:detail.bandwidth', rates), ...(parts.length > 0 ? [parts.join(', ')] : [])]
}
