// Releases as the admin page sees them, with what is there of their files; and the word to the audit trail.
import { userStream } from '../../../contract/events.ts'
import type { ReleaseView } from '../../../contract/releases.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Database, Transaction } from '../../core/db.ts'
import type { Record } from '../../journal/journal.ts'
import * as db from './db.ts'
import { presentRelease } from './present.ts'
import { isStored } from './store.ts'

/** By their names, what is there of the files that releases name: in the database and on the disk. */
export async function findFiles(
  context: Context,
  source: Database | Transaction,
  rows: db.ReleaseRow[],
): Promise<Map<string, db.FileRow>> {
  const names = rows.flatMap(({ files }) => files.map(({ name }) => name))
  const there = new Map<string, db.FileRow>()
  for (const file of await db.listFiles(source, names)) {
    if (await isStored(context, { sha512: file.sha512, size: Number(file.size) })) there.set(file.name, file)
  }
  return there
}

export async function presentAll(
  context: Context,
  source: Database | Transaction,
  rows: db.ReleaseRow[],
): Promise<ReleaseView[]> {
  const there = await findFiles(context, source, rows)
  return rows.map((row) => presentRelease(row, there))
}

export const presentOne = async (
  context: Context,
  tx: Transaction,
  row: db.ReleaseRow,
): Promise<ReleaseView> => presentRelease(row, await findFiles(context, tx, [row]))

/** For the audit trail: on the stream of who did it. */
export const tell = (record: Record, { personId }: Actor, subject: string = personId): void =>
  record(userStream(personId), { type: 'release.changed' }, subject)
