// The list as it is shown: what is being edited stays where it is when its time comes, for the text in the editor is nowhere
// else.
import { useMemo, useRef, useState } from 'react'
import type { ScheduledId } from '../../../contract/ids.ts'
import type { ScheduledView } from '../../../contract/scheduled.ts'

type Shown = { scheduled: ScheduledView; isGone: boolean; onEditing: (isEditing: boolean) => void }

export function useShown(views: readonly ScheduledView[] | null): Shown[] | null {
  const [editing, setEditing] = useState<ReadonlySet<ScheduledId>>(new Set())
  const before = useRef<readonly ScheduledView[]>([])
  /** The same function for the same message, as long as the page stands. */
  const tellers = useRef(new Map<ScheduledId, Shown['onEditing']>())
  return useMemo(() => {
    if (!views) return null
    const gone = before.current.filter(({ id }) => editing.has(id) && !views.some((view) => view.id === id))
    // Their time has come, so they were the first ones.
    const all = [...gone, ...views]
    before.current = all
    return all.map((scheduled) => {
      const { id } = scheduled
      const tell = (isEditing: boolean) =>
        setEditing((now) =>
          isEditing === now.has(id) ? now : isEditing ? new Set([...now, id]) : without(now, id),
        )
      const onEditing = tellers.current.get(id) ?? tell
      tellers.current.set(id, onEditing)
      return { scheduled, isGone: gone.includes(scheduled), onEditing }
    })
  }, [views, editing])
}

const without = (ids: ReadonlySet<ScheduledId>, id: ScheduledId) =>
  new Set([...ids].filter((one) => one !== id))
