// A microphone out of numbers, and what becomes of it behind the noise filter.
import {
  type NoiseSuppression,
  startNoiseSuppression,
} from '../../../renderer/features/calls/effects/noise.ts'

let context: AudioContext
let suppression: NoiseSuppression
let analyser: AnalyserNode
let bypasses = 0

/** A hum of many harmonics that swells like syllables: as much of a voice as the filter needs to let it pass. */
function voice(context: AudioContext): AudioNode {
  const hum = context.createOscillator()
  hum.type = 'sawtooth'
  hum.frequency.value = 140
  const glide = new OscillatorNode(context, { frequency: 0.7 })
  const depth = new GainNode(context, { gain: 15 })
  glide.connect(depth).connect(hum.frequency)
  const mouth = new BiquadFilterNode(context, { type: 'bandpass', frequency: 600, Q: 1 })
  const loudness = new GainNode(context, { gain: 0.2 })
  const syllables = new OscillatorNode(context, { frequency: 3 })
  const swell = new GainNode(context, { gain: 0.15 })
  syllables.connect(swell).connect(loudness.gain)
  for (const node of [hum, glide, syllables]) node.start()
  return hum.connect(mouth).connect(loudness)
}

/** A fan: noise without its high parts. */
function fan(context: AudioContext): AudioNode {
  const buffer = context.createBuffer(1, 4 * context.sampleRate, context.sampleRate)
  const samples = buffer.getChannelData(0)
  for (let i = 0; i < samples.length; i++) samples[i] = (Math.random() - 0.5) * 0.2
  const source = new AudioBufferSourceNode(context, { buffer, loop: true })
  source.start()
  return source.connect(new BiquadFilterNode(context, { type: 'lowpass', frequency: 500 }))
}

async function start(sound: 'voice' | 'fan'): Promise<void> {
  context = new AudioContext({ sampleRate: 48_000 })
  await context.resume()
  const microphone = context.createMediaStreamDestination()
  const source = sound === 'voice' ? voice(context) : fan(context)
  source.connect(microphone)
  const [track] = microphone.stream.getAudioTracks()
  if (!track) throw new Error('there is no microphone')
  suppression = await startNoiseSuppression(track, () => bypasses++)
  analyser = new AnalyserNode(context, { fftSize: 32768 })
  context.createMediaStreamSource(new MediaStream([suppression.track])).connect(analyser)
}

/** The mean square of the last 0.7 seconds that came out. */
function energy(): number {
  const samples = new Float32Array(analyser.fftSize)
  analyser.getFloatTimeDomainData(samples)
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
}

const noisePage = {
  start,
  energy,
  setOn: (isOn: boolean) => suppression.setOn(isOn),
  bypasses: () => bypasses,
}
export type NoisePage = typeof noisePage
Object.assign(globalThis, { noisePage })
