// A process of its own that sends camera streams, encrypted, to an SFU, and meanwhile now and then a probe in clear
// straight to the receivers, which shows what the way costs without an SFU, at the same time and under the same load.
import { createSocket } from 'node:dgram'
import { protect, type SessionKeys, sessionKeys } from './srtp.ts'
import { CameraStream, probe } from './stream.ts'

/** Where a camera's packets go, and with which key. */
export type Camera = { ssrc: number; port: number; keyBase64: string }
/** Where probes go: to each in turn. */
export type Probed = { ssrc: number; port: number }
export type SenderOrder = { order: 'start'; cameras: Camera[]; probed: Probed[] } | { order: 'stop' }
export type SenderAnswer = { sent: number[]; lateP99Ms: number }

type Running = { stream: CameraStream; send: (packet: Buffer, rollover: number) => void }

const host = '127.0.0.1'
const probeGapMs = 5
const running: Running[] = []
let late: number[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let sendProbe: (() => void) | undefined
let probeAtMs = 0

async function openSocket() {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, host, done))
  socket.setSendBufferSize(4 * 1024 * 1024)
  socket.setRecvBufferSize(1024 * 1024)
  // What the SFU reports back is read and dropped.
  socket.on('message', () => {})
  return socket
}

async function cameraSender({ port, keyBase64 }: Camera): Promise<Running['send']> {
  const socket = await openSocket()
  const keys: SessionKeys = sessionKeys(keyBase64)
  return (packet, rollover) => socket.send(protect(packet, keys, rollover), port, host)
}

async function probeSender(probed: Probed[]): Promise<() => void> {
  const socket = await openSocket()
  let count = 0
  return () => {
    const { ssrc, port } = probed[count % probed.length] as Probed
    socket.send(probe(ssrc, Math.floor(count / probed.length)), port, host)
    count += 1
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
  if (performance.now() >= probeAtMs) {
    sendProbe?.()
    // At no time of its own: the trains of the cameras have one.
    probeAtMs = performance.now() + 2 * probeGapMs * Math.random()
  }
  timer = setTimeout(tick, 1)
}

async function start(cameras: Camera[], probed: Probed[]): Promise<void> {
  running.length = 0
  late = []
  const startAtMs = performance.now() + 50
  for (const [index, one] of cameras.entries()) {
    // Cameras are not in step: their frames are spread over the 33 ms.
    const stream = new CameraStream(one.ssrc, startAtMs + ((index * 13.7) % 33))
    running.push({ stream, send: await cameraSender(one) })
  }
  sendProbe = await probeSender(probed)
  tick()
}

function stop(): SenderAnswer {
  clearTimeout(timer)
  late.sort((a, b) => a - b)
  return {
    sent: running.map(({ stream }) => stream.count),
    lateP99Ms: late[Math.floor(late.length * 0.99)] ?? 0,
  }
}

process.on('message', async (given: SenderOrder) => {
  if (given.order === 'start') {
    await start(given.cameras, given.probed)
    process.send?.({})
  } else process.send?.(stop())
})
process.on('disconnect', () => process.exit(0))
