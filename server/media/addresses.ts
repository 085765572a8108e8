// Where the media server listens and what clients are told to connect to; decided once at the start, or refused in words.
import { lookup } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

export type MediaAddresses = {
  listen: string
  /** IP addresses for the clients' ICE candidates, the best first. */
  announced: [string, ...string[]]
}

type Settings = { mediaListen: string; mediaAddresses: string[]; publicUrl: string }

/** What this machine says about itself; replaced in tests only. */
type Surroundings = {
  resolve: (name: string) => Promise<string[]>
  ownAddresses: () => string[]
  isContainer: () => boolean
}

const thisMachine: Surroundings = {
  // The system answers for localhost and /etc/hosts at once; a silent DNS server must not hold up the start for long.
  resolve: (name) =>
    Promise.race([
      lookup(name, { all: true }).then((found) => found.map(({ address }) => address)),
      new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error('no answer')), 5000).unref()
      }),
    ]),
  ownAddresses: () =>
    Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map((one) => one.address)),
  isContainer: () =>
    ['/.dockerenv', '/run/.containerenv'].some((file) => existsSync(file)) ||
    Boolean(process.env.KUBERNETES_SERVICE_HOST || process.env.container),
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** True for an address that only this machine itself reaches. */
export function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Decides the addresses for calls, or says in a sentence for the administrator why it can't. Clients resolve no names in
 * ICE candidates, so names are resolved here.
 */
export async function decideMediaAddresses(
  { mediaListen: listen, mediaAddresses, publicUrl }: Settings,
  surroundings: Surroundings = thisMachine,
): Promise<MediaAddresses | { problem: string }> {
  if (isIP(listen) === 0)
    return { problem: `Calls need MEDIA_LISTEN, an IP address to listen on: HOST is the name "${listen}".` }
  if (mediaAddresses.length > 0) return fromSetting(listen, mediaAddresses, surroundings)
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')
  if (listen === '0.0.0.0' || listen === '::') return fromPublicUrl(listen, host, surroundings)
  if (isLoopback(listen) && host !== 'localhost' && !isLoopback(host))
    return {
      problem: `Calls listen on ${listen} only, while people come to ${host}: set MEDIA_LISTEN=0.0.0.0 and MEDIA_ADDRESS to this machine's address in their network.`,
    }
  return { listen, announced: [listen] }
}

async function fromSetting(listen: string, named: string[], { resolve }: Surroundings) {
  const announced: string[] = []
  for (const name of named) {
    const found = isIP(name) ? [name] : await resolve(name).catch(() => [])
    const fitting = found.filter((address) => canReach(listen, address))
    if (fitting.length === 0)
      return {
        problem: `MEDIA_ADDRESS names ${name}, ${found.length > 0 ? `which does not fit MEDIA_LISTEN=${listen}` : 'which could not be resolved'}: calls need an address that clients reach.`,
      }
    announced.push(...fitting)
  }
  return listed(listen, announced)
}

async function fromPublicUrl(
  listen: string,
  host: string,
  { resolve, ownAddresses, isContainer }: Surroundings,
) {
  if (isIP(host)) {
    if (canReach(listen, host)) return listed(listen, [host])
  } else if (host === 'localhost' || !isContainer()) {
    // Inside a container a name may lead to the container's inner address, which nobody outside reaches.
    const own = new Set(ownAddresses())
    const found = await resolve(host).catch(() => [])
    const local = found.filter((address) => own.has(address) && canReach(listen, address))
    if (local.length > 0) return listed(listen, local)
  }
  return {
    problem: `Calls listen on ${listen}, and which address clients reach is not known: set MEDIA_ADDRESS to this machine's address in their network.`,
  }
}

function listed(listen: string, addresses: string[]): MediaAddresses {
  const [first = listen, ...others] = new Set(addresses)
  return { listen, announced: [first, ...others] }
}

// A socket on :: hears both families, one on an IPv4 address only its own.
function canReach(listen: string, address: string): boolean {
  return listen === '::' || isIP(listen) === isIP(address)
}
