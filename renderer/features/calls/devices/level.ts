// How loud a microphone is, several times a second: for the meter before a call, and to notice who talks while muted.
import { create } from 'zustand'

const everyMs = 100

/** Loudness of the own microphone, 0 (silent) to 1, muted or not. */
export const microphoneLevelStore = create<{ level: number }>(() => ({ level: 0 }))

/** From the root mean square of the samples (0 to 1) to what a meter shows: -60 dB is nothing, -10 dB is full. */
export function levelOf(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12)
  return Math.min(1, Math.max(0, (decibels + 60) / 50))
}

/** Measures a track until the returned function is called. The track itself is not touched. */
export function meterTrack(
  track: MediaStreamTrack,
  hear: (level: number, passedMs: number) => void,
): () => void {
  let context: AudioContext
  try {
    context = new AudioContext()
  } catch {
    return () => {}
  }
  const analyser = context.createAnalyser()
  analyser.fftSize = 2048
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  let last = performance.now()
  const timer = setInterval(() => {
    // Chromium lets it begin only once the person has touched the page.
    if (context.state === 'suspended') void context.resume().catch(() => {})
    analyser.getFloatTimeDomainData(samples)
    const now = performance.now()
    hear(levelOf(samples), now - last)
    last = now
  }, everyMs)
  return () => {
    clearInterval(timer)
    void context.close().catch(() => {})
  }
}
