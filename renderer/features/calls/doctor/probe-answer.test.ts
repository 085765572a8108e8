import { expect, test } from 'vitest'
import { fingerprintOf, probeAnswer } from './probe-answer.ts'

const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':')
const offer = `v=0\r\na=fingerprint:sha-256 ${fingerprint}\r\na=mid:data\r\n`
const candidate = {
  foundation: 'udpcandidate',
  priority: 1,
  ip: '203.0.113.7',
  address: '203.0.113.7',
  protocol: 'udp' as const,
  port: 3220,
  type: 'host' as const,
}
const transport = {
  id: 't',
  iceParameters: { usernameFragment: 'frag', password: 'secret', iceLite: true },
  iceCandidates: [candidate],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256' as const, value: fingerprint }] },
}

test('answers with the given candidates and no others', () => {
  const tcp = {
    ...candidate,
    protocol: 'tcp' as const,
    foundation: 'tcpcandidate',
    tcpType: 'passive' as const,
  }
  const answer = probeAnswer(offer, transport, [tcp])
  expect(answer.match(/^a=candidate.*$/gm)).toEqual([
    'a=candidate:tcpcandidate 1 tcp 1 203.0.113.7 3220 typ host tcptype passive',
  ])
  expect(answer).toContain('a=mid:data\r\n')
  expect(answer).toContain('a=group:BUNDLE data\r\n')
  expect(answer).toContain(`a=fingerprint:sha-256 ${fingerprint}\r\n`)
})

test('reads the own fingerprint', () => {
  expect(fingerprintOf(offer)).toEqual({ algorithm: 'sha-256', value: fingerprint })
  expect(() => fingerprintOf('v=0')).toThrow('fingerprint')
})
