// What people change of themselves: profile, picture, status.
import { createHash } from 'node:crypto'
import type { PersonId } from '../../../contract/ids.ts'
import type { PersonView } from '../../../contract/people.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError, notFound } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import * as db from './db.ts'
import { readPictureFormat } from './picture-format.ts'
import { presentPerson } from './present.ts'
import { recordPerson } from './record-person.ts'

const mostPictureBytes = 512 * 1024
const mostPicturePixels = 4096
const sweepSize = 500

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
    const changes = Object.entries(change).some(
      ([field, value]) => asText(value) !== asText(before[field as keyof db.PersonRow]),
    )
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
  if (bytes.length > mostPictureBytes)
    throw new AppError('too_large', 'The picture is larger than 512 KiB.', { field: 'picture' })
  const format = readPictureFormat(bytes)
  const wrong = (message: string) => new AppError('invalid_input', message, { field: 'picture' })
  if (!format) throw wrong('This is not a PNG, JPEG or WebP picture.')
  const isSane = (pixels: number) => pixels >= 1 && pixels <= mostPicturePixels
  if (!isSane(format.width) || !isSane(format.height))
    throw wrong(`The picture may be ${mostPicturePixels} pixels wide and high at most.`)
  return format.contentType
}

/** Sets (base64) or removes (null) the own picture. */
export function setPicture(context: Context, actor: Actor, picture: string | null): Promise<PersonView> {
  const { personId } = actor
  if (picture === null)
    return changeOwn(context, actor, { pictureVersion: null }, (tx) => db.savePicture(tx, personId, null))
  const bytes = Buffer.from(picture, 'base64')
  const contentType = checkPicture(bytes)
  const pictureVersion = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return changeOwn(context, actor, { pictureVersion }, (tx) =>
    db.savePicture(tx, personId, { contentType, bytes }),
  )
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
  return changeOwn(context, actor, {
    statusEmoji: status?.emoji ?? null,
    statusText: status?.text ?? '',
    statusExpiresAt,
  })
}

/** Sets the hours and days in which the actor is not to be disturbed; null: none. */
export function setQuietTimes(
  context: Context,
  actor: Actor,
  quietTimes: PersonView['quietTimes'],
): Promise<PersonView> {
  const hours = quietTimes?.hours
  return changeOwn(context, actor, {
    quietHours: hours ? `${hours.from}-${hours.to}` : null,
    quietDays: [...new Set(quietTimes?.days)].sort().join(''),
  })
}

/** Sets until when the actor is not to be disturbed; null: the pause is over. */
export const setPause = (context: Context, actor: Actor, pausedUntil: Date | null): Promise<PersonView> =>
  changeOwn(context, actor, { pausedUntil })

/** Tells everybody of statuses whose time is over. For a job; safe to repeat. Answers how many. */
export async function clearExpiredStatuses(context: Context): Promise<number> {
  const now = context.clock.now()
  return inTransaction(context, null, async (tx, record) => {
    const rows = await db.clearStatuses(tx, now, sweepSize)
    for (const row of rows) recordPerson(context, record, row)
    return rows.length
  })
}
