// Looks three times a second whether anything still arrives, and at the browser's own hints that the path has changed.
import { watchWaking } from '../../../data/waking.ts'
import { firstArrival, noteArrival } from './path-silence.ts'
import { type Direction, directions } from './transports.ts'

const everyMs = 333

/** Tells `suspect` which ways may be dead, until the returned function is called. */
export function watchPaths(
  bytesReceived: (direction: Direction) => Promise<number | null>,
  suspect: (direction: Direction) => void,
): () => void {
  const arrivals = { send: firstArrival, receive: firstArrival }
  const suspectAll = () => directions.map(suspect)
  const look = async (direction: Direction) => {
    const bytes = await bytesReceived(direction).catch(() => null)
    const [next, isSilent] = noteArrival(arrivals[direction], bytes, performance.now())
    arrivals[direction] = next
    // One path carries both.
    if (isSilent) suspectAll()
  }
  const timer = setInterval(() => {
    for (const direction of directions) void look(direction)
  }, everyMs)
  const network = (navigator as { connection?: EventTarget }).connection
  network?.addEventListener('change', suspectAll)
  const stopWaking = watchWaking({ woke: suspectAll, shown: () => {}, cut: () => {} })
  return () => {
    clearInterval(timer)
    network?.removeEventListener('change', suspectAll)
    stopWaking()
  }
}

/** How much has come over the transport that this report of one stream belongs to; null: the browser does not tell. */
export function bytesIn(report: RTCStatsReport): number | null {
  let bytes: number | null = null
  // biome-ignore lint/complexity/noForEach: the one way to read a report that all browsers have.
  report.forEach((entry: { type: string; bytesReceived?: unknown }) => {
    if (entry.type === 'transport' && typeof entry.bytesReceived === 'number') bytes = entry.bytesReceived
  })
  return bytes
}
