import { expect, test } from 'vitest'
import { backoffMs, failureOf } from './failures.ts'

test.each([
  ['the server is closing down', { responseCode: 421, command: 'RCPT TO' }, 'envelope', 'broken'],
  ['closing down after the text', { responseCode: 421, command: 'DATA' }, 'text', 'broken'],
  ['closing down at the door', { responseCode: 421, command: 'CONN' }, 'opening', 'stop'],
  ['no such mailbox', { responseCode: 550, command: 'RCPT TO' }, 'envelope', 'refused'],
  [
    'no such mailbox, in full',
    { responseCode: 550, response: '550 5.1.1 <a@b>: unknown', command: 'RCPT TO' },
    'envelope',
    'refused',
  ],
  [
    'a mailbox that is closed',
    { responseCode: 554, response: '554 5.2.1 disabled', command: 'RCPT TO' },
    'envelope',
    'refused',
  ],
  [
    'a full mailbox',
    { responseCode: 552, response: '552 5.2.2 full', command: 'RCPT TO' },
    'envelope',
    'later',
  ],
  [
    'the relay knows us no more',
    { responseCode: 554, response: '554 5.7.1 Relay access denied', command: 'RCPT TO' },
    'envelope',
    'later',
  ],
  ['the relay says no without a reason', { responseCode: 554, command: 'RCPT TO' }, 'envelope', 'later'],
  ['greylisted', { responseCode: 450, command: 'RCPT TO' }, 'envelope', 'later'],
  ['the text is refused', { responseCode: 554, command: 'DATA' }, 'text', 'later'],
  ['the disk is full', { responseCode: 452, command: 'DATA' }, 'text', 'later'],
  ['the sender is refused', { responseCode: 550, command: 'MAIL FROM' }, 'envelope', 'stop'],
  ['a wrong password', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }, 'opening', 'stop'],
  ['nobody there', { code: 'ESOCKET', command: 'CONN' }, 'opening', 'stop'],
  ['silence at the door', { code: 'ETIMEDOUT' }, 'opening', 'stop'],
  ['silence about an address', { code: 'ETIMEDOUT' }, 'envelope', 'broken'],
  ['cut after the text', { code: 'ECONNECTION' }, 'text', 'unknown'],
  ['silence after the text', { code: 'ETIMEDOUT' }, 'text', 'unknown'],
] as const)('%s', (_what, error, step, expected) => {
  expect(failureOf(error, step)).toBe(expected)
})

test('tries grow apart, up to six hours', () => {
  expect([0, 1, 2, 20].map((tries) => backoffMs(tries) / 60_000)).toEqual([5, 10, 20, 360])
})
