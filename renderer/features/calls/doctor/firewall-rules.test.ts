import { expect, test } from 'vitest'
import { rangesOf, ruleText, turnRule } from './firewall-rules.ts'

test('ports that follow each other are a range', () => {
  expect(rangesOf([3223, 3220, 3221, 3220, 3300])).toEqual(['3220-3221', '3223', '3300'])
  expect(rangesOf([3220])).toEqual(['3220'])
  expect(rangesOf([])).toEqual([])
})

test('the rule for one address and a range of ports', () => {
  const text = ruleText([{ protocol: 'udp', addresses: ['203.0.113.7'], ports: [3220, 3221] }])
  expect(text).toContain('nft add rule inet filter forward ip daddr 203.0.113.7 udp dport 3220-3221 accept')
  expect(text).toContain('-Protocol UDP -RemoteAddress 203.0.113.7 -RemotePort 3220-3221')
})

test('both families and ports apart', () => {
  const text = ruleText([{ protocol: 'tcp', addresses: ['203.0.113.7', '2001:db8::7'], ports: [3220, 3300] }])
  expect(text).toContain('ip daddr 203.0.113.7 tcp dport { 3220, 3300 } accept')
  expect(text).toContain('ip6 daddr 2001:db8::7 tcp dport { 3220, 3300 } accept')
  expect(text).toContain('-RemoteAddress 203.0.113.7,2001:db8::7 -RemotePort 3220,3300')
})

test('Windows takes no names: the rule is for the port then', () => {
  const text = ruleText([{ protocol: 'tcp', addresses: ['turn.example.org'], ports: [443] }])
  expect(text).toContain('ip daddr turn.example.org tcp dport 443 accept')
  expect(text).not.toContain('-RemoteAddress')
})

test.each([
  ['turn:turn.example.org', 'udp', 'turn.example.org', 3478],
  ['turn:turn.example.org:3479?transport=tcp', 'tcp', 'turn.example.org', 3479],
  ['turns:turn.example.org', 'tcp', 'turn.example.org', 5349],
  ['turns:[2001:db8::1]:443?transport=tcp', 'tcp', '2001:db8::1', 443],
  ['turns:turn.example.org?transport=udp', 'udp', 'turn.example.org', 5349],
])('%s', (url, protocol, address, port) => {
  expect(turnRule(url)).toEqual({ protocol, addresses: [address], ports: [port] })
})

test('what is no TURN URL has no rule', () => {
  expect(turnRule('https://turn.example.org')).toBeNull()
})
