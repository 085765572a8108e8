// People: who they are, what they may do, whether they are still here.
import { createHash } from 'node:crypto'
import type { SectionView } from '../../../contract/channels.ts'
import { userStream, workspaceStream } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { ManagedPersonView, PersonView, Role } from '../../../contract/people.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, demand, notFound, refuse } from '../../core/errors.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { endSessions } from '../sessions/service.ts'
import * as db from './db.ts'
import { readPictureFormat } from './picture-format.ts'
import { canDeactivate, canManagePeople, canReactivate, canSetRole, keepsAnOwner } from './policy.ts'
import { presentManagedPerson, presentPerson } from './present.ts'

const mostPictureBytes = 512 * 1024
const mostPicturePixels = 4096
const sweepSize = 500

/** Everybody, bots and deactivated people too, for sync.start: one query and no more, also for thousands. */
export async function loadPeople(context: Context): Promise<PersonView[]> {
  const now = context.clock.now()
  return (await db.listPeople(context.db)).map((row) => presentPerson(row, now))
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

/** One person as the caller's transaction sees them. Throws not_found. */
export async function findPersonView(context: Context, tx: Transaction, personId: PersonId): Promise<PersonView> {
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
  if (!row) throw new AppError('already_exists', 'Somebody with this e-mail address is here already.', { field: 'email' })
  return recordPerson(context, record, row)
}

function recordPerson(context: Context, record: Record, row: db.PersonRow): PersonView {
  const person = presentPerson(row, context.clock.now())
  record(workspaceStream, { type: 'person.changed', person }, person.id)
  return person
}

/** Everybody with e-mail addresses, by name, for those who manage people. */
export async function listPeople(context: Context, actor: Actor): Promise<ManagedPersonView[]> {
  demand(canManagePeople(actor))
  const now = context.clock.now()
  return (await db.listManaged(context.db)).map((row) => presentManagedPerson(row, now))
}

/** Changes the actor's own row. A change that changes nothing is not told to anybody. */
function changeOwn(
  context: Context,
  actor: Actor,
  change: db.PersonChange,
  also: (tx: Transaction) => Promise<void> = async () => {},
): Promise<PersonView> {
  return inTransaction(context, actor.personId, async (tx, record) => {
    const before = await db.lockPerson(tx, actor.personId)
    if (!before) throw notFound('person')
    const asText = (value: unknown) => (value instanceof Date ? value.toISOString() : value)
    const changes = Object.entries(change).some(([field, value]) => asText(value) !== asText(before[field as keyof db.PersonRow]))
    if (!changes) return presentPerson(before, context.clock.now())
    await also(tx)
    return recordPerson(context, record, await db.updatePerson(tx, actor.personId, change))
  })
}

/** Changes the own name, title or time zone; what is left out stays. */
export function updateProfile(
  context: Context,
  actor: Actor,
  change: { name?: string; title?: string; timeZone?: string },
): Promise<PersonView> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return changeOwn(context, actor, given)
}

/** Throws too_large, or invalid_input for what is no PNG, JPEG or WebP of 1…4096 pixels each way. */
function checkPicture(bytes: Buffer): string {
  if (bytes.length > mostPictureBytes) throw new AppError('too_large', 'The picture is larger than 512 KiB.', { field: 'picture' })
  const format = readPictureFormat(bytes)
  const wrong = (message: string) => new AppError('invalid_input', message, { field: 'picture' })
  if (!format) throw wrong('This is not a PNG, JPEG or WebP picture.')
  const isSane = (pixels: number) => pixels >= 1 && pixels <= mostPicturePixels
  if (!isSane(format.width) || !isSane(format.height)) throw wrong(`The picture may be ${mostPicturePixels} pixels wide and high at most.`)
  return format.contentType
}

/** Sets (base64) or removes (null) the own picture. */
export function setPicture(context: Context, actor: Actor, picture: string | null): Promise<PersonView> {
  const { personId } = actor
  if (picture === null) return changeOwn(context, actor, { pictureVersion: null }, (tx) => db.savePicture(tx, personId, null))
  const bytes = Buffer.from(picture, 'base64')
  const contentType = checkPicture(bytes)
  const pictureVersion = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return changeOwn(context, actor, { pictureVersion }, (tx) => db.savePicture(tx, personId, { contentType, bytes }))
}

/** A person's picture, or null. */
export const findPicture = (context: Context, personId: PersonId): Promise<db.PictureRow | null> =>
  db.findPicture(context.db, personId)

/** Sets or clears the own status. Throws invalid_input when it would already be over. */
export function setStatus(
  context: Context,
  actor: Actor,
  status: { emoji: string; text: string; expiresAt: string | null } | null,
): Promise<PersonView> {
  const statusExpiresAt = status?.expiresAt ? new Date(status.expiresAt) : null
  if (statusExpiresAt && statusExpiresAt <= context.clock.now()) {
    throw new AppError('invalid_input', 'The status would already be over.', { field: 'status.expiresAt' })
  }
  return changeOwn(context, actor, { statusEmoji: status?.emoji ?? null, statusText: status?.text ?? '', statusExpiresAt })
}

/** Tells everybody of statuses whose time is over. For a job; safe to repeat. Answers how many. */
export async function clearExpiredStatuses(context: Context): Promise<number> {
  const now = context.clock.now()
  return inTransaction(context, null, async (tx, record) => {
    const rows = await db.clearStatuses(tx, now, sweepSize)
    for (const row of rows) recordPerson(context, record, row)
    return rows.length
  })
}

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
    if (actor.role === 'owner' && !owners.includes(actor.personId)) throw refuse('You are not an owner any more.')
    const person = await db.lockPerson(tx, personId)
    if (!person) throw notFound('person')
    return work({ tx, record, person, owners })
  })
}

/** Changes somebody's role; their clients take fresh state. Throws forbidden, not_found, last_owner. */
export const setRole = (context: Context, actor: Actor, personId: PersonId, role: Role): Promise<PersonView> =>
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
