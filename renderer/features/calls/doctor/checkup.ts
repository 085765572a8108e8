// All checks, one after the other, each with its time; cancelled at any moment, and then every device is let go.
import { checkCall } from './check-call.ts'
import { checkCamera, checkMicrophone, playTune } from './check-devices.ts'
import { checkDirect, checkServer, checkTurn } from './check-network.ts'
import type { CheckId, Facts } from './facts.ts'
import { doctorStore, heardStore, learn, noCheckup } from './store.ts'
import { within } from './waiting.ts'

let current: AbortController | null = null

const facts = (): Facts => doctorStore.getState().facts
const now = () => doctorStore.getState()

type Check = {
  ids: CheckId[]
  limitMs: number
  isPossible?: () => boolean
  run: (signal: AbortSignal) => Promise<void>
}

const hasServer = () => facts().server?.isSocketUp === true && facts().server?.isAvailable === true
const hasWebRtc = () => facts().secure?.hasWebRtc === true
const canConnect = () => hasServer() && hasWebRtc()
const addresses = () => facts().server?.paths.addresses ?? []
const turnUrls = () => facts().server?.paths.turnUrls ?? []
const perTryMs = 12_000

const checks: Check[] = [
  { ids: ['secure'], limitMs: 1000, run: async () => learn({ secure: readPage() }) },
  {
    ids: ['camera'],
    limitMs: 60_000,
    run: async (signal) => {
      const show = (cameraTrack: MediaStreamTrack) => doctorStore.setState({ cameraTrack })
      learn({ camera: await checkCamera(signal, show) })
    },
  },
  {
    ids: ['microphone'],
    limitMs: 60_000,
    run: async (signal) => {
      const hear = (level: number) => heardStore.setState({ level })
      learn({ microphone: await checkMicrophone(signal, hear).finally(() => hear(0)) })
    },
  },
  {
    ids: ['speaker'],
    limitMs: 10_000,
    run: async (signal) => {
      learn({ speaker: { isPlayed: true, isHeard: null } })
      if (!(await playTune(signal))) learn({ speaker: { isPlayed: false, isHeard: null } })
    },
  },
  {
    ids: ['server'],
    limitMs: 40_000,
    run: async (signal) => learn({ server: await checkServer(signal) }),
  },
  {
    ids: ['udp'],
    limitMs: 5 * perTryMs,
    isPossible: canConnect,
    run: (signal) => checkDirect('udp', addresses(), signal, (udp) => learn({ udp })),
  },
  {
    ids: ['tcp'],
    limitMs: 5 * perTryMs,
    isPossible: canConnect,
    run: (signal) => checkDirect('tcp', addresses(), signal, (tcp) => learn({ tcp })),
  },
  {
    ids: ['turn'],
    limitMs: 5 * perTryMs,
    isPossible: canConnect,
    run: (signal) => checkTurn(turnUrls(), signal, (turn) => learn({ turn })),
  },
  {
    ids: ['loopback', 'bandwidth'],
    limitMs: 45_000,
    isPossible: canConnect,
    run: (signal) =>
      checkCall(signal, now().cameraTrack, {
        show: (returnedTrack) => doctorStore.setState({ returnedTrack }),
        connected: (loopback, ownAddresses) => {
          learn({ loopback, ownAddresses })
          finish(['loopback'])
          if (loopback.isConnected) doctorStore.setState({ running: 'bandwidth' })
        },
        measured: (bandwidth) => learn({ bandwidth }),
      }),
  },
]

function readPage(): Facts['secure'] {
  return {
    isSecure: window.isSecureContext,
    hasWebRtc: typeof RTCPeerConnection === 'function',
    host: window.location.hostname.replace(/^\[|\]$/g, ''),
  }
}

function finish(ids: CheckId[]): void {
  doctorStore.setState(({ finished }) => ({ finished: [...new Set([...finished, ...ids])] }))
}

/** Runs them all; a former run is cancelled. Never rejects. */
export async function startCheckup(): Promise<void> {
  cancelCheckup()
  const mine = new AbortController()
  current = mine
  doctorStore.setState({ ...noCheckup, phase: 'running', begunAt: new Date().toISOString() })
  const watch = () => document.visibilityState === 'hidden' && learn({ wasHidden: true })
  document.addEventListener('visibilitychange', watch, { signal: mine.signal })
  for (const check of checks) {
    if (mine.signal.aborted) return
    if (check.isPossible?.() ?? true) await runOne(check, mine.signal)
    if (mine.signal.aborted) return
    finish(check.ids)
  }
  document.removeEventListener('visibilitychange', watch)
  current = null
  letGo()
  doctorStore.setState({ phase: 'done', running: null })
}

async function runOne({ ids, limitMs, run }: Check, signal: AbortSignal): Promise<void> {
  doctorStore.setState({ running: ids[0] ?? null })
  // Its own end, too: what ran out of time must not go on beside the next check.
  const own = new AbortController()
  const either = AbortSignal.any([signal, own.signal])
  try {
    await within(run(either), limitMs, signal)
  } catch (error) {
    if (signal.aborted) return
    own.abort(error)
    const missed = ids.filter((id) => facts()[id] === undefined)
    learn({ late: [...(facts().late ?? []), ...missed] })
  }
}

/** Stops at once; what was measured stays. */
export function cancelCheckup(): void {
  if (!current) return
  current.abort(new DOMException('cancelled', 'AbortError'))
  current = null
  letGo()
  doctorStore.setState({ phase: 'cancelled', running: null })
}

/** Leaves the page: nothing goes on and nothing is kept. */
export function closeCheckup(): void {
  cancelCheckup()
  doctorStore.setState(noCheckup)
}

function letGo(): void {
  now().cameraTrack?.stop()
  heardStore.setState({ level: 0 })
  doctorStore.setState({ cameraTrack: null, returnedTrack: null })
}

/** The answer to "Did you hear it?". */
export function answerSpeaker(isHeard: boolean): void {
  const { speaker } = facts()
  if (speaker) learn({ speaker: { ...speaker, isHeard } })
}
