// How many 1 Mbit/s streams one media worker forwards with none lost and room to spare, and the same over two workers
// joined by a pipe.
import { progress } from '../load/report.ts'
import { type Part, short, table } from './part.ts'
import { waitForQuiet } from './processes.ts'
import { profile } from './profile.ts'
import { openStage, type Run, runThroughSfu, type Shape, type Stage } from './sfu-stage.ts'

const goal = 300
const steps = [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]
const finerSteps = [50, 25]
const seconds = 10
const triesPerStep = 3
const mostWorkerPercent = 90
/** What comes later than this was not forwarded but queued. */
const mostDrainMs = 1000
const quietMostMs = 90_000
const pipedConsumers = 100

/** Others took so much of the two cores that a failure says nothing of the SFU. */
const disturbedPercent = 30

const isClean = (run: Run) =>
  run.lost === 0 &&
  run.gaps === 0 &&
  run.outOfOrder === 0 &&
  run.wrong === 0 &&
  run.opened > 0 &&
  run.drainMs <= mostDrainMs
const isGood = (run: Run) => isClean(run) && run.workerPercent < mostWorkerPercent

const shapeOf = (consumers: number): Shape => ({ streams: 1, consumers, seconds, openEvery: 64 })

const heads = ['consumers', 'wanted', 'lost', 'worker %', 'receiver %', 'sender %', 'others %', 'good']
const cellsOf = (run: Run) => [
  run.consumers,
  run.wanted,
  run.lost,
  short(run.workerPercent),
  short(run.receiverPercent),
  short(run.senderPercent),
  short(run.othersPercent),
  isGood(run) ? 'yes' : whyNot(run),
]
const whyNot = (run: Run) => {
  if (run.lost > 0 && run.receiverDrops >= run.lost) return 'no: the receivers were too slow'
  if (run.workerPercent >= mostWorkerPercent) return 'no: worker at its end'
  return run.othersPercent > disturbedPercent ? 'no: others had the machine' : 'no'
}
const detailOf = ({ tookMs: _, probeMs: __, ...run }: Run) =>
  Object.fromEntries(Object.entries(run).map(([name, value]) => [name, short(value)]))

/** A step is tried again when it failed: on a shared machine somebody else may have had the core. */
async function tryStep(stage: Stage, consumers: number, runs: Run[]): Promise<boolean> {
  for (let attempt = 1; attempt <= triesPerStep; attempt += 1) {
    await waitForQuiet(quietMostMs)
    const run = await runThroughSfu(stage, shapeOf(consumers))
    runs.push(run)
    progress(
      `sfu: ${consumers} consumers, ${run.lost} of ${run.wanted} lost, worker ${short(run.workerPercent)} %, others ${short(run.othersPercent)} %`,
    )
    if (isGood(run)) return true
    // Nobody disturbed it: that is the limit.
    if (run.workerPercent >= mostWorkerPercent) return false
  }
  return false
}

async function findMost(stage: Stage, runs: Run[]): Promise<number> {
  let best = 0
  for (const consumers of steps) {
    if (!(await tryStep(stage, consumers, runs))) break
    best = consumers
  }
  for (const more of finerSteps) if (await tryStep(stage, best + more, runs)) best += more
  return best
}

async function missedAt(stage: Stage, consumers: number): Promise<string[]> {
  let lines: string[] = []
  await runThroughSfu(stage, shapeOf(consumers), async (pid) => {
    lines = await profile(pid, seconds - 2)
  })
  return [`One worker with ${consumers} consumers:`, ...lines]
}

export async function measureConsumers(): Promise<Part & { most: number }> {
  progress('sfu: how many streams of 1 Mbit/s one worker forwards')
  const stage = await openStage()
  try {
    const runs: Run[] = []
    const most = await findMost(stage, runs)
    const best = runs.find((run) => run.consumers === most && isGood(run))
    const lines = [
      'One camera, 1 Mbit/s VP8 in packets of 1,200 bytes, SRTP AES-128-GCM both ways, to plain transports:',
      ...table(heads, runs.map(cellsOf)),
      ...(most < goal ? await missedAt(stage, Math.max(most, 100)) : []),
    ]
    const isLimit = runs.some((run) => run.consumers > most && run.othersPercent <= disturbedPercent)
    const note = best
      ? `${isLimit ? '' : 'at least: more was only tried while others had the machine; '}worker ${short(best.workerPercent)} % of a core, ${best.arrived} packets arrived, ${best.opened} opened, others ${short(best.othersPercent)} %`
      : 'no step was good'
    return {
      most,
      rows: [{ key: 'sfuConsumersPerCore', value: most, goal: { least: goal }, note }],
      details: { steps: runs.map(detailOf) },
      lines,
    }
  } finally {
    stage.stop()
  }
}

/** Half of the viewers are on a second worker, reached by a pipe. */
export async function measurePiped(): Promise<Part> {
  progress('sfuPiped: one camera to viewers on two workers')
  const stage = await openStage()
  try {
    let run: Run
    let attempt = 0
    do {
      await waitForQuiet(quietMostMs)
      run = await runThroughSfu(stage, { ...shapeOf(pipedConsumers), workers: 2 })
      attempt += 1
    } while (!isClean(run) && attempt < triesPerStep)
    const note = `${run.lost} of ${run.wanted} packets lost over two workers, ${short(run.workerPercent)} % of a core for both`
    const value = isClean(run) ? run.consumers : 0
    return { rows: [{ key: 'sfuPiped', value, note }], details: detailOf(run) }
  } finally {
    stage.stop()
  }
}
