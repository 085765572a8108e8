// The sound that the call with oneself sends: two soft tones in turn, which nobody hears here.

export type TestSound = { track: MediaStreamTrack; stop: () => void }

/** null: this browser makes no sound before somebody has touched the page. */
export async function startTestSound(): Promise<TestSound | null> {
  if (typeof AudioContext === 'undefined') return null
  const context = new AudioContext()
  await context.resume().catch(() => {})
  const oscillator = context.createOscillator()
  const wobble = context.createOscillator()
  const depth = context.createGain()
  const loudness = context.createGain()
  const out = context.createMediaStreamDestination()
  oscillator.frequency.value = 440
  wobble.frequency.value = 3
  depth.gain.value = 60
  loudness.gain.value = 0.3
  wobble.connect(depth).connect(oscillator.frequency)
  oscillator.connect(loudness).connect(out)
  oscillator.start()
  wobble.start()
  const [track] = out.stream.getAudioTracks()
  const stop = () => {
    track?.stop()
    void context.close().catch(() => {})
  }
  if (track) return { track, stop }
  stop()
  return null
}
