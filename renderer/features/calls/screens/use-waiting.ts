// Who waits in the lobby, for a host; nobody for everybody else.
import { useMemo } from 'react'
import type { PersonId } from '../../../../contract/ids.ts'
import { liveCallStore } from '../state.ts'

export function useWaiting(): PersonId[] {
  // As one text, so that only a change of it draws anew.
  const ids = liveCallStore(({ call, seats, seatId }) => {
    if (!seatId || !seats.get(seatId)?.isHost) return ''
    const waiting = call?.participants.filter(({ state }) => state === 'waiting') ?? []
    return waiting.map(({ personId }) => personId).join(' ')
  })
  return useMemo(() => ids.split(' ').filter(Boolean) as PersonId[], [ids])
}
