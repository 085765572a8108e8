// The sounds of calling, made here: two soft tones that rise for a call, one low pair for a call that waits, and the slow
// tone that a caller hears. No file is fetched, and each stops at once.

export type Tone = 'ring' | 'waiting' | 'ringback'

/** Notes of one turn: when it begins in seconds, its frequency, how long it sounds. */
type Note = { at: number; hertz: number; seconds: number }
type Melody = { everyMs: number; loudness: number; notes: readonly Note[] }

const melodies: Record<Tone, Melody> = {
  ring: {
    everyMs: 2600,
    loudness: 0.16,
    notes: [
      { at: 0, hertz: 659.25, seconds: 0.5 },
      { at: 0.19, hertz: 880, seconds: 0.7 },
      { at: 0.62, hertz: 659.25, seconds: 0.5 },
      { at: 0.81, hertz: 880, seconds: 1.1 },
    ],
  },
  waiting: {
    everyMs: 4000,
    loudness: 0.07,
    notes: [
      { at: 0, hertz: 587.33, seconds: 0.3 },
      { at: 0.22, hertz: 587.33, seconds: 0.4 },
    ],
  },
  ringback: {
    everyMs: 4000,
    loudness: 0.05,
    notes: [{ at: 0, hertz: 425, seconds: 1.1 }],
  },
}

/** Known to Chromium, not yet to TypeScript. */
type Sinkable = AudioContext & { setSinkId?: (speakerId: string) => Promise<void> }

/** Plays until the answer is called. Where the browser allows no sound yet, it begins with the first key or click. */
export function playTone(tone: Tone, speakerId: string | null = null): () => void {
  if (typeof AudioContext === 'undefined') return () => {}
  const context: Sinkable = new AudioContext()
  // A speaker that is gone: the browser plays through its default one.
  if (speakerId) void context.setSinkId?.(speakerId).catch(() => {})
  const melody = melodies[tone]
  const turn = () => {
    if (context.state === 'running') for (const note of melody.notes) strike(context, note, melody.loudness)
  }
  const resume = () => void context.resume().catch(() => {})
  document.addEventListener('pointerdown', resume)
  document.addEventListener('keydown', resume)
  void context.resume().then(turn, () => {})
  const timer = setInterval(turn, melody.everyMs)
  return () => {
    clearInterval(timer)
    document.removeEventListener('pointerdown', resume)
    document.removeEventListener('keydown', resume)
    void context.close().catch(() => {})
  }
}

/** One note: a sine with its octave, struck softly and fading like a bell. */
function strike(context: AudioContext, { at, hertz, seconds }: Note, loudness: number): void {
  const start = context.currentTime + at
  const envelope = context.createGain()
  envelope.gain.setValueAtTime(0, start)
  envelope.gain.linearRampToValueAtTime(loudness, start + 0.015)
  envelope.gain.exponentialRampToValueAtTime(0.0001, start + seconds)
  envelope.connect(context.destination)
  for (const [times, share] of [
    [1, 1],
    [2, 0.22],
  ] as const) {
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.type = 'sine'
    oscillator.frequency.value = hertz * times
    gain.gain.value = share
    oscillator.connect(gain).connect(envelope)
    oscillator.start(start)
    oscillator.stop(start + seconds + 0.05)
  }
}
