// The drafts of channels and threads, the one written last first. They are on this device: nothing has to load.
import { useMemo } from 'react'
import type { DraftRow } from '../../data/database.ts'
import { draftsStore, isShared } from '../../data/drafts.ts'

export function useOwnDrafts(): DraftRow[] {
  const drafts = draftsStore((state) => state.drafts)
  return useMemo(
    () =>
      [...drafts.values()]
        .filter(({ key }) => isShared(key))
        .sort((one, other) => (other.writtenAt ?? '').localeCompare(one.writtenAt ?? '')),
    [drafts],
  )
}
