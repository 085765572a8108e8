// Tries the ways to the server: the socket, every announced address over UDP and over TCP, and every TURN server.
import { call } from '../../../data/api.ts'
import { request, whenReady } from '../../../data/signalling.ts'
import { median } from '../live/quality-samples.ts'
import type { MediaPaths, PathFacts, ServerFacts, TurnFacts } from './facts.ts'
import { probePath } from './probe-path.ts'
import { withTestSeat } from './test-seat.ts'
import { within } from './waiting.ts'

const socketMs = 10_000
const answerMs = 10_000
const echoes = 5
/** ICE asks again many times in this time; what has no answer then is blocked. */
const directMs = 6000
/** A TURN server is asked first, over TLS perhaps. */
const relayMs = 9000

const noPaths: MediaPaths = { addresses: [], udpPorts: [], tcpPorts: [], turnUrls: [] }

export async function checkServer(signal: AbortSignal): Promise<ServerFacts> {
  const nothing = {
    isSocketUp: false,
    roundTripMs: null,
    isPageReached: false,
    isAvailable: false,
    paths: noPaths,
  }
  const answer = await call('calls.paths', {}, { signal, timeoutMs: answerMs }).catch((error) => {
    if (signal.aborted) throw error
    return null
  })
  if (!answer) return nothing
  const { isAvailable, ...paths } = answer
  const facts = { ...nothing, isPageReached: true, isAvailable, paths }
  if (!(await within(whenReady(socketMs), socketMs + 1000, signal))) return facts
  const up = { ...facts, isSocketUp: true }
  if (!isAvailable) return up
  const heard = await echo(signal)
  if (!heard) return { ...up, isAvailable: false }
  // Named by candidates: the setting may be a name, which the server resolved.
  return { ...up, roundTripMs: heard.roundTripMs, paths: { ...paths, addresses: heard.addresses } }
}

/** Times a request that changes nothing, on a seat whose candidates tell where media go. null: there is none. */
async function echo(
  signal: AbortSignal,
): Promise<{ roundTripMs: number | null; addresses: string[] } | null> {
  try {
    return await withTestSeat(async ({ callId, media }) => {
      const times: number[] = []
      for (let turn = 0; turn < echoes; turn += 1) {
        const beganMs = performance.now()
        await within(request('call.setView', { callId, tiles: [] }), answerMs, signal)
        times.push(performance.now() - beganMs)
      }
      const addresses = media.sendTransport.iceCandidates.map(({ address }) => address)
      return { roundTripMs: median(times), addresses: [...new Set(addresses)] }
    })
  } catch (error) {
    if (signal.aborted) throw error
    return null
  }
}

/** One try after the other for each address that the server announces, told as they come. */
export async function checkDirect(
  protocol: 'udp' | 'tcp',
  addresses: readonly string[],
  signal: AbortSignal,
  tell: (facts: PathFacts[]) => void,
): Promise<void> {
  const facts: PathFacts[] = []
  for (const address of addresses) {
    let port = 0
    const { connectMs } = await probePath(
      {
        candidates: ({ media }) => {
          const fitting = media.sendTransport.iceCandidates.filter(
            (one) => one.protocol === protocol && one.address === address,
          )
          port = fitting[0]?.port ?? 0
          return fitting
        },
      },
      directMs,
      signal,
    )
    facts.push({ address, port, connectMs })
    tell([...facts])
  }
}

export async function checkTurn(
  urls: readonly string[],
  signal: AbortSignal,
  tell: (facts: TurnFacts[]) => void,
): Promise<void> {
  const facts: TurnFacts[] = []
  tell(facts)
  for (const url of urls) {
    const tried = await probePath(
      {
        // coturn speaks UDP with the media server, whatever it speaks with us.
        candidates: ({ media }) => media.sendTransport.iceCandidates.filter((one) => one.protocol === 'udp'),
        relay: ({ media }) =>
          media.iceServers
            .filter((server) => server.urls.includes(url))
            .map((server) => ({ ...server, urls: [url] })),
      },
      relayMs,
      signal,
    )
    facts.push({ url, ...tried })
    tell([...facts])
  }
}
