import { describe, expect, test } from 'vitest'
import words from '../../../locales/en/doctor.json'
import { diagnose } from './diagnose.ts'
import type { Facts } from './facts.ts'

const paths = {
  addresses: ['203.0.113.7'],
  udpPorts: [3220, 3221, 3222, 3223],
  tcpPorts: [3220, 3221, 3222, 3223],
  turnUrls: [],
}
const way = (connectMs: number | null, address = '203.0.113.7') => [{ address, port: 3220, connectMs }]
const well: Facts = {
  secure: { isSecure: true, hasWebRtc: true, host: 'nucleus.example.org' },
  camera: { problem: null, width: 1280, height: 720, framesPerSecond: 30, brightness: 110 },
  microphone: { problem: null, loudest: 0.6, isMutedBySystem: false },
  speaker: { isPlayed: true, isHeard: true },
  server: { isSocketUp: true, isPageReached: true, isAvailable: true, roundTripMs: 12, paths },
  udp: way(40),
  tcp: way(60),
  turn: [],
  loopback: {
    isConnected: true,
    path: 'udp',
    picture: { width: 1280, height: 720, framesPerSecond: 24 },
    delayMs: 110,
    hasSound: true,
  },
  bandwidth: {
    upBitsPerSecond: 2_400_000,
    downBitsPerSecond: 2_300_000,
    availableUp: 3_000_000,
    lossUpPercent: 0,
    lossDownPercent: 0.4,
    roundTripMs: 21,
    jitterMs: 3,
    cpuLimitedPercent: 0,
  },
}
const codes = (facts: Facts) => diagnose(facts).findings.map(({ code }) => code)
const found = (facts: Facts, code: string) => diagnose(facts).findings.find((one) => one.code === code)

describe('as a whole', () => {
  test('all is well', () => {
    const { overall, checks, findings } = diagnose(well)
    expect(overall).toBe('fine')
    expect(findings.map(({ verdict }) => verdict)).toEqual(['note'])
    expect(Object.entries(checks).filter(([, verdict]) => verdict !== 'good')).toEqual([['turn', 'unknown']])
  })

  test('nothing was measured: nothing is known, and nothing is said', () => {
    const { overall, checks, findings } = diagnose({})
    expect(overall).toBe('unfinished')
    expect(findings).toEqual([])
    expect(new Set(Object.values(checks))).toEqual(new Set(['unknown']))
  })

  test('a question without an answer is neither good nor bad', () => {
    const { checks, overall } = diagnose({ ...well, speaker: { isPlayed: true, isHeard: null } })
    expect(checks.speaker).toBe('unknown')
    expect(overall).toBe('fine')
  })

  test.each<[string, Partial<Facts>, string]>([
    ['a camera less', { camera: { problem: 'missing' } }, 'limited'],
    ['a microphone less', { microphone: { problem: 'denied' } }, 'impossible'],
    ['no media worker', { server: { ...well.server!, isAvailable: false } }, 'impossible'],
    ['no sound heard', { speaker: { isPlayed: true, isHeard: false } }, 'limited'],
    ['UDP blocked', { udp: way(null) }, 'limited'],
    ['UDP and TCP blocked', { udp: way(null), tcp: way(null) }, 'impossible'],
  ])('%s', (_, change, overall) => {
    expect(diagnose({ ...well, ...change }).overall).toBe(overall)
  })

  test('what took too long is said', () => {
    const { bandwidth: _, ...others } = well
    expect(diagnose({ ...others, late: ['bandwidth'] }).checks.bandwidth).toBe('warn')
  })
})

describe('the way to the server', () => {
  test('UDP is blocked: names the port, all ports to open, and what works meanwhile', () => {
    const finding = found({ ...well, udp: way(null) }, 'udpBlocked')
    expect(finding).toMatchObject({
      check: 'udp',
      verdict: 'warn',
      values: { protocol: 'UDP', port: '3220', ports: '3220–3223', address: '203.0.113.7' },
      rules: [{ protocol: 'udp', addresses: ['203.0.113.7'], ports: [3220, 3221, 3222, 3223] }],
    })
  })

  test('UDP and TCP are blocked and the relay works', () => {
    const turn = [{ url: 'turn:turn.example.org', isAllocated: true, connectMs: 90, errorCode: null }]
    const facts = { ...well, udp: way(null), tcp: way(null), turn }
    expect(codes(facts)).toEqual(['directBlocked', 'directBlocked'])
    expect(diagnose(facts).overall).toBe('limited')
  })

  test('what works meanwhile is what the call with oneself took', () => {
    const loopback = { ...well.loopback!, path: 'relay' as const }
    expect(codes({ ...well, udp: way(null), loopback })).toContain('udpBlockedRelay')
    expect(codes({ udp: way(null) })).toContain('udpBlockedAlone')
  })

  test('nothing gets through: both rules, and a relay is needed', () => {
    const facts = { ...well, udp: way(null), tcp: way(null) }
    expect(codes(facts)).toEqual(['nothingReaches', 'tcpBlockedToo', 'turnNeeded'])
    expect(found(facts, 'nothingReaches')?.rules?.map(({ protocol }) => protocol)).toEqual(['udp', 'tcp'])
  })

  test.each([
    ['its own loopback', '127.0.0.1', 'announcedLocal'],
    ['an inner address to somebody outside', '192.168.7.2', 'announcedPrivate'],
    ['a public address', '203.0.113.7', 'nothingReaches'],
  ])('the server announces %s', (_, address, code) => {
    expect(codes({ ...well, udp: way(null, address), tcp: way(null, address) })).toContain(code)
  })

  test('an inner address is none of a wrong kind inside', () => {
    const secure = { isSecure: true, hasWebRtc: true, host: '192.168.7.2' }
    const facts = { ...well, secure, udp: way(null, '192.168.7.2'), tcp: way(null, '192.168.7.2') }
    expect(codes(facts)).toContain('nothingReaches')
  })

  test('one of two addresses is enough', () => {
    const udp = [...way(null, '2001:db8::7'), ...way(40)]
    expect(found({ ...well, udp }, 'partlyOpen')?.values).toMatchObject({
      closed: '2001:db8::7',
      open: '203.0.113.7',
    })
    expect(diagnose({ ...well, udp }).checks.udp).toBe('good')
  })

  test('TCP alone is blocked: good to have, not needed', () => {
    expect(found({ ...well, tcp: way(null) }, 'tcpBlocked')?.rules?.[0]?.protocol).toBe('tcp')
  })

  test.each([
    ['does not answer', { isAllocated: false, errorCode: 701 }, 'turnUnreachable'],
    ['refuses the password', { isAllocated: false, errorCode: 401 }, 'turnRefused'],
    ['does not reach the media server', { isAllocated: true, errorCode: null }, 'turnNoWay'],
  ])('a relay that %s', (_, tried, code) => {
    const turn = [{ url: 'turns:turn.example.org:443?transport=tcp', connectMs: null, ...tried }]
    expect(codes({ ...well, turn })).toEqual([code])
    expect(diagnose({ ...well, turn }).checks.turn).toBe('warn')
    expect(diagnose({ ...well, turn, udp: way(null), tcp: way(null) }).checks.turn).toBe('bad')
  })

  test('a proxy cuts the socket', () => {
    const server = { ...well.server!, isSocketUp: false, roundTripMs: null }
    expect(codes({ secure: well.secure!, server })).toEqual(['socketBlocked'])
  })
})

