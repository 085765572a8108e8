// A process of its own that receives for all consumers on few sockets and counts each packet: per consumer, in order,
// without gaps. Opens some of them to see that they are what was sent, and how long they took.
import { createSocket, type Socket } from 'node:dgram'
import { openPayload, type SessionKeys, sessionKeys } from './srtp.ts'
import { readStamp } from './stream.ts'

export type Expected = { ssrc: number; keyBase64: string }
export type ReceiverOrder =
  | { order: 'open'; sockets: number }
  | { order: 'expect'; consumers: Expected[]; probes: number[]; openEvery: number }
  | { order: 'mark' }
  | { order: 'count' }
  | { order: 'report' }
export type ReceiverReport = {
  /** By consumer, in the order of `expect`. */
  received: number[]
  gaps: number
  outOfOrder: number
  opened: number
  /** Opened packets that could not be decrypted, or had another content. */
  wrong: number
  unknown: number
  /** Of the packets opened since the mark: from made to received, milliseconds. */
  tookMs: Float64Array
  /** The same of the probes, which came without an SFU. */
  probeMs: Float64Array
}

type Consumer = {
  keys: SessionKeys
  received: number
  firstSequence: number
  lastSequence: number
  rollover: number
}

const host = '127.0.0.1'
const sockets: Socket[] = []
let consumers = new Map<number, Consumer>()
let openEvery = 1
let untilOpened = 1
let isMarked = false
let probes = new Set<number>()
let tookMs: number[] = []
let probeMs: number[] = []
let counted = { gaps: 0, outOfOrder: 0, opened: 0, wrong: 0, unknown: 0 }

/** RFC 5761: what lies between is RTCP on the same port. */
const isRtcp = (packet: Buffer) => (packet[1] as number) >= 192 && (packet[1] as number) <= 223

const tookSince = (madeAt: bigint, now = process.hrtime.bigint()) => Number(now - madeAt) / 1e6

function take(packet: Buffer): void {
  if (isRtcp(packet)) return
  const ssrc = packet.readUInt32BE(8)
  const consumer = consumers.get(ssrc)
  if (!consumer) {
    if (!probes.has(ssrc)) counted.unknown += 1
    else if (isMarked) probeMs.push(tookSince(readStamp(packet.subarray(12)).at))
    return
  }
  const sequence = packet.readUInt16BE(2)
  if (consumer.received === 0) consumer.firstSequence = sequence
  else {
    const ahead = (sequence - consumer.lastSequence) & 0xffff
    if (ahead === 0 || ahead > 0x8000) {
      counted.outOfOrder += 1
      return
    }
    counted.gaps += ahead - 1
    if (sequence < consumer.lastSequence) consumer.rollover += 1
  }
  consumer.lastSequence = sequence
  consumer.received += 1
  untilOpened -= 1
  if (untilOpened === 0) {
    look(packet, consumer)
    // Not every n-th: that would always meet the same consumers of a train.
    untilOpened = 1 + Math.floor(Math.random() * (2 * openEvery - 1))
  }
}

function look(packet: Buffer, { keys, rollover, firstSequence, lastSequence }: Consumer): void {
  const receivedAt = process.hrtime.bigint()
  counted.opened += 1
  try {
    const { at, count } = readStamp(openPayload(packet, keys, rollover))
    const isInPlace = count === rollover * 65_536 + lastSequence - firstSequence
    if (!isInPlace) counted.wrong += 1
    else if (isMarked) tookMs.push(tookSince(at, receivedAt))
  } catch {
    counted.wrong += 1
  }
}

async function open(count: number): Promise<{ ports: number[] }> {
  for (let index = 0; index < count; index += 1) {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 8 * 1024 * 1024 })
    socket.on('message', take)
    await new Promise<void>((done) => socket.bind(0, host, done))
    sockets.push(socket)
  }
  return { ports: sockets.map((socket) => socket.address().port) }
}

function expect(wanted: Expected[], probeSsrcs: number[], every: number): void {
  probes = new Set(probeSsrcs)
  consumers = new Map(
    wanted.map(({ ssrc, keyBase64 }) => [
      ssrc,
      {
        keys: sessionKeys(keyBase64),
        received: 0,
        firstSequence: 0,
        lastSequence: 0,
        rollover: 0,
      },
    ]),
  )
  openEvery = every
  untilOpened = 1
  isMarked = false
  tookMs = []
  probeMs = []
  counted = { gaps: 0, outOfOrder: 0, opened: 0, wrong: 0, unknown: 0 }
}

const report = (): ReceiverReport => ({
  ...counted,
  received: [...consumers.values()].map(({ received }) => received),
  tookMs: Float64Array.from(tookMs),
  probeMs: Float64Array.from(probeMs),
})

async function obey(given: ReceiverOrder): Promise<unknown> {
  if (given.order === 'open') return open(given.sockets)
  if (given.order === 'expect') return expect(given.consumers, given.probes, given.openEvery)
  if (given.order === 'report') return report()
  if (given.order === 'count') {
    let total = 0
    for (const { received } of consumers.values()) total += received
    return { total }
  }
  isMarked = true
  return undefined
}

process.on('message', async (given: ReceiverOrder) => {
  process.send?.((await obey(given)) ?? {})
})
process.on('disconnect', () => process.exit(0))
