// Person row → views.
import type { ManagedPersonView, PersonView } from '../../../contract/people.ts'
import type { ManagedRow, PersonRow } from './db.ts'

/** An expired status is none, even before the sweep has cleared it. */
function presentStatus(
  { statusEmoji, statusText, statusExpiresAt }: PersonRow,
  now: Date,
): PersonView['status'] {
  if (statusEmoji === null || (statusExpiresAt && statusExpiresAt <= now)) return null
  return { emoji: statusEmoji, text: statusText, expiresAt: statusExpiresAt?.toISOString() ?? null }
}

export function presentQuietTimes({
  quietHours,
  quietDays,
}: Pick<PersonRow, 'quietHours' | 'quietDays'>): PersonView['quietTimes'] {
  const [from = '', to = ''] = quietHours?.split('-') ?? []
  if (quietHours === null && quietDays === '') return null
  return { hours: quietHours === null ? null : { from, to }, days: [...quietDays].map(Number) }
}

export const presentPerson = (row: PersonRow, now: Date): PersonView => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  title: row.title,
  timeZone: row.timeZone,
  role: row.role,
  picture: row.pictureVersion === null ? null : `/api/pictures/${row.id}?v=${row.pictureVersion}`,
  status: presentStatus(row, now),
  pausedUntil: row.pausedUntil && row.pausedUntil > now ? row.pausedUntil.toISOString() : null,
  quietTimes: presentQuietTimes(row),
  isActive: row.isActive,
  revision: row.revision,
})

export const presentManagedPerson = (row: ManagedRow, now: Date): ManagedPersonView => ({
  person: presentPerson(row, now),
  email: row.email,
  joinedAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
})
