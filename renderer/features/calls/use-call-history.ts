// The calls that one was in or called to, page by page; anew when a call begins or ends anywhere.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CallView } from '../../../contract/calls.ts'
import { call } from '../../data/api.ts'
import { connectionStore } from '../../data/connection.ts'
import { channelsStore } from '../channels/store.ts'

type History = { calls: CallView[] | null; hasMore: boolean; error: unknown; isLoading: boolean }
const none: History = { calls: null, hasMore: false, error: null, isLoading: true }

export function useCallHistory(onlyMissed: boolean) {
  const [state, setState] = useState(none)
  const question = useRef(0)
  const changes = useOpenCalls()

  const read = useCallback(
    async (before: string | null) => {
      question.current += 1
      const mine = question.current
      setState((now) => ({ ...now, isLoading: true, error: null }))
      try {
        const page = await call('calls.history', { before, onlyMissed })
        if (mine !== question.current) return
        setState((now) => ({
          calls: before ? [...(now.calls ?? []), ...page.calls] : page.calls,
          hasMore: page.hasMore,
          error: null,
          isLoading: false,
        }))
      } catch (error) {
        if (mine === question.current) setState((now) => ({ ...now, error, isLoading: false }))
      }
    },
    [onlyMissed],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open is what says that the list changed
  useEffect(() => {
    void read(null)
    return () => {
      question.current += 1
    }
  }, [read, changes])

  const { error } = state
  useEffect(() => {
    if (error === null) return
    return connectionStore.subscribe((now, before) => {
      if (now.status === 'online' && before.status !== 'online') void read(null)
    })
  }, [error, read])

  return {
    ...state,
    reload: () => void read(null),
    more: () => {
      const last = state.calls?.at(-1)
      if (last && state.hasMore && !state.isLoading) void read(last.startedAt)
    },
  }
}

/** Changes whenever a call begins or ends in a conversation of the viewer's. */
function useOpenCalls(): string {
  return channelsStore((state) =>
    [...state.channels.values()].flatMap(({ state: { call } }) => (call ? [call.id] : [])).join(),
  )
}
