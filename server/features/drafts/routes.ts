// The doors of drafts.
import { type Route, route } from '../../http/route.ts'
import { listOwnDrafts, readDraft, saveDraft } from './service.ts'

export const draftRoutes: Route[] = [
  route('drafts.save', saveDraft),
  route('drafts.find', readDraft),
  route('drafts.list', listOwnDrafts),
]
