import { expect, test } from 'vitest'
import { readAddress } from './address.ts'

test.each([
  ['chat.example.org', 'https://chat.example.org'],
  ['  Chat.Example.org/  ', 'https://chat.example.org'],
  ['https://chat.example.org/c/1?x#y', 'https://chat.example.org'],
  ['chat.example.org:8443', 'https://chat.example.org:8443'],
  ['chat', 'https://chat'],
  ['192.168.1.20', 'https://192.168.1.20'],
  ['[fd00::1]:8443', 'https://[fd00::1]:8443'],
  ['bücher.example', 'https://xn--bcher-kva.example'],
  ['localhost:3210', 'http://localhost:3210'],
  ['http://127.0.0.1:3210', 'http://127.0.0.1:3210'],
  ['https://localhost', 'https://localhost'],
])('%s', (typed, origin) => {
  expect(readAddress(typed)).toEqual({ origin })
})

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['http://chat.example.org', 'unencrypted'],
  ['ftp://chat.example.org', 'malformed'],
  ['file:///etc/passwd', 'malformed'],
  ['me:secret@chat.example.org', 'malformed'],
  ['chat example org', 'malformed'],
  ['https://', 'malformed'],
  ['chat.example.org:99999', 'malformed'],
])('%s is refused as %s', (typed, problem) => {
  expect(readAddress(typed)).toEqual({ problem })
})
