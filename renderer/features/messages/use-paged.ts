// Pages of a list that reaches back in time; `refreshKey` starts over without emptying what is shown.
import { useCallback, useEffect, useRef, useState } from 'react'

type Page<Item> = { items: Item[]; hasOlder: boolean }
type Paged<Item> = { items: Item[] | null; hasOlder: boolean; error: unknown; isLoading: boolean }

export function usePaged<Item>(
  load: (before: string | null) => Promise<Page<Item>>,
  cursorOf: (item: Item) => string | null,
  refreshKey: string,
) {
  const [state, setState] = useState<Paged<Item>>({
    items: null,
    hasOlder: false,
    error: null,
    isLoading: true,
  })
  const question = useRef(0)
  const latest = useRef({ load, cursorOf })
  latest.current = { load, cursorOf }

  const read = useCallback(async (before: string | null) => {
    question.current += 1
    const mine = question.current
    setState((now) => ({ ...now, isLoading: true, error: null }))
    try {
      const page = await latest.current.load(before)
      if (mine !== question.current) return
      setState((now) => ({
        items: before ? [...(now.items ?? []), ...page.items] : page.items,
        hasOlder: page.hasOlder,
        error: null,
        isLoading: false,
      }))
    } catch (error) {
      if (mine === question.current) setState((now) => ({ ...now, error, isLoading: false }))
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what says that the list changed
  useEffect(() => {
    void read(null)
    return () => {
      question.current += 1
    }
  }, [read, refreshKey])
  return {
    ...state,
    reload: () => read(null),
    more: () => {
      const last = state.items?.at(-1)
      if (last !== undefined) void read(latest.current.cursorOf(last))
    },
  }
}
