import { expect, test } from 'vitest'
import { backoffMs, failureOf } from './failures.ts'

test.each([
  ['the server is closing down', { responseCode: 421, command: 'RCPT TO' }, false, 'stop'],
  ['closing down after the text', { responseCode: 421, command: 'DATA' }, true, 'stop'],
  ['no such mailbox', { responseCode: 550, command: 'RCPT TO' }, false, 'refused'],
  ['greylisted', { responseCode: 450, command: 'RCPT TO' }, false, 'later'],
  ['the text is refused', { responseCode: 554, command: 'DATA' }, true, 'later'],
  ['the disk is full', { responseCode: 452, command: 'DATA' }, true, 'later'],
  ['the sender is refused', { responseCode: 550, command: 'MAIL FROM' }, false, 'stop'],
  ['a wrong password', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }, false, 'stop'],
  ['nobody there', { code: 'ESOCKET', command: 'CONN' }, false, 'stop'],
  ['silence before the text', { code: 'ETIMEDOUT' }, false, 'stop'],
  ['cut after the text', { code: 'ECONNECTION' }, true, 'unknown'],
  ['silence after the text', { code: 'ETIMEDOUT' }, true, 'unknown'],
] as const)('%s', (_what, error, isHandedOver, expected) => {
  expect(failureOf(error, isHandedOver)).toBe(expected)
})

test('tries grow apart, up to six hours', () => {
  expect([0, 1, 2, 20].map((tries) => backoffMs(tries) / 60_000)).toEqual([5, 10, 20, 360])
})
