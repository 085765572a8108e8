// Person row → views.
import type { PersonId } from '../../../contract/ids.ts'
import type { ManagedPersonView, PersonView, Role } from '../../../contract/people.ts'

type Row = {
  id: PersonId
  kind: 'person' | 'bot'
  name: string
  title: string
  timeZone: string
  role: Role
  pictureVersion: string | null
  statusEmoji: string | null
  statusText: string
  statusExpiresAt: Date | null
  isActive: boolean
  revision: number
}
type ManagedRow = Row & { email: string | null; createdAt: Date; lastSeenAt: Date | null }

/** An expired status is none, even before the sweep has cleared it. */
function presentStatus({ statusEmoji, statusText, statusExpiresAt }: Row, now: Date): PersonView['status'] {
  if (statusEmoji === null || (statusExpiresAt && statusExpiresAt <= now)) return null
  return { emoji: statusEmoji, text: statusText, expiresAt: statusExpiresAt?.toISOString() ?? null }
}

export const presentPerson = (row: Row, now: Date): PersonView => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  title: row.title,
  timeZone: row.timeZone,
  role: row.role,
  picture: row.pictureVersion === null ? null : `/api/pictures/${row.id}?v=${row.pictureVersion}`,
  status: presentStatus(row, now),
  isActive: row.isActive,
  revision: row.revision,
})

export const presentManagedPerson = (row: ManagedRow, now: Date): ManagedPersonView => ({
  person: presentPerson(row, now),
  email: row.email,
  joinedAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
})
