// Counts tries of passwords in the database, so that a restart or a second process forgets none. See slow-down.ts.
import { userStream } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { AppError } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import {
  accountAndAddressLine,
  accountLine,
  addressLine,
  type Count,
  type CountedTry,
  changeLine,
  deviceLine,
  forgetAfterMs,
  type Line,
  linesOf,
  type SignInLines,
  waitOf,
  waitOfSignIn,
  withoutTry,
  withTry,
} from './slow-down.ts'
import { changeLines, changeLinesAtOnce } from './tries-db.ts'

export { forgetAfterMs }

/** What a success forgets, and from what it only takes its own try back. */
export type Tries = { cleared: Line[]; takenBack: CountedTry[] }

/**
 * Counts one try on every line, all or none, and answers what was counted. Counting before the password is looked at
 * means that a hundred tries at once are still counted one by one.
 */
async function count(
  context: Context,
  lines: Line[],
  waitMs: (countOf: (line: Line) => Count | undefined, now: Date) => number,
): Promise<CountedTry[]> {
  const now = context.clock.now()
  const counted: CountedTry[] = []
  const keys = lines.map(({ key }) => key)
  await changeLinesAtOnce(context.db, keys, now, (counts) => {
    refuseWhile(waitMs(({ key }) => counts.get(key), now))
    return changed(lines, counts, (line, count) => {
      counted.push({ line, at: now, previousAt: count.lastAt })
      return withTry(line, count, now)
    })
  })
  return counted
}

function refuseWhile(retryAfterMs: number) {
  if (retryAfterMs === 0) return
  const seconds = Math.ceil(retryAfterMs / 1000)
  const wait = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`
  throw new AppError('rate_limited', `Too many wrong passwords. Try again in ${wait}.`, { retryAfterMs })
}

/** Where each of the lines stands after its change. */
const changed = (lines: Line[], counts: Map<string, Count>, change: (line: Line, count: Count) => Count) =>
  new Map(
    lines.flatMap((line) => {
      const count = counts.get(line.key)
      return count ? [[line.key, change(line, count)] as const] : []
    }),
  )

/** Counts a sign-in as wrong before it is looked at. Throws rate_limited while one of its lines has to wait. */
export async function countSignIn(
  context: Context,
  email: string,
  person: { personId: PersonId; isKnownDevice: boolean } | null,
  { address, deviceToken }: { address: string; deviceToken: string | null },
): Promise<Tries> {
  const lines: SignInLines =
    person?.isKnownDevice && deviceToken
      ? { device: deviceLine(person.personId, deviceToken) }
      : {
          accountAndAddress: accountAndAddressLine(email, address),
          address: addressLine(address),
          account: accountLine(email),
        }
  const counted = await count(context, linesOf(lines), (countOf, now) => waitOfSignIn(lines, countOf, now))
  if ('device' in lines) return { cleared: [lines.device], takenBack: [] }
  return {
    cleared: [lines.accountAndAddress, lines.account],
    // An account of one's own must not wash an address clean for the guesses at others.
    takenBack: counted.filter(({ line }) => line === lines.address),
  }
}

/** The same for somebody who has to prove the present password. */
export async function countChange(context: Context, personId: PersonId): Promise<Tries> {
  const line = changeLine(personId)
  await count(context, [line], (countOf, now) => waitOf(line, countOf(line), now))
  return { cleared: [line], takenBack: [] }
}

/** The password was right. */
export const clearTries = (
  context: Context,
  tx: Transaction,
  { cleared, takenBack }: Tries,
): Promise<void> => {
  const own = new Map(takenBack.map((counted) => [counted.line, counted]))
  const lines = [...cleared, ...own.keys()]
  const keys = lines.map(({ key }) => key)
  return changeLines(tx, keys, context.clock.now(), (counts) =>
    changed(lines, counts, (line, count) => {
      const counted = own.get(line)
      return counted ? withoutTry(counted, count) : { ...count, failures: 0 }
    }),
  )
}

/** A wrong password for an account, for its audit trail. `byId` is null while nobody is signed in. */
export const recordRefused = (context: Context, personId: PersonId, byId: PersonId | null): Promise<void> =>
  inTransaction(context, byId, async (_tx, record) =>
    record(userStream(personId), { type: 'password.refused' }),
  )
