// From which address a request comes: what trusted proxies say in X-Forwarded-For, else who is connected.
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Config } from '../core/config.ts'

/** Whether who is `hop` steps away from the server, at this address, is a proxy to be believed. */
export type Trust = (address: string, hop: number) => boolean

/** TRUST_PROXY as a question. Whoever says a number answers for nobody reaching the server past so many proxies. */
export function trustOf(setting: Config['trustProxy']): Trust {
  if (typeof setting === 'boolean') return () => setting
  if (typeof setting === 'number') return (_address, hop) => hop < setting
  const proxies = new BlockList()
  for (const range of setting.split(',').map((text) => text.trim())) {
    const [address = '', prefix] = range.split('/')
    const family = familyOf(address)
    if (prefix === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, Number(prefix), family)
  }
  return (address) => isIP(address) !== 0 && proxies.check(address, familyOf(address))
}

/** The first address, seen from the server, that is no trusted proxy; the farthest where all are. */
export function addressOf({ socket, headers }: IncomingMessage, trusts: Trust): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const nearestFirst = [
    socket.remoteAddress ?? '',
    ...forwarded
      .map((text) => text.trim())
      .filter(Boolean)
      .reverse(),
  ]
  const farthest = nearestFirst.length - 1
  return nearestFirst.find((address, hop) => hop === farthest || !trusts(address, hop)) ?? ''
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
