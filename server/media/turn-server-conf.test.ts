import { describe, expect, test } from 'vitest'
import { turnServerConf } from './turn-server-conf.ts'

const conf = (options: Partial<Parameters<typeof turnServerConf>[0]> = {}) =>
  turnServerConf({
    turnUrls: ['turn:turn.example.org?transport=udp'],
    turnSecret: 'north-star-secret',
    publicUrl: 'https://chat.example.org',
    peers: ['192.0.2.10'],
    ...options,
  }).split('\n')

describe('turnserver.conf', () => {
  test('asks for signed credentials under the realm of the public address', () => {
    expect(conf()).toEqual(
      expect.arrayContaining([
        'use-auth-secret',
        'static-auth-secret=north-star-secret',
        'realm=chat.example.org',
        'no-cli',
      ]),
    )
  })

  test('relays to the media server only', () => {
    const lines = conf({ peers: ['192.0.2.10', '2001:db8::10'] })
    expect(lines.filter((line) => /-peer/.test(line))).toEqual([
      'no-multicast-peers',
      'denied-peer-ip=0.0.0.0-255.255.255.255',
      'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      'allowed-peer-ip=192.0.2.10',
      'allowed-peer-ip=2001:db8::10',
    ])
  })

  test('allows loopback peers only where the media server is on loopback', () => {
    expect(conf()).not.toContain('allow-loopback-peers')
    expect(conf({ peers: ['127.0.0.1'] })).toContain('allow-loopback-peers')
  })

  test('opens the ports and ways that clients are told of, and no others', () => {
    const doors = (...turnUrls: string[]) =>
      conf({ turnUrls }).filter((line) => /-port=|^no-(udp|tcp|tls|dtls)$/.test(line))
    expect(doors('turn:turn.example.org')).toEqual(['listening-port=3478', 'no-tcp', 'no-tls', 'no-dtls'])
    expect(doors('turn:[2001:db8::1]:3000?transport=tcp')).toEqual([
      'listening-port=3000',
      'no-udp',
      'no-tls',
      'no-dtls',
    ])
    expect(doors('turn:turn.example.org', 'turns:turn.example.org:443?transport=tcp')).toEqual([
      'listening-port=3478',
      'no-tcp',
      'tls-listening-port=443',
      'no-dtls',
    ])
  })

  test('a second port of one kind must be forwarded, and the file says so', () => {
    const turnUrls = ['turn:turn.example.org:3478?transport=udp', 'turn:turn.example.org:80?transport=tcp']
    expect(conf({ turnUrls })).toContain('# Forward port 80 to 3478.')
  })

  test('names certificate and key, or the place where they belong', () => {
    const turnUrls = ['turns:turn.example.org:443']
    const certificate = { file: '/etc/turn/fullchain.pem', key: '/etc/turn/key.pem' }
    expect(conf({ turnUrls, certificate })).toEqual(
      expect.arrayContaining(['cert=/etc/turn/fullchain.pem', 'pkey=/etc/turn/key.pem']),
    )
    expect(conf({ turnUrls }).some((line) => /^(cert|pkey)=/.test(line))).toBe(false)
  })

  test('knows the address outside of a NAT and the one to listen on', () => {
    expect(conf({ listen: '10.0.0.5', externalIp: '198.51.100.7' })).toEqual(
      expect.arrayContaining(['listening-ip=10.0.0.5', 'relay-ip=10.0.0.5', 'external-ip=198.51.100.7']),
    )
  })
})
