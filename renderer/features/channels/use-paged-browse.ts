// Pages of the channels that match a query; a new query starts over.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../contract/commands.ts'
import { call } from '../../data/api.ts'

type Page = OutputOf<'channels.browse'>
type Browse = { channels: Page['channels'] | null; next: string | null; error: unknown; isLoading: boolean }

const pageSize = 50

export function usePagedBrowse(query: string, includeArchived: boolean) {
  const [state, setState] = useState<Browse>({ channels: null, next: null, error: null, isLoading: true })
  const question = useRef(0)

  const load = useCallback(
    async (after: string | null) => {
      question.current += 1
      const mine = question.current
      setState((now) => ({ ...now, error: null, isLoading: true }))
      try {
        const page = await call('channels.browse', { query, includeArchived, after, limit: pageSize })
        if (mine !== question.current) return
        setState((now) => ({
          channels: after ? [...(now.channels ?? []), ...page.channels] : page.channels,
          next: page.next,
          error: null,
          isLoading: false,
        }))
      } catch (error) {
        if (mine === question.current) setState((now) => ({ ...now, error, isLoading: false }))
      }
    },
    [query, includeArchived],
  )
  useEffect(() => {
    void load(null)
    return () => {
      question.current += 1
    }
  }, [load])
  return { ...state, hasMore: state.next !== null, reload: () => load(null), more: () => load(state.next) }
}
