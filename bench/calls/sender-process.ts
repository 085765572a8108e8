// A process of its own that sends camera streams: encrypted to an SFU, or in clear straight to the receivers with the
// same number of copies at the same spacing, which shows what the way costs without an SFU.
import { createSocket } from 'node:dgram'
import type { ReceiverPort } from './receiver-process.ts'
import { protect, type SessionKeys, sessionKeys } from './srtp.ts'
import { CameraStream, restamp } from './stream.ts'

type SfuStream = { ssrc: number; port: number; keyBase64: string }
type DirectStream = { ssrc: number; copies: { ssrc: number; port: ReceiverPort }[]; gapMicroseconds: number }
export type SenderOrder = { order: 'start'; streams: (SfuStream | DirectStream)[] } | { order: 'stop' }
export type SenderAnswer = { sent: number[]; processorMs: number; lateP99Ms: number }

type Running = { stream: CameraStream; send: (packet: Buffer, rollover: number) => void }

const host = '127.0.0.1'
const running: Running[] = []
let late: number[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let usedBefore = process.cpuUsage()

async function openSocket() {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, host, done))
  socket.setSendBufferSize(4 * 1024 * 1024)
  socket.setRecvBufferSize(1024 * 1024)
  // What the SFU reports back is read and dropped.
  socket.on('message', () => {})
  return socket
}

async function sfuSender({ port, keyBase64 }: SfuStream): Promise<Running['send']> {
  const socket = await openSocket()
  const keys: SessionKeys = sessionKeys(keyBase64)
  return (packet, rollover) => socket.send(protect(packet, keys, rollover), port, host)
}

async function directSender({ copies, gapMicroseconds }: DirectStream): Promise<Running['send']> {
  const socket = await openSocket()
  const gap = BigInt(Math.round(gapMicroseconds * 1000))
  return (packet) => {
    let due = process.hrtime.bigint()
    for (const { ssrc, port } of copies) {
      while (process.hrtime.bigint() < due);
      due += gap
      const copy = Buffer.from(packet)
      restamp(copy, ssrc)
      socket.send(copy, port, host)
    }
  }
}

function tick() {
  for (const { stream, send } of running) {
    for (let now = performance.now(); stream.dueAtMs <= now; ) {
      late.push(now - stream.dueAtMs)
      const { rollover } = stream
      send(stream.next(), rollover)
    }
  }
  timer = setTimeout(tick, 1)
}

async function start(streams: (SfuStream | DirectStream)[]): Promise<void> {
  running.length = 0
  late = []
  const startAtMs = performance.now() + 50
  for (const [index, one] of streams.entries()) {
    // Cameras are not in step: their frames are spread over the 33 ms.
    const stream = new CameraStream(one.ssrc, startAtMs + ((index * 13.7) % 33))
    running.push({ stream, send: await ('copies' in one ? directSender(one) : sfuSender(one)) })
  }
  usedBefore = process.cpuUsage()
  tick()
}

function stop(): SenderAnswer {
  clearTimeout(timer)
  const used = process.cpuUsage(usedBefore)
  late.sort((a, b) => a - b)
  return {
    sent: running.map(({ stream }) => stream.count),
    processorMs: (used.user + used.system) / 1000,
    lateP99Ms: late[Math.floor(late.length * 0.99)] ?? 0,
  }
}

process.on('message', async (given: SenderOrder) => {
  if (given.order === 'start') {
    await start(given.streams)
    process.send?.({})
  } else process.send?.(stop())
})
process.on('disconnect', () => process.exit(0))
