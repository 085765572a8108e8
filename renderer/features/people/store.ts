// People: who is who, and who I am.
import { useMemo } from 'react'
import { create } from 'zustand'
import type { PersonId, SessionId } from '../../../contract/ids.ts'
import type { PersonView } from '../../../contract/people.ts'
import type { Abilities } from '../../../contract/sync.ts'
import type { WorkspaceView } from '../../../contract/workspace.ts'
import { listOf } from '../../data/list-of.ts'
import { noPeople, type PeopleState } from './reducer.ts'

export type Me = { person: PersonView; email: string | null; sessionId: SessionId; abilities: Abilities }

export const peopleStore = create<PeopleState>()(() => noPeople)

/** The viewer; null before the first state has come. */
export function useMe(): Me | null {
  const me = peopleStore((state) => state.me)
  const person = peopleStore((state) => (state.me ? state.people.get(state.me.personId) : undefined))
  return useMemo(
    () =>
      me && person ? { person, email: me.email, sessionId: me.sessionId, abilities: me.abilities } : null,
    [me, person],
  )
}

export function usePerson(id: PersonId | null | undefined): PersonView | undefined {
  return peopleStore((state) => (id ? state.people.get(id) : undefined))
}

/** Everybody, deactivated people and bots too; the same array until somebody changes. */
export function usePeople(): PersonView[] {
  return peopleStore((state) => listOf(state.people))
}

export function useWorkspace(): WorkspaceView | null {
  return peopleStore((state) => state.workspace)
}

/** The name to show; empty for an id nobody knows. */
export function personName(id: PersonId): string {
  return peopleStore.getState().people.get(id)?.name ?? ''
}

export const myId = (): PersonId | null => peopleStore.getState().me?.personId ?? null
