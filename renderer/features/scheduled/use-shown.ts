// The list as it is shown: what is being edited stays where it is when its time comes, for the text in the editor is nowhere
// else.
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ScheduledId } from '../../../contract/ids.ts'
import type { ScheduledView } from '../../../contract/scheduled.ts'

type Shown = { scheduled: ScheduledView; isGone: boolean }

/** `noteEditing` is told when an editor opens and closes. */
export function useShown(views: readonly ScheduledView[] | null) {
  const [editing, setEditing] = useState<readonly ScheduledId[]>([])
  const before = useRef<readonly ScheduledView[]>([])
  const noteEditing = useCallback(
    (id: ScheduledId, isEditing: boolean) =>
      setEditing((now) => {
        if (isEditing === now.includes(id)) return now
        return isEditing ? [...now, id] : now.filter((one) => one !== id)
      }),
    [],
  )
  const shown = useMemo((): Shown[] | null => {
    if (!views) return null
    const gone = before.current.filter(
      ({ id }) => editing.includes(id) && !views.some((view) => view.id === id),
    )
    // Their time has come, so they were the first ones.
    before.current = [...gone, ...views]
    return before.current.map((scheduled) => ({ scheduled, isGone: gone.includes(scheduled) }))
  }, [views, editing])
  return { shown, noteEditing }
}
