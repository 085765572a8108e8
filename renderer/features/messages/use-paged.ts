// Pages of a list of messages that reaches back in time; `refreshKey` asks again without emptying what is shown, and for as
// much as is shown.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { MessageView } from '../../../contract/messages.ts'
import { askListed } from './listed.ts'
import { messagesStore } from './state.ts'

/** `limit` undefined: a page as usual. */
type Asked = { before: string | null; limit: number | undefined }
type Page<Item> = { items: Item[]; hasOlder: boolean }
type Paged<Item> = { items: Item[] | null; hasOlder: boolean; error: unknown; isLoading: boolean }

const usualPage = 30
const largestPage = 100

const limitFor = (shown: number) => (shown > usualPage ? Math.min(largestPage, shown) : undefined)

export function usePaged<Item>(
  load: (asked: Asked) => Promise<Page<Item>>,
  cursorOf: (item: Item) => string | null,
  messagesOf: (item: Item) => MessageView[],
  refreshKey: string,
) {
  const [state, setState] = useState<Paged<Item>>({
    items: null,
    hasOlder: false,
    error: null,
    isLoading: true,
  })
  const question = useRef(0)
  const latest = useRef({ load, cursorOf, messagesOf })
  latest.current = { load, cursorOf, messagesOf }
  const shown = useRef(0)
  shown.current = state.items?.length ?? 0
  const restarts = messagesStore((now) => now.restarts)

  const read = useCallback(async (before: string | null) => {
    question.current += 1
    const mine = question.current
    setState((now) => ({ ...now, isLoading: true, error: null }))
    try {
      const { load, messagesOf } = latest.current
      const page = await askListed(
        () => load({ before, limit: before ? undefined : limitFor(shown.current) }),
        ({ items }) => items.flatMap(messagesOf),
      )
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys are what says that the list changed
  useEffect(() => {
    void read(null)
    return () => {
      question.current += 1
    }
  }, [read, refreshKey, restarts])
  return {
    ...state,
    reload: () => read(null),
    more: () => {
      const last = state.items?.at(-1)
      if (last !== undefined) void read(latest.current.cursorOf(last))
    },
  }
}
