// Who may find what: what they may read at that moment, and nothing tells of the rest. The queries ask for the scope
// inside of the index, so that what is out of it is neither counted nor waited for.
import { isGuest } from '../../core/actor.ts'
import type { Viewer } from '../channels/policy.ts'

export type Scope = {
  personId: Viewer['personId']
  /** Public channels without being in them: everybody but guests (canSeeChannel in channels/policy.ts). */
  readsPublic: boolean
}

export const scopeOf = (viewer: Viewer): Scope => ({
  personId: viewer.personId,
  readsPublic: !isGuest(viewer),
})
