// User groups: start state plus entries.
import { create } from 'zustand'
import type { Entry } from '../../../contract/events.ts'
import type { GroupView } from '../../../contract/groups.ts'
import type { GroupId } from '../../../contract/ids.ts'
import { findMentions } from '../../../contract/lib/mentions.ts'
import type { StartState } from '../../../contract/sync.ts'
import { listOf } from '../../data/list-of.ts'
import { myId } from '../people/store.ts'

export type GroupsState = { groups: ReadonlyMap<GroupId, GroupView> }

export const noGroups: GroupsState = { groups: new Map() }

export const groupsStore = create<GroupsState>()(() => noGroups)

export const groupsFromStart = (start: StartState): GroupsState => ({
  groups: new Map(start.groups.map((group) => [group.id, group])),
})

export function applyToGroups(state: GroupsState, { event }: Entry): GroupsState {
  if (event.type === 'group.changed' || event.type === 'group.shown') return withGroup(state, event.group)
  if (event.type !== 'group.hidden' || !state.groups.has(event.groupId)) return state
  const groups = new Map(state.groups)
  groups.delete(event.groupId)
  return { groups }
}

/** From an event or an answer; the higher revision wins. */
export function withGroup(state: GroupsState, group: GroupView): GroupsState {
  const known = state.groups.get(group.id)
  if (known && known.revision >= group.revision) return state
  return { groups: new Map(state.groups).set(group.id, group) }
}

export const useGroup = (id: GroupId): GroupView | undefined => groupsStore((state) => state.groups.get(id))

/** All the viewer knows, archived ones too; the same array until one changes. */
export const useGroups = (): GroupView[] => groupsStore((state) => listOf(state.groups))

/** What stands after the @; for a group one may not know, a word that it is one. */
export const groupHandle = (id: GroupId): string => groupsStore.getState().groups.get(id)?.handle ?? 'group'

/** Whether a message names the viewer, or a group they are in. */
export function callsMe(body: string): boolean {
  const me = myId()
  if (!me) return false
  if (body.includes(`<@${me}>`)) return true
  if (!body.includes('<!group:')) return false
  const { groups } = groupsStore.getState()
  return findMentions(body).groupIds.some((id) => groups.get(id)?.memberIds.includes(me))
}
