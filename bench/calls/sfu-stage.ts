// One run through the SFU: streams go in by plain transports with SRTP, consumers go out by plain transports with SRTP,
// and what arrived is counted at the receivers.
import {
  droppedAt,
  type Helper,
  machineBusyMs,
  pin,
  processorMs,
  startReceiver,
  startSender,
} from './processes.ts'
import type { ReceiverOrder, ReceiverReport } from './receiver-process.ts'
import type { SenderAnswer, SenderOrder } from './sender-process.ts'
import { furnish, openRouters } from './sfu-transports.ts'

const receiverSockets = 4
const warmUpMs = 2000
const drainMostMs = 5000
/** Makes and counts the load; the worker has the other core. */
const loadCore = 1

/** `streams` cameras, each with `consumers`; on two workers half of them are reached by a pipe. */
export type Shape = {
  streams: number
  consumers: number
  workers?: 1 | 2
  seconds: number
  openEvery: number
}

export type Run = {
  consumers: number
  /** Packets that should have arrived, and those that did. */
  wanted: number
  arrived: number
  lost: number
  gaps: number
  outOfOrder: number
  opened: number
  wrong: number
  /** Thrown away by the receivers' own sockets: then the receivers are too slow, not the SFU. */
  receiverDrops: number
  workerPercent: number
  receiverPercent: number
  senderPercent: number
  /** What all other processes of the machine took, in percent of one core. */
  othersPercent: number
  drainMs: number
  /** How far the sender was behind its schedule. */
  lateP99Ms: number
  /** From made to received, through the SFU and, of the probes, without. */
  tookMs: Float64Array
  probeMs: Float64Array
}

export type Stage = {
  sender: Helper<SenderOrder>
  receiver: Helper<ReceiverOrder>
  ports: number[]
  stop: () => void
}

export async function openStage(): Promise<Stage> {
  const [sender, receiver] = [startSender(), startReceiver()]
  for (const { pid } of [sender, receiver]) pin(pid, loadCore)
  const { ports } = await receiver.ask<{ ports: number[] }>({ order: 'open', sockets: receiverSockets })
  return {
    sender,
    receiver,
    ports,
    stop: () => {
      sender.stop()
      receiver.stop()
    },
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Waits until no more packets come; answers how long they still came. */
async function drain(receiver: Helper<ReceiverOrder>): Promise<number> {
  const startedAt = performance.now()
  let lastAt = startedAt
  for (let before = -1; performance.now() - startedAt < drainMostMs; ) {
    const { total } = await receiver.ask<{ total: number }>({ order: 'count' })
    if (total !== before) lastAt = performance.now()
    else if (performance.now() - lastAt > 400) break
    before = total
    await sleep(20)
  }
  return lastAt - startedAt
}

function judge(report: ReceiverReport, sent: number[], consumersEach: number) {
  const wanted = sent.reduce((sum, count) => sum + count * consumersEach, 0)
  const arrived = report.received.reduce((sum, count) => sum + count, 0)
  const { gaps, outOfOrder, opened, wrong, tookMs, probeMs } = report
  return { wanted, arrived, lost: wanted - arrived, gaps, outOfOrder, opened, wrong, tookMs, probeMs }
}

const sumOf = (pids: number[]) => pids.reduce((sum, pid) => sum + processorMs(pid), 0)

/** What each side used while the load stood; percent of one core. */
async function watch(pids: { worker: number[]; sender: number; receiver: number }, seconds: number) {
  const own = [...pids.worker, pids.sender, pids.receiver, process.pid]
  const read = () => ({
    at: performance.now(),
    worker: sumOf(pids.worker),
    sender: processorMs(pids.sender),
    receiver: processorMs(pids.receiver),
    others: machineBusyMs() - sumOf(own),
  })
  const before = read()
  await sleep(seconds * 1000)
  const after = read()
  const percent = (name: 'worker' | 'sender' | 'receiver' | 'others') =>
    (100 * (after[name] - before[name])) / (after.at - before.at)
  return {
    workerPercent: percent('worker'),
    receiverPercent: percent('receiver'),
    senderPercent: percent('sender'),
    // The machine's time is counted in ticks, a process's exactly.
    othersPercent: Math.max(0, percent('others')),
  }
}

/** `during`: something to do with the worker while the load stands. */
export async function runThroughSfu(
  stage: Stage,
  shape: Shape,
  during?: (workerPid: number) => Promise<void>,
): Promise<Run> {
  const { sender, receiver, ports } = stage
  const place = await openRouters(shape.workers ?? 1)
  try {
    const { cameras, expected } = await furnish(place.routers, shape, ports)
    const droppedBefore = droppedAt(ports)
    const probed = ports.map((port, index) => ({ ssrc: 1 + index, port }))
    const probes = probed.map(({ ssrc }) => ssrc)
    await receiver.ask({ order: 'expect', consumers: expected, probes, openEvery: shape.openEvery })
    await sender.ask({ order: 'start', cameras, probed })
    await sleep(warmUpMs)
    await receiver.ask({ order: 'mark' })
    const pids = { worker: place.pids, sender: sender.pid, receiver: receiver.pid }
    const [use] = await Promise.all([watch(pids, shape.seconds), during?.(place.pids[0] as number)])
    const { sent, lateP99Ms } = await sender.ask<SenderAnswer>({ order: 'stop' })
    const drainMs = await drain(receiver)
    const report = await receiver.ask<ReceiverReport>({ order: 'report' })
    const verdict = judge(report, sent, shape.consumers)
    const receiverDrops = droppedAt(ports) - droppedBefore
    return { consumers: expected.length, ...verdict, ...use, receiverDrops, drainMs, lateP99Ms }
  } finally {
    place.close()
  }
}
