import { describe, expect, test } from 'vitest'
import { decideMediaAddresses, isLoopback } from './addresses.ts'

const names: Record<string, string[]> = {
  localhost: ['::1', '127.0.0.1'],
  'chat.example.org': ['10.0.0.5'],
  'proxy.example.org': ['10.0.0.9'],
}
const surroundings = {
  resolve: async (name: string) => names[name] ?? Promise.reject(new Error('no such name')),
  ownAddresses: () => ['127.0.0.1', '::1', '10.0.0.5', '172.17.0.2'],
  isContainer: () => false,
}
const decide = (mediaListen: string, publicUrl: string, mediaAddresses: string[] = [], inContainer = false) =>
  decideMediaAddresses(
    { mediaListen, publicUrl, mediaAddresses },
    { ...surroundings, isContainer: () => inContainer },
  )

describe('addresses for calls', () => {
  test('on this machine only, it is the one listened on', async () => {
    expect(await decide('127.0.0.1', 'http://localhost:3210')).toEqual({
      listen: '127.0.0.1',
      announced: ['127.0.0.1'],
    })
    expect(await decide('127.0.0.1', 'http://127.0.0.1:3210')).toMatchObject({ announced: ['127.0.0.1'] })
  })

  test('what is set is announced, names by their addresses, each once, in order', async () => {
    expect(
      await decide('0.0.0.0', 'https://x.example', ['192.0.2.1', 'chat.example.org', '192.0.2.1']),
    ).toEqual({
      listen: '0.0.0.0',
      announced: ['192.0.2.1', '10.0.0.5'],
    })
  })

  test('listening everywhere: the public address, where it is an IP address or leads to this machine', async () => {
    expect(await decide('0.0.0.0', 'http://192.0.2.1:3210')).toMatchObject({ announced: ['192.0.2.1'] })
    expect(await decide('::', 'http://[2001:db8::1]:3210')).toMatchObject({ announced: ['2001:db8::1'] })
    expect(await decide('0.0.0.0', 'https://chat.example.org')).toMatchObject({ announced: ['10.0.0.5'] })
    expect(await decide('0.0.0.0', 'http://localhost:3210')).toMatchObject({ announced: ['127.0.0.1'] })
  })

  test.each([
    [
      'the name of a proxy elsewhere',
      '0.0.0.0',
      'https://proxy.example.org',
      [],
      false,
      /set MEDIA_ADDRESS to/,
    ],
    ['a name nobody knows', '0.0.0.0', 'https://nowhere.example', [], false, /set MEDIA_ADDRESS to/],
    ['a name inside a container', '0.0.0.0', 'https://chat.example.org', [], true, /set MEDIA_ADDRESS to/],
    ['an address of the other family', '0.0.0.0', 'http://[2001:db8::1]/', [], false, /set MEDIA_ADDRESS to/],
    [
      'loopback behind a proxy',
      '127.0.0.1',
      'https://chat.example.org',
      [],
      false,
      /set MEDIA_LISTEN=0\.0\.0\.0/,
    ],
    [
      'a host name to listen on',
      'media.lan',
      'http://localhost',
      [],
      false,
      /need MEDIA_LISTEN, an IP address/,
    ],
    [
      'a setting nobody resolves',
      '0.0.0.0',
      'http://localhost',
      ['nowhere.example'],
      false,
      /not be resolved/,
    ],
    ['a setting of the other family', '10.0.0.5', 'http://localhost', ['2001:db8::1'], false, /does not fit/],
  ] as const)('%s is refused in words', async (_, listen, publicUrl, named, inContainer, sentence) => {
    expect(await decide(listen, publicUrl, [...named], inContainer)).toEqual({
      problem: expect.stringMatching(sentence),
    })
  })

  test('this machine itself knows localhost', async () => {
    expect(
      await decideMediaAddresses({
        mediaListen: '0.0.0.0',
        mediaAddresses: [],
        publicUrl: 'http://localhost:1',
      }),
    ).toMatchObject({ announced: [expect.stringMatching(/^127\./)] })
  })

  test('loopback is told from the rest', () => {
    expect(['127.0.0.1', '127.1.2.3', '::1'].every(isLoopback)).toBe(true)
    expect(['10.0.0.1', '::', 'localhost', '0.0.0.0'].some(isLoopback)).toBe(false)
  })
})
