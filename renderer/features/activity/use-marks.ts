// Marks lines of the activity as read or unread: shown at once, told to the server.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActivityView as Line } from '../../../contract/activity.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { showToast } from '../../ui/Toast.tsx'

/** Marks that were set here and are not in the list yet: shown at once, forgotten when the list comes anew. */
export function useMarks(items: Line[] | null) {
  const { t } = useTranslation('activity')
  const [marks, setMarks] = useState<{ of: Line[] | null; set: ReadonlyMap<string, boolean> }>({
    of: items,
    set: new Map(),
  })
  const set = marks.of === items ? marks.set : new Map<string, boolean>()
  const mark = (lines: Line[], isUnread: boolean) => {
    setMarks({ of: items, set: new Map([...set, ...lines.map(({ id }) => [id, isUnread] as const)]) })
    call('activity.mark', { ids: lines.map(({ id }) => id), isUnread }).catch((error: unknown) => {
      setMarks({ of: items, set: new Map() })
      showToast({ tone: 'danger', title: failureText(t, error) })
    })
  }
  return { mark, isUnread: (line: Line) => set.get(line.id) ?? line.isUnread }
}
