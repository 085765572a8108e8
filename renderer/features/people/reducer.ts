// People and the workspace as this client knows them: start state plus entries.
import type { Entry } from '../../../contract/events.ts'
import type { PersonId, SessionId } from '../../../contract/ids.ts'
import type { PersonView } from '../../../contract/people.ts'
import type { Abilities, StartState } from '../../../contract/sync.ts'
import type { WorkspaceView } from '../../../contract/workspace.ts'

export type PeopleState = {
  me: { personId: PersonId; email: string | null; sessionId: SessionId; abilities: Abilities } | null
  workspace: WorkspaceView | null
  people: ReadonlyMap<PersonId, PersonView>
}

export const noPeople: PeopleState = { me: null, workspace: null, people: new Map() }

export function peopleFromStart(start: StartState): PeopleState {
  return {
    me: start.me,
    workspace: start.workspace,
    people: new Map(start.people.map((person) => [person.id, person])),
  }
}

export function applyToPeople(state: PeopleState, { event }: Entry): PeopleState {
  if (event.type === 'person.changed') return withPerson(state, event.person)
  if (event.type === 'workspace.changed') return withWorkspace(state, event.workspace)
  return state
}

/** Takes a person's view from an event or an answer; the higher revision wins. */
export function withPerson(state: PeopleState, person: PersonView): PeopleState {
  const known = state.people.get(person.id)
  if (known && known.revision >= person.revision) return state
  return { ...state, people: new Map(state.people).set(person.id, person) }
}

export function withWorkspace(state: PeopleState, workspace: WorkspaceView): PeopleState {
  if (state.workspace && state.workspace.revision >= workspace.revision) return state
  return { ...state, workspace }
}
