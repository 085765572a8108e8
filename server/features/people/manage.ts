// What owners and admins do with people: roles, deactivation.
import { userStream } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { PersonView, Role } from '../../../contract/people.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { demand, notFound, refuse } from '../../core/errors.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { endSessions } from '../sessions/service.ts'
import * as db from './db.ts'
import { canDeactivate, canManagePeople, canReactivate, canSetRole, keepsAnOwner } from './policy.ts'
import { presentPerson } from './present.ts'
import { recordPerson } from './record-person.ts'

type Managed = { tx: Transaction; record: Record; person: db.PersonRow; owners: PersonId[] }

/** Runs `work` with the owners and the person locked, so that policies see what will still be true at the commit. */
function manage(
  context: Context,
  actor: Actor,
  personId: PersonId,
  work: (managed: Managed) => Promise<PersonView>,
): Promise<PersonView> {
  demand(canManagePeople(actor))
  return inTransaction(context, actor.personId, async (tx, record) => {
    const owners = await db.lockOwners(tx)
    // Somebody may have taken the actor's own role away a moment ago.
    if (actor.role === 'owner' && !owners.includes(actor.personId))
      throw refuse('You are not an owner any more.')
    const person = await db.lockPerson(tx, personId)
    if (!person) throw notFound('person')
    return work({ tx, record, person, owners })
  })
}

/** Changes somebody's role; their clients take fresh state. Throws forbidden, not_found, last_owner. */
export const setRole = (
  context: Context,
  actor: Actor,
  personId: PersonId,
  role: Role,
): Promise<PersonView> =>
  manage(context, actor, personId, async ({ tx, record, person, owners }) => {
    demand(canSetRole(actor, person, role))
    if (person.role === role) return presentPerson(person, context.clock.now())
    if (person.role === 'owner' && person.isActive) demand(keepsAnOwner(owners, personId))
    record(userStream(personId), { type: 'access.changed' }, personId)
    return recordPerson(context, record, await db.updatePerson(tx, personId, { role }))
  })

/** Ends all access at once: every session ends, so every socket closes. Twice equals once. */
export const deactivatePerson = (context: Context, actor: Actor, personId: PersonId): Promise<PersonView> =>
  manage(context, actor, personId, async ({ tx, record, person, owners }) => {
    demand(canDeactivate(actor, person))
    if (!person.isActive) return presentPerson(person, context.clock.now())
    if (person.role === 'owner') demand(keepsAnOwner(owners, personId))
    await endSessions(tx, record, personId)
    record(userStream(personId), { type: 'access.changed' }, personId)
    return recordPerson(context, record, await db.updatePerson(tx, personId, { isActive: false }))
  })

/** Lets somebody sign in again; a bot needs a new token. Twice equals once. */
export const reactivatePerson = (context: Context, actor: Actor, personId: PersonId): Promise<PersonView> =>
  manage(context, actor, personId, async ({ tx, record, person }) => {
    demand(canReactivate(actor, person))
    if (person.isActive) return presentPerson(person, context.clock.now())
    record(userStream(personId), { type: 'access.changed' }, personId)
    return recordPerson(context, record, await db.updatePerson(tx, personId, { isActive: true }))
  })
