// Writes a turnserver.conf for coturn that fits Nucleus's own settings, and that relays to the media server and nowhere else.
import { isLoopback } from './addresses.ts'

export type TurnServerOptions = {
  turnUrls: string[]
  turnSecret: string
  /** Also the realm. */
  publicUrl: string
  /** The media server's addresses: the only peers. */
  peers: readonly string[]
  /** Where coturn itself listens and relays from; none: every address of its machine. */
  listen?: string
  /** Where a NAT is before coturn: its address outside. */
  externalIp?: string
  /** Paths of certificate and key on coturn's machine, for turns: addresses. */
  certificate?: { file: string; key: string }
}

const plainPort = 3478
const securePort = 5349
// Each transport of each person is one allocation per address and way tried; the losers live ten minutes on.
const allocationsPerSeat = 64
const allocationsInAll = 4096

/**
 * The whole file, as text. It holds the secret: readable by coturn's user only. Options are those of coturn 4.5 and newer.
 */
export function turnServerConf(options: TurnServerOptions): string {
  const { turnSecret, publicUrl, listen, externalIp, peers } = options
  return [
    '# Made by Nucleus (node scripts/turn-config.js): make it anew instead of changing it. It holds a secret.',
    ...listeners(options),
    ...(listen ? [`listening-ip=${listen}`, `relay-ip=${listen}`] : []),
    ...(externalIp ? [`external-ip=${externalIp}`] : []),
    '',
    '# Credentials that Nucleus signs and that end by themselves.',
    'use-auth-secret',
    `static-auth-secret=${turnSecret}`,
    `realm=${new URL(publicUrl).hostname}`,
    'fingerprint',
    'stale-nonce=600',
    `user-quota=${allocationsPerSeat}`,
    `total-quota=${allocationsInAll}`,
    '',
    '# It relays to the media server only: nobody reaches the network behind it through it.',
    'no-tcp-relay',
    'no-multicast-peers',
    'denied-peer-ip=0.0.0.0-255.255.255.255',
    'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    ...peers.map((peer) => `allowed-peer-ip=${peer}`),
    ...(peers.some(isLoopback) ? ['allow-loopback-peers'] : []),
    '',
    '# No doors but these, and no help for those who look around.',
    'no-cli',
    'no-software-attribute',
    'no-rfc5780',
    'no-stun-backward-compatibility',
    'response-origin-only-with-rfc5780',
    'no-dynamic-ip-list',
    'no-dynamic-realms',
    'no-auth-pings',
    '',
    '# To its standard output: times, seat ids and errors; not verbose, so no packets.',
    'log-file=stdout',
    'simple-log',
    'new-log-timestamp',
    '',
  ].join('\n')
}

function listeners({ turnUrls, certificate }: TurnServerOptions): string[] {
  const all = turnUrls.map(partsOf)
  const plain = all.filter(({ isSecure }) => !isSecure)
  const secure = all.filter(({ isSecure }) => isSecure)
  const lines = [
    ...portLines('listening-port', plain, plainPort),
    ...(plain.some(({ isUdp }) => isUdp) ? [] : ['no-udp']),
    ...(plain.some(({ isUdp }) => !isUdp) ? [] : ['no-tcp']),
  ]
  if (secure.length === 0) return [...lines, 'no-tls', 'no-dtls']
  return [
    ...lines,
    ...portLines('tls-listening-port', secure, securePort),
    ...(secure.some(({ isUdp }) => isUdp) ? [] : ['no-dtls']),
    'no-tlsv1',
    'no-tlsv1_1',
    certificate
      ? `cert=${certificate.file}`
      : '# turns: does not work without: cert=/etc/turn/certificate.pem',
    certificate ? `pkey=${certificate.key}` : '# and: pkey=/etc/turn/key.pem',
  ]
}

// coturn has one port of each kind; further ones can only come from what stands before it.
function portLines(option: string, urls: TurnAddress[], usual: number): string[] {
  const [first = usual, ...others] = new Set(urls.map(({ port }) => port))
  return [`${option}=${first}`, ...others.map((port) => `# Forward port ${port} to ${first}.`)]
}

type TurnAddress = { isSecure: boolean; isUdp: boolean; port: number }

// RFC 7065: without a transport turn: is UDP and turns: is TCP.
function partsOf(url: string): TurnAddress {
  const isSecure = url.startsWith('turns:')
  const [where = '', query = ''] = url.replace(/^turns?:/, '').split('?')
  const port = /:(\d+)$/.exec(where.replace(/^\[.*\]/, ''))?.[1]
  return {
    isSecure,
    isUdp: (query.replace('transport=', '') || (isSecure ? 'tcp' : 'udp')) === 'udp',
    port: port ? Number(port) : isSecure ? securePort : plainPort,
  }
}
