// How wrong passwords slow the next try down. Nothing is ever locked; numbers and reasons:
//
//   counted by                   free tries   then waits        at most   halves   why
//   account and address               5       1 s, 2 s, 4 s …   15 min    -        one guesser, one account
//   address                          30       1 s, 2 s, 4 s …    1 min    1 h      one guesser, many accounts
//   account from unknown devices     20       1 s, 2 s, 4 s …    5 min    -        many guessers, one account
//   known device and account         10       1 s, 2 s, 4 s …    5 min    -        a stolen laptop
//   changing the own password         5       1 s, 2 s, 4 s …    5 min    -        a session left open
//
// A device that has signed this account in before is counted by its own line only, so what outsiders do cannot slow the
// real person down. From a new device the first try of an address is heard whatever others did to the account.
// A line is forgotten 24 h after its last wrong try.
//
// An office shares one address, whose line no success clears: its failures halve every hour instead. So 20 wrong tries an
// hour slow nobody down, and two hours after a guesser has gone nobody waits. A guesser who stays gains nothing: one try
// a minute holds the line at 87 failures, far above the 36 from which the wait is longest. A success leaves no trace on
// it: no failure, and no new start of the wait.
import { createHash } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'

export type Line = { key: string; free: number; mostMs: number; halvesAfterMs?: number }
/** `failures` as they stood at `lastAt`, the time of the last wrong try; of a line that halves not always a whole number. */
export type Count = { failures: number; lastAt: Date }
/** A try, counted as wrong before it was looked at, and the wrong one before it. */
export type CountedTry = { line: Line; at: Date; previousAt: Date }

const firstMs = 1000
const minuteMs = 60_000
export const forgetAfterMs = 24 * 60 * minuteMs

/** Nobody's address stays readable in the table. */
const digest = (...parts: string[]) =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)

/** One IPv4 address, or an IPv6 /48: who rents one address of IPv6 has billions of them. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(plain) || !isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `${groups
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/48`
}

export const accountAndAddressLine = (email: string, address: string): Line => ({
  key: `account-address:${digest(email, networkOf(address))}`,
  free: 5,
  mostMs: 15 * minuteMs,
})
export const addressLine = (address: string): Line => ({
  key: `address:${digest(networkOf(address))}`,
  free: 30,
  mostMs: minuteMs,
  halvesAfterMs: 60 * minuteMs,
})
export const accountLine = (email: string): Line => ({
  key: `account:${digest(email)}`,
  free: 20,
  mostMs: 5 * minuteMs,
})
export const deviceLine = (personId: string, deviceToken: string): Line => ({
  key: `device:${digest(personId, deviceToken)}`,
  free: 10,
  mostMs: 5 * minuteMs,
})
export const changeLine = (personId: string): Line => ({
  key: `change:${digest(personId)}`,
  free: 5,
  mostMs: 5 * minuteMs,
})

/** What `failures` of a line amount to `ms` later; earlier where `ms` is negative. */
const after = (line: Line, failures: number, ms: number): number =>
  line.halvesAfterMs ? failures * 2 ** (-ms / line.halvesAfterMs) : failures

/** Failures that still count. */
export function liveFailures(line: Line, count: Count | undefined, now: Date): number {
  // Two servers' clocks may differ: nothing was counted in the future.
  const ageMs = count ? Math.max(0, now.getTime() - count.lastAt.getTime()) : 0
  return count && ageMs < forgetAfterMs ? after(line, count.failures, ageMs) : 0
}

/** Where a line stands with one more wrong try. */
export const withTry = (line: Line, count: Count, now: Date): Count => ({
  failures: liveFailures(line, count, now) + 1,
  lastAt: now,
})

/** Where a line stands once a counted try turned out to be right. `count`: where it stands by now. */
export function withoutTry({ line, at, previousAt }: CountedTry, count: Count): Count {
  const own = after(line, 1, count.lastAt.getTime() - at.getTime())
  const left = Math.max(0, count.failures - own)
  if (count.lastAt > at) return { failures: left, lastAt: count.lastAt }
  return { failures: after(line, left, previousAt.getTime() - at.getTime()), lastAt: previousAt }
}

/** How long this line still has to wait, in ms; 0 when it may try. */
export function waitOf(line: Line, count: Count | undefined, now: Date): number {
  // As they stood when the wait began: what was said to be its end stays its end.
  const over = Math.round(count?.failures ?? 0) - line.free
  if (!count || over < 0) return 0
  const delay = Math.min(line.mostMs, firstMs * 2 ** Math.min(over, 30))
  return Math.max(0, count.lastAt.getTime() + delay - now.getTime())
}

/** The lines of a sign-in. Only `device` when the device is known. */
export type SignInLines = { device: Line } | { accountAndAddress: Line; address: Line; account: Line }

export const linesOf = (lines: SignInLines): Line[] =>
  'device' in lines ? [lines.device] : [lines.accountAndAddress, lines.address, lines.account]

/** How long a sign-in has to wait, in ms. `countOf` tells where a line stands. */
export function waitOfSignIn(
  lines: SignInLines,
  countOf: (line: Line) => Count | undefined,
  now: Date,
): number {
  const wait = (line: Line) => waitOf(line, countOf(line), now)
  if ('device' in lines) return wait(lines.device)
  const isFirstHere = liveFailures(lines.accountAndAddress, countOf(lines.accountAndAddress), now) === 0
  return Math.max(wait(lines.accountAndAddress), wait(lines.address), isFirstHere ? 0 : wait(lines.account))
}