describe('devices', () => {
  test.each(['denied', 'missing', 'busy', 'ignored', 'unknown'] as const)('%s', (problem) => {
    const [camera, microphone] = codes({ ...well, camera: { problem }, microphone: { problem } })
    const word = problem[0]!.toUpperCase() + problem.slice(1)
    expect([camera, microphone]).toEqual([`camera${word}`, `microphone${word}`])
  })

  test('without https nothing else is to blame', () => {
    const secure = { ...well.secure!, isSecure: false }
    const facts: Facts = { secure, camera: { problem: 'denied' }, microphone: { problem: 'denied' } }
    expect(codes(facts)).toEqual(['insecure', 'cameraHidden', 'microphoneHidden'])
  })

  test.each([
    [{ framesPerSecond: 0 }, 'cameraFrozen', 'bad'],
    [{ brightness: 1 }, 'cameraDark', 'warn'],
    [{ framesPerSecond: 8.4 }, 'cameraSlow', 'warn'],
    [{ width: 320, height: 240 }, 'cameraSmall', 'warn'],
  ])('a picture with %o', (change, code, verdict) => {
    const camera = { ...(well.camera as Extract<Facts['camera'], { problem: null }>), ...change }
    expect(found({ ...well, camera }, code)?.verdict).toBe(verdict)
  })

  test('a microphone that is muted, or hears nothing', () => {
    const of = (loudest: number, isMutedBySystem: boolean) =>
      codes({ ...well, microphone: { problem: null, loudest, isMutedBySystem } })[0]
    expect(of(0, true)).toBe('microphoneMuted')
    expect(of(0.01, false)).toBe('microphoneSilent')
  })
})

describe('the call with oneself', () => {
  test.each<[Partial<NonNullable<Facts['bandwidth']>>, string, string]>([
    [{ upBitsPerSecond: 90_000, availableUp: 120_000 }, 'littleUp', 'bad'],
    [{ upBitsPerSecond: 90_000, availableUp: 500_000 }, 'littleUp', 'warn'],
    [{ lossUpPercent: 3 }, 'lossUp', 'warn'],
    [{ lossDownPercent: 20 }, 'lossDown', 'bad'],
    [{ roundTripMs: 300 }, 'slow', 'warn'],
    [{ jitterMs: 120 }, 'uneven', 'bad'],
    [{ cpuLimitedPercent: 80 }, 'machineSlow', 'warn'],
  ])('%o', (change, code, verdict) => {
    const facts = { ...well, bandwidth: { ...well.bandwidth!, ...change } }
    expect(found(facts, code)).toMatchObject({ check: 'bandwidth', verdict })
  })

  test('little was sent because there was little to send', () => {
    const bandwidth = { ...well.bandwidth!, upBitsPerSecond: 90_000, availableUp: 2_000_000 }
    expect(codes({ ...well, bandwidth })).not.toContain('littleUp')
  })

  test('connected, and nothing comes back', () => {
    const loopback = { ...well.loopback!, picture: null, hasSound: false, delayMs: null }
    expect(codes({ ...well, loopback })).toEqual(['turnNotNeeded', 'pictureLost', 'soundLost'])
  })
})

test('every finding has its words', () => {
  const known = new Set(Object.keys(words.finding))
  const some = [
    diagnose({ ...well, udp: way(null) }),
    diagnose({ ...well, udp: way(null), tcp: way(null) }),
    diagnose({ ...well, server: { ...well.server!, roundTripMs: 900 } }),
    diagnose({
      secure: { isSecure: true, hasWebRtc: false, host: 'x' },
      wasHidden: true,
      bandwidth: well.bandwidth!,
    }),
  ]
  for (const { findings } of some) for (const { code } of findings) expect(known).toContain(code)
})
