// How long a packet spends in the SFU at half load. Each packet carries when it was made; the same trains of packets sent
// straight to the same receivers show what the way costs without an SFU.
import { percentile, progress, type Row } from '../load/report.ts'
import { type Part, short, table } from './part.ts'
import { waitForQuiet } from './processes.ts'
import { profile } from './profile.ts'
import type { ReceiverReport } from './receiver-process.ts'
import type { SenderAnswer } from './sender-process.ts'
import { drain, judge, openStage, type Run, runThroughSfu, type Stage } from './sfu-stage.ts'
import { packetsPerSecond } from './stream.ts'

const goalMs = 5
const seconds = 10
const openEvery = 8
const triesPerShape = 3
const quietMostMs = 90_000
/** Viewers of one camera: in a call of ten, in a full call (contract/calls.ts maxSeats), and in a lecture to everybody. */
const shapes = [
  { name: 'calls of ten', viewers: 9 },
  { name: 'one full call', viewers: 59 },
  { name: 'one camera to all', viewers: Number.POSITIVE_INFINITY },
]

type Delay = { name: string; streams: number; viewers: number; run: Run; direct: Float64Array }

/** Copies as many and as far apart as the worker made them, without an SFU between. */
async function runDirect(stage: Stage, { streams, viewers, run }: Omit<Delay, 'direct'>) {
  const { sender, receiver, ports } = stage
  const gapMicroseconds = (run.workerPercent * 10_000) / (streams * viewers * packetsPerSecond)
  const cameras = Array.from({ length: streams }, (_, stream) => ({
    ssrc: 1000 + stream,
    gapMicroseconds,
    copies: Array.from({ length: viewers }, (_, viewer) => ({
      ssrc: 100_000 + stream * viewers + viewer,
      port: ports[viewer % ports.length] as number,
    })),
  }))
  const consumers = cameras.flatMap(({ copies }) => copies.map(({ ssrc }) => ({ ssrc, keyBase64: null })))
  await receiver.ask({ order: 'expect', consumers, openEvery })
  await sender.ask({ order: 'start', streams: cameras })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  await receiver.ask({ order: 'mark' })
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const { sent } = await sender.ask<SenderAnswer>({ order: 'stop' })
  await drain(receiver)
  return judge(await receiver.ask<ReceiverReport>({ order: 'report' }), sent, viewers).tookMs
}

/** Of several runs the one that others disturbed least, whatever it says. */
async function calmest(stage: Stage, streams: number, viewers: number): Promise<Run> {
  let best: Run | undefined
  for (let attempt = 0; attempt < triesPerShape; attempt += 1) {
    await waitForQuiet(quietMostMs)
    const run = await runThroughSfu(stage, { streams, consumers: viewers, seconds, openEvery })
    if (!best || run.othersPercent < best.othersPercent) best = run
    if (best.othersPercent < 10) break
  }
  return best as Run
}

/** What the way costs anyhow is taken off by its median: all that is irregular counts against the SFU. */
const addedP99 = ({ run, direct }: Delay) => percentileOf(run.tookMs, 0.99) - percentileOf(direct, 0.5)
const percentileOf = (took: Float64Array, share: number) => percentile(took as unknown as number[], share)

const heads = [
  '',
  'streams',
  'worker %',
  'others %',
  'p50 ms',
  'p99 ms',
  'direct p50',
  'direct p99',
  'added p99',
]
const cellsOf = (delay: Delay) => [
  `${delay.name}: ${delay.streams} × ${delay.viewers}`,
  delay.run.consumers,
  short(delay.run.workerPercent),
  short(delay.run.othersPercent),
  short(percentileOf(delay.run.tookMs, 0.5)),
  short(percentileOf(delay.run.tookMs, 0.99)),
  short(percentileOf(delay.direct, 0.5)),
  short(percentileOf(delay.direct, 0.99)),
  short(addedP99(delay)),
]
const detailOf = (delay: Delay) => ({
  shape: delay.name,
  cameras: delay.streams,
  viewersEach: delay.viewers,
  packets: delay.run.tookMs.length,
  lost: delay.run.lost,
  workerPercent: short(delay.run.workerPercent),
  othersPercent: short(delay.run.othersPercent),
  throughP50Ms: short(percentileOf(delay.run.tookMs, 0.5)),
  throughP99Ms: short(percentileOf(delay.run.tookMs, 0.99)),
  directP50Ms: short(percentileOf(delay.direct, 0.5)),
  directP99Ms: short(percentileOf(delay.direct, 0.99)),
  addedP99Ms: short(addedP99(delay)),
})

async function whereTimeGoes(stage: Stage, { streams, viewers }: Delay): Promise<string[]> {
  let lines: string[] = []
  await runThroughSfu(stage, { streams, consumers: viewers, seconds, openEvery }, async (pid) => {
    lines = await profile(pid, seconds - 2)
  })
  return lines
}

/** `most`: consumers that one worker carries. */
export async function measureDelay(most: number): Promise<Part> {
  progress(`sfu: how long a packet spends there at half load, ${Math.floor(most / 2)} streams`)
  const stage = await openStage()
  try {
    const delays: Delay[] = []
    for (const { name, viewers: wanted } of shapes) {
      const viewers = Math.min(wanted, Math.floor(most / 2))
      const streams = Math.max(1, Math.round(most / 2 / viewers))
      const run = await calmest(stage, streams, viewers)
      const delay = { name, streams, viewers, run }
      delays.push({ ...delay, direct: await runDirect(stage, delay) })
      progress(`sfu: ${name}, p99 ${short(percentileOf(run.tookMs, 0.99))} ms`)
    }
    const [ordinary] = delays as [Delay]
    const value = addedP99(ordinary)
    const row: Row = {
      key: 'sfuAddedP99Ms',
      value,
      goal: { most: goalMs },
      note: `${ordinary.name}, ${ordinary.run.consumers} streams, worker ${short(ordinary.run.workerPercent)} %, others ${short(ordinary.run.othersPercent)} %; through ${short(percentileOf(ordinary.run.tookMs, 0.99))} ms less the median of the direct way`,
    }
    const lines = [
      'Half load: from made to received, and the same packets sent straight to the same receivers:',
      ...table(heads, delays.map(cellsOf)),
      ...(value > goalMs ? await whereTimeGoes(stage, ordinary) : []),
    ]
    return { rows: [row], details: { shapes: delays.map(detailOf) }, lines }
  } finally {
    stage.stop()
  }
}
