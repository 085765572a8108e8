// From what is blocked to the lines that open it, for whoever runs the firewall. Pure.

export type Rule = { protocol: 'udp' | 'tcp'; addresses: string[]; ports: number[] }

/** 3220, 3221, 3222 and 3300 are 3220-3222 and 3300. */
export function rangesOf(ports: readonly number[]): string[] {
  const ranges: [number, number][] = []
  for (const port of [...new Set(ports)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && port === last[1] + 1) last[1] = port
    else ranges.push([port, port])
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
}

const isV6 = (address: string) => address.includes(':')
const isName = (address: string) => !isV6(address) && !/^\d+(\.\d+){3}$/.test(address)
const setOf = (values: string[]) => (values.length === 1 ? values[0] : `{ ${values.join(', ')} }`)

/** For a Linux firewall between the client and the server; names are resolved when the line is loaded. */
function nftables({ protocol, addresses, ports }: Rule): string[] {
  const families = [
    { keyword: 'ip', of: addresses.filter((address) => !isV6(address)) },
    { keyword: 'ip6', of: addresses.filter(isV6) },
  ]
  return families
    .filter(({ of }) => of.length > 0)
    .map(
      ({ keyword, of }) =>
        `nft add rule inet filter forward ${keyword} daddr ${setOf(of)} ${protocol} dport ${setOf(rangesOf(ports))} accept`,
    )
}

/** For Windows Defender Firewall on the person's own machine, which takes addresses only. */
function windows({ protocol, addresses, ports }: Rule): string[] {
  const known = addresses.filter((address) => !isName(address))
  const to = known.length === addresses.length ? ` -RemoteAddress ${known.join(',')}` : ''
  const name = protocol.toUpperCase()
  return [
    `New-NetFirewallRule -DisplayName "Nucleus calls (${name})" -Direction Outbound -Action Allow -Protocol ${name}${to} -RemotePort ${rangesOf(ports).join(',')}`,
  ]
}

/** One text to hand over. The answers come back by connection tracking, as any stateful firewall does it. */
export function ruleText(rules: readonly Rule[]): string {
  return [
    '# nftables, on the gateway',
    ...rules.flatMap(nftables),
    '',
    '# Windows Defender Firewall, on the computer (PowerShell)',
    ...rules.flatMap(windows),
  ].join('\n')
}

/** Where a TURN URL leads (RFC 7065); null when it can't be read. */
export function turnRule(url: string): Rule | null {
  const match = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/.exec(url)
  if (!match) return null
  const [, scheme, host = '', port, transport] = match
  const isSecure = scheme === 'turns'
  return {
    protocol: transport === 'tcp' || (isSecure && transport !== 'udp') ? 'tcp' : 'udp',
    addresses: [host.replace(/^\[|\]$/g, '')],
    ports: [port ? Number(port) : isSecure ? 5349 : 3478],
  }
}
