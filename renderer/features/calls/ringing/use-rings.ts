// Keeps ringStore true to what the server said, and by the clock.
import { useEffect } from 'react'
import type { CallView } from '../../../../contract/calls.ts'
import type { CallId } from '../../../../contract/ids.ts'
import { connectionStore } from '../../../data/connection.ts'
import { channelsStore } from '../../channels/store.ts'
import { myId } from '../../people/store.ts'
import { endOfRing, ringingCalls } from './rings.ts'
import { ringStore } from './store.ts'

export function useRings(): void {
  useEffect(() => {
    const firstSeenAt = new Map<CallId, number>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      const me = myId()
      const now = Date.now()
      // What the cache remembers of a call is over.
      const { fromCache } = connectionStore.getState()
      const { channels } = channelsStore.getState()
      const ringing = me && !fromCache ? ringingCalls({ me, channels, now, firstSeenAt }) : []
      for (const call of ringing) if (!firstSeenAt.has(call.id)) firstSeenAt.set(call.id, now)
      show(ringing)
      if (ringing.length === 0) return
      const next = Math.min(...ringing.map((call) => endOfRing(call, firstSeenAt, now)))
      timer = setTimeout(look, Math.max(50, next - now))
    }
    look()
    const stops = [
      channelsStore.subscribe((now, before) => now.channels !== before.channels && look()),
      connectionStore.subscribe(look),
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
      ringStore.setState({ calls: [] })
    }
  }, [])
}

function show(ringing: CallView[]): void {
  const { calls, settled } = ringStore.getState()
  const next = ringing
    .filter(({ id }) => !settled.has(id))
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
  const isSame = next.length === calls.length && next.every((call, index) => call === calls[index])
  if (!isSame) ringStore.setState({ calls: next })
}
