// The row of the message being edited. It may lie far outside of what is drawn: the list goes there and keeps it mounted,
// or an editor would open unseen, and take the focus whenever one scrolls past it.
import { type RefObject, useEffect } from 'react'
import { useListContext } from './list-context.ts'
import type { ScrollerHandle } from './MessageScroller.tsx'
import type { Row } from './rows.ts'

export function useEditingRow(rows: Row[], scroller: RefObject<ScrollerHandle | null>): string | null {
  const { editingId } = useListContext()
  const row = editingId && rows.find((one) => one.kind === 'message' && one.message.id === editingId)
  const key = row ? row.key : null
  useEffect(() => {
    if (key) scroller.current?.toRow(key, 'nearest')
  }, [key, scroller])
  return key
}
