// The server's half of a connection that carries nothing: enough for ICE and DTLS to say whether a way is open. Pure.
import type { TransportOptions } from '../../../../contract/rtp.ts'

type Candidate = TransportOptions['iceCandidates'][number]

const candidateLine = ({ foundation, protocol, priority, address, port, tcpType }: Candidate) =>
  `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host${tcpType ? ` tcptype ${tcpType}` : ''}`

/** An SDP answer (RFC 8829) to an offer of one data channel, with these candidates and no others. */
export function probeAnswer(offer: string, transport: TransportOptions, candidates: Candidate[]): string {
  const mid = /^a=mid:(.+)$/m.exec(offer)?.[1]?.trim() ?? '0'
  const { iceParameters, dtlsParameters } = transport
  const fingerprint =
    dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256') ??
    dtlsParameters.fingerprints[0]
  return [
    'v=0',
    'o=nucleus 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${mid}`,
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    `a=mid:${mid}`,
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:${fingerprint?.algorithm} ${fingerprint?.value}`,
    'a=setup:passive',
    'a=sctp-port:5000',
    ...candidates.map(candidateLine),
    'a=end-of-candidates',
    '',
  ].join('\r\n')
}

/** What the server must know of our half. Throws where the browser's offer has no fingerprint. */
export function fingerprintOf(offer: string): { algorithm: 'sha-256'; value: string } {
  const value = /^a=fingerprint:sha-256 ([\dA-F:]+)/im.exec(offer)?.[1]
  if (!value) throw new Error('the offer has no fingerprint')
  return { algorithm: 'sha-256', value }
}
