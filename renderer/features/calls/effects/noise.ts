// Takes noise out of the microphone before it leaves this machine: RNNoise (Xiph, BSD; built by Shiguredo, Apache-2.0)
// in an audio worklet. Whatever fails, the voice gets through: then it goes past the filter.

import plainUrl from '@sapphi-red/web-noise-suppressor/rnnoise.wasm?url'
import simdUrl from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url'
import workletUrl from '@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url'
import { createUnderrunJudge } from './underrun-judge.ts'

export type NoiseSuppression = {
  /** What to send instead of the microphone's own track. */
  track: MediaStreamTrack
  setOn(isOn: boolean): void
  /** Ends the track; the microphone's own goes on. */
  stop(): void
}

/** RNNoise knows no other rate. */
const sampleRate = 48_000
const watchEveryMs = 1000
/** A context that was not let run by then (no gesture yet, no sound device) would only send silence. */
const startLimitMs = 3000

/**
 * Puts the filter between a microphone and what is sent, switched on.
 *
 * @param onBypass too many underruns on this machine, or the filter can't run here: the sound goes past it from now on
 * @returns always something to send; without audio worklets the microphone's own track. Never rejects
 */
export async function startNoiseSuppression(
  microphone: MediaStreamTrack,
  onBypass: () => void,
): Promise<NoiseSuppression> {
  const context = openContext()
  try {
    if (!context) throw new Error('there is no audio context here')
    const graph = await build(context, microphone)
    const watch = watchUnderruns(context, () => {
      graph.setOn(false)
      onBypass()
    })
    const stop = () => {
      watch.stop()
      graph.stop()
      void context.close()
    }
    return { track: graph.track, setOn: graph.setOn, stop }
  } catch {
    void context?.close()
    onBypass()
    return { track: microphone, setOn: () => {}, stop: () => {} }
  }
}

/**
 * What to ask of the browser for each choice. Two filters after one another sound like under water, so the browser's
 * is off while ours runs; `original` sends music as it is.
 */
export const microphoneConstraints = (
  choice: 'suppressed' | 'original' | 'browser',
): MediaTrackConstraints => ({
  echoCancellation: choice !== 'original',
  noiseSuppression: choice === 'browser',
  autoGainControl: choice !== 'original',
  channelCount: { ideal: choice === 'original' ? 2 : 1 },
})

function openContext(): AudioContext | null {
  try {
    return new AudioContext({ sampleRate, latencyHint: 'interactive' })
  } catch {
    return null
  }
}

async function build(context: AudioContext, microphone: MediaStreamTrack) {
  // Loaded on first use: the package can't even be read where there are no audio worklets.
  const { loadRnnoise, RnnoiseWorkletNode } = await import('@sapphi-red/web-noise-suppressor')
  const [wasmBinary] = await Promise.all([
    loadRnnoise({ url: plainUrl, simdUrl }),
    context.audioWorklet.addModule(workletUrl),
    isRunning(context),
  ])
  const source = context.createMediaStreamSource(new MediaStream([microphone]))
  const target = context.createMediaStreamDestination()
  target.channelCount = 1
  const filter = new RnnoiseWorkletNode(context, { maxChannels: 1, wasmBinary })
  filter.channelCount = 1
  filter.channelCountMode = 'explicit'
  filter.connect(target)
  const [track] = target.stream.getAudioTracks()
  if (!track) throw new Error('there is no track')
  let isOn: boolean | null = null

  function setOn(wanted: boolean) {
    if (isOn === wanted) return
    isOn = wanted
    // Only one way at a time: both together would sound like a tube, one being 10 ms late. Unconnected, it rests.
    source.disconnect()
    source.connect(wanted ? filter : target)
  }
  // A crashed worklet is silent for ever.
  filter.onprocessorerror = () => setOn(false)
  setOn(true)

  function stop() {
    source.disconnect()
    filter.destroy()
    track?.stop()
  }
  return { track, setOn, stop }
}

function isRunning(context: AudioContext): Promise<void> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error('the audio context does not run')), startLimitMs)
    const look = () => {
      if (context.state !== 'running') return
      clearTimeout(tooLate)
      resolve()
    }
    context.addEventListener('statechange', look)
    context.resume().then(look, reject)
  })
}

/** The sound card takes what there is: what was not ready in time is lost, and the context's clock falls behind. */
function watchUnderruns(context: AudioContext, onTooMany: () => void) {
  const judge = createUnderrunJudge()
  const timer = setInterval(() => {
    // After a phone call or a lost device.
    if (context.state !== 'running') void context.resume().catch(() => {})
    const isTooMuch = judge.note({
      wallMs: performance.now(),
      playedMs: context.currentTime * 1000,
      isRunning: context.state === 'running',
    })
    if (!isTooMuch) return
    clearInterval(timer)
    onTooMany()
  }, watchEveryMs)
  return { stop: () => clearInterval(timer) }
}
