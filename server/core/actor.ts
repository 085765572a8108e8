// Who is asking.
import type { PersonId, SessionId } from '../../contract/ids.ts'
import type { Role } from '../../contract/people.ts'

export type Actor = { personId: PersonId; sessionId: SessionId; role: Role; kind: 'person' | 'bot' }

export const isAdmin = (actor: { role: Role }) => actor.role === 'owner' || actor.role === 'admin'
export const isGuest = (actor: { role: Role }) => actor.role === 'guest'
