// People: who there is; and what other features may ask of people.
import type { SectionView } from '../../../contract/channels.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { ManagedPersonView, PersonView, Role } from '../../../contract/people.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import type { Record } from '../../journal/journal.ts'
import * as db from './db.ts'
import { canManagePeople } from './policy.ts'
import { presentManagedPerson, presentPerson } from './present.ts'
import { recordPerson } from './record-person.ts'

export { deactivatePerson, reactivatePerson, setRole } from './manage.ts'
export {
  clearExpiredStatuses,
  findPicture,
  setPause,
  setPicture,
  setQuietTimes,
  setStatus,
  updateProfile,
} from './own.ts'

/** Everybody, bots and deactivated people too, for sync.start: one query and no more, also for thousands. */
export async function loadPeople(context: Context): Promise<PersonView[]> {
  const now = context.clock.now()
  return (await db.listPeople(context.db)).map((row) => presentPerson(row, now))
}

/** Somebody as the law sees them, without a session; null for who is deactivated or was never here. */
export async function findViewer(
  context: Context,
  personId: PersonId,
): Promise<Pick<Actor, 'personId' | 'role'> | null> {
  const role = await db.findActiveRole(context.db, personId)
  return role && { personId, role }
}

/** What only the person themselves is told. Throws not_found. */
export async function loadAccount(
  context: Context,
  personId: PersonId,
): Promise<{ email: string | null; sections: SectionView[] }> {
  const account = await db.findAccount(context.db, personId)
  if (!account) throw notFound('person')
  return account
}

/** What each of them may do is decided by their role; who was deactivated has none. */
export const loadRoles = (context: Context, personIds: PersonId[]): Promise<Map<PersonId, Role>> =>
  db.listRoles(context.db, personIds)

/** One person as the caller's transaction sees them. Throws not_found. */
export async function findPersonView(
  context: Context,
  tx: Transaction,
  personId: PersonId,
): Promise<PersonView> {
  const row = await db.lockPerson(tx, personId)
  if (!row) throw notFound('person')
  return presentPerson(row, context.clock.now())
}

/** An id for somebody about to be created, so that their own first entries can name them as the actor. */
export const newPersonId = (context: Context): Promise<PersonId> => db.newPersonId(context.db)

/**
 * Creates a person or bot inside the caller's transaction and records person.changed. Throws already_exists when the
 * e-mail address is taken.
 */
export async function createPerson(
  context: Context,
  tx: Transaction,
  record: Record,
  person: Omit<db.NewPerson, 'createdAt'>,
): Promise<PersonView> {
  const row = await db.insertPerson(tx, { ...person, createdAt: context.clock.now() })
  if (!row)
    throw new AppError('already_exists', 'Somebody with this e-mail address is here already.', {
      field: 'email',
    })
  return recordPerson(context, record, row)
}

/** Everybody with e-mail addresses, by name, for those who manage people. */
export async function listPeople(context: Context, actor: Actor): Promise<ManagedPersonView[]> {
  demand(canManagePeople(actor))
  const now = context.clock.now()
  return (await db.listManaged(context.db)).map((row) => presentManagedPerson(row, now))
}
