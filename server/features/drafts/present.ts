// row → view.
import type { DraftView } from '../../../contract/drafts.ts'
import type { DraftRow } from './db.ts'

export const presentDraft = ({
  channelId,
  threadId,
  body,
  revision,
  savedAt,
  older,
}: DraftRow): DraftView => ({
  channelId,
  threadId,
  text: body,
  revision,
  savedAt: savedAt.toISOString(),
  older,
})
