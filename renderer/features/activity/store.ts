// How much of the viewer's activity is unread, and when the list has changed: start state plus entries.
import { create } from 'zustand'
import type { Entry } from '../../../contract/events.ts'
import type { StartState } from '../../../contract/sync.ts'

/** `version` grows whenever an open list must be asked for again. */
export type ActivityState = { unreadCount: number; version: number }

export const noActivity: ActivityState = { unreadCount: 0, version: 0 }

export const activityStore = create<ActivityState>()(() => noActivity)

export const activityFromStart = (start: StartState): ActivityState => ({
  unreadCount: start.activityUnread,
  version: 0,
})

export function applyToActivity(state: ActivityState, { event }: Entry): ActivityState {
  if (event.type !== 'activity.changed') return state
  return { unreadCount: event.unreadCount, version: state.version + 1 }
}
