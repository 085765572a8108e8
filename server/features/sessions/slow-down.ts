// How wrong passwords slow the next try down. Nothing is ever locked; numbers and reasons:
//
//   counted by                   free tries   then waits        at most   why
//   account and address               5       1 s, 2 s, 4 s …   15 min    one guesser, one account
//   address                          30       1 s, 2 s, 4 s …    1 min    one guesser, many accounts; an office shares one
//   account from unknown devices     20       1 s, 2 s, 4 s …    5 min    many guessers, one account
//   known device and account         10       1 s, 2 s, 4 s …    5 min    a stolen laptop
//   changing the own password         5       1 s, 2 s, 4 s …    5 min    a session left open
//
// A device that has signed this account in before is counted by its own line only, so what outsiders do cannot slow the
// real person down. From a new device the first try of an address is heard whatever others did to the account.
// A line is forgotten 24 h after its last try.
import { createHash } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'

export type Line = { key: string; free: number; mostMs: number }
export type Count = { failures: number; lastAt: Date }

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

/** Failures that still count. */
export const liveFailures = (count: Count | undefined, now: Date): number =>
  count && now.getTime() - count.lastAt.getTime() < forgetAfterMs ? count.failures : 0

/** How long this line still has to wait, in ms; 0 when it may try. */
export function waitOf(line: Line, count: Count | undefined, now: Date): number {
  const over = liveFailures(count, now) - line.free
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
  const isFirstHere = liveFailures(countOf(lines.accountAndAddress), now) === 0
  return Math.max(wait(lines.accountAndAddress), wait(lines.address), isFirstHere ? 0 : wait(lines.account))
}
