// Who speaks, and who spoke when: for the order of tiles.
import { useEffect, useRef } from 'react'
import type { SeatId } from '../../../../contract/ids.ts'
import { levelsStore, liveCallStore } from '../state.ts'
import { personKey } from './tiles.ts'

/** Louder than this is speech and not the room. */
const speechLevel = 0.12

/** Who speaks, or spoke last: a pause is no reason to show somebody else. */
export function useSpeaker(): { speaker: string | null; spokeAt: (key: string) => number } {
  const speakerId = liveCallStore((state) => (state.speakerId === state.seatId ? null : state.speakerId))
  const last = useRef<string | null>(null)
  const times = useRef(new Map<string, number>())
  if (speakerId) last.current = personKey(speakerId)
  useEffect(() => {
    if (speakerId) times.current.set(personKey(speakerId), Date.now())
  }, [speakerId])
  const spokeAt = useRef((key: string) => times.current.get(key) ?? 0)
  return { speaker: last.current, spokeAt: spokeAt.current }
}

/** Whether this seat is heard right now; draws its tile anew only when that changes. */
export function useIsSpeaking(seatId: SeatId): boolean {
  return levelsStore(({ levels }) => (levels.get(seatId) ?? 0) > speechLevel)
}
