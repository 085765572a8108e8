// What becomes of a draft when a device saves it: the last one to save wins, and nothing that was written is lost.
import { maxOlderDrafts, type OlderDraft } from '../../../contract/drafts.ts'

export type Kept = { text: string; revision: number; writerId: string; savedAt: string; older: OlderDraft[] }
export type Saving = { text: string; baseRevision: number; writerId: string; dropOlderIds: string[] }

/**
 * The draft after `saving`; null: nothing is left of it. What another device wrote since the revision that the saved text
 * grew from is put among the older ones, unless the new text says it too. Forgetting a draft (after sending) never
 * forgets what was written elsewhere. `newId`: for a text that becomes an older one.
 */
export function mergeDraft(
  kept: Kept | null,
  saving: Saving,
  newId: () => string,
): { text: string; older: OlderDraft[] } | null {
  const { text, baseRevision, writerId, dropOlderIds } = saving
  const older = (kept?.older ?? []).filter(({ id }) => !dropOlderIds.includes(id))
  // A window whose answer got lost writes over its own words, not over somebody else's.
  const isForeign =
    kept !== null && kept.text !== '' && kept.revision !== baseRevision && kept.writerId !== writerId
  if (isForeign && text === '') return { text: kept.text, older }
  const written = isForeign ? [{ id: newId(), text: kept.text, savedAt: kept.savedAt }, ...older] : older
  const left = written.filter((one) => !text.includes(one.text)).slice(0, maxOlderDrafts)
  return text === '' && left.length === 0 ? null : { text, older: left }
}
