// What the address says of how a board is shown.
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { type Filter, readShown, type Shown, writeShown } from './shown.ts'

export function useShown() {
  const [query, setQuery] = useSearchParams()
  const text = query.toString()
  const shown = useMemo(() => readShown(new URLSearchParams(text)), [text])
  const show = useCallback(
    (change: Partial<Shown>) =>
      setQuery((now) => writeShown(now, { ...readShown(now), ...change }), { replace: true }),
    [setQuery],
  )
  const filter = useCallback(
    (change: Partial<Filter>) =>
      setQuery(
        (now) => {
          const before = readShown(now)
          return writeShown(now, { ...before, filter: { ...before.filter, ...change } })
        },
        { replace: true },
      ),
    [setQuery],
  )
  return { shown, show, filter }
}
