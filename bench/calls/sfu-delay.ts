// How long a packet spends in the SFU at half load. Each packet carries when it was made; probes sent straight to the same
// receivers at the same time show what the way costs without an SFU.
import { percentile, progress, type Row } from '../load/report.ts'
import { type Part, short, table } from './part.ts'
import { waitForQuiet } from './processes.ts'
import { profile } from './profile.ts'
import { openStage, type Run, runThroughSfu, type Stage } from './sfu-stage.ts'

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

type Delay = { name: string; streams: number; viewers: number; run: Run }

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

const took = (values: Float64Array, share: number) => percentile(Array.from(values), share)
const figuresOf = ({ run }: Delay) => ({
  throughP50Ms: short(took(run.tookMs, 0.5)),
  throughP99Ms: short(took(run.tookMs, 0.99)),
  directP50Ms: short(took(run.probeMs, 0.5)),
  directP99Ms: short(took(run.probeMs, 0.99)),
})
/** What the way costs anyhow is taken off by its median: all that is irregular counts against the SFU. */
const addedP99 = ({ run }: Delay) => took(run.tookMs, 0.99) - took(run.probeMs, 0.5)

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
  ...Object.values(figuresOf(delay)),
  short(addedP99(delay)),
]
const detailOf = (delay: Delay) => ({
  shape: delay.name,
  cameras: delay.streams,
  viewersEach: delay.viewers,
  packets: delay.run.tookMs.length,
  probes: delay.run.probeMs.length,
  lost: delay.run.lost,
  workerPercent: short(delay.run.workerPercent),
  receiverPercent: short(delay.run.receiverPercent),
  othersPercent: short(delay.run.othersPercent),
  senderLateP99Ms: short(delay.run.lateP99Ms),
  ...figuresOf(delay),
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
      const delay = { name, streams, viewers, run: await calmest(stage, streams, viewers) }
      delays.push(delay)
      progress(`sfu: ${name}, added p99 ${short(addedP99(delay))} ms`)
    }
    const [ordinary] = delays as [Delay]
    const value = addedP99(ordinary)
    const row: Row = {
      key: 'sfuAddedP99Ms',
      value,
      goal: { most: goalMs },
      note: `${ordinary.name}, ${ordinary.run.consumers} streams, worker ${short(ordinary.run.workerPercent)} %, others ${short(ordinary.run.othersPercent)} %; p99 through it less the median of the direct way`,
    }
    const lines = [
      'Half load: from made to received, and of probes sent straight to the same receivers meanwhile:',
      ...table(heads, delays.map(cellsOf)),
      ...(value > goalMs ? await whereTimeGoes(stage, ordinary) : []),
    ]
    return { rows: [row], details: { shapes: delays.map(detailOf) }, lines }
  } finally {
    stage.stop()
  }
}
