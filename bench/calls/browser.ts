// Calls in two Chromium pages through the real server: how soon one sees the other, how late, and how soon again after a
// worker was killed.
import { execFileSync } from 'node:child_process'
import { percentile, progress } from '../load/report.ts'
import {
  type BenchPerson,
  type BrowserBench,
  clickJoin,
  join,
  leave,
  openBrowserBench,
  prepare,
  seenAfter,
  sightingsOf,
  watch,
} from './browser-people.ts'
import { type Part, short } from './part.ts'

const joins = 20
const kills = 8
const glassFrames = 600

/** Runs in the page: when the click on join came, and when the first picture of the other was shown after it. */
function watchJoin(personId: string): void {
  const page = window as unknown as { joined: Promise<number> }
  let clickedAtMs = 0
  document.addEventListener('pointerup', () => (clickedAtMs = performance.now()), {
    capture: true,
    once: true,
  })
  page.joined = new Promise((resolve) => {
    const look = () => {
      const video = document.querySelector<HTMLVideoElement>(
        `video[data-person-id="${personId}"][data-source="camera"]`,
      )
      if (video && video.getVideoPlaybackQuality().totalVideoFrames > 0)
        return resolve(performance.now() - clickedAtMs)
      requestAnimationFrame(look)
    }
    look()
  })
}

async function measureJoins(stays: BenchPerson, comes: BenchPerson): Promise<number[]> {
  const times: number[] = []
  // The first one compiles what all others run.
  for (let round = 0; round <= joins; round += 1) {
    await prepare(comes)
    await comes.page.evaluate(watchJoin, stays.personId)
    await clickJoin(comes)
    const time = await comes.page.evaluate(() => (window as unknown as { joined: Promise<number> }).joined)
    if (round > 0) times.push(time)
    if (round < joins) await leave(comes)
  }
  return times
}

async function measureGlass(viewer: BenchPerson): Promise<number[]> {
  await viewer.page.waitForFunction(
    (enough) => (window as unknown as { sightings: unknown[] }).sightings.length > enough,
    glassFrames,
    { timeout: 120_000 },
  )
  // The first frames come while bandwidth is still being found out.
  return (await sightingsOf(viewer))
    .slice(glassFrames / 4)
    .map(({ paintedAtMs, seenAtMs }) => seenAtMs - paintedAtMs)
}

const workersOf = (pid: number) =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', `${pid}`], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('mediasoup-worker'))
    .map((line) => Number.parseInt(line, 10))

/** From the kill until both see pictures of each other that were painted after it. */
async function measureKills({ server }: BrowserBench, people: [BenchPerson, BenchPerson]): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < kills; round += 1) {
    const pids = workersOf(server.pid)
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    const killedAtMs = performance.timeOrigin + performance.now()
    const back = await Promise.all(people.map((person) => seenAfter(person, killedAtMs)))
    times.push(Math.max(...back) - killedAtMs)
    // The next kill meets a call that has settled.
    const settled = performance.timeOrigin + performance.now() + 2000
    await Promise.all(people.map((person) => seenAfter(person, settled)))
  }
  return times
}

export async function measureBrowser(): Promise<Part> {
  const bench = await openBrowserBench(2)
  try {
    const stays = await bench.open(0)
    const comes = await bench.open(1)
    await join(stays)
    progress(`${joins} joins`)
    const joined = await measureJoins(stays, comes)
    await Promise.all([watch(stays, comes), watch(comes, stays)])
    progress('glass to glass')
    const glass = await measureGlass(comes)
    progress(`${kills} killed workers`)
    const killed = await measureKills(bench, [stays, comes])
    return {
      rows: [
        { key: 'joinP50Ms', value: percentile(joined, 0.5), goal: { most: 500 } },
        { key: 'joinP95Ms', value: percentile(joined, 0.95), goal: { most: 1000 } },
        { key: 'glassToGlassP50Ms', value: percentile(glass, 0.5), goal: { most: 130 } },
        { key: 'workerKilledMediaBackP95Ms', value: percentile(killed, 0.95), goal: { most: 3000 } },
      ],
      details: {
        joinsMs: joined.map(short),
        glassToGlassP95Ms: short(percentile(glass, 0.95)),
        framesRead: glass.length,
        workerKilledMediaBackMs: killed.map(short),
      },
      lines: [
        `joins (ms): ${joined.map((time) => Math.round(time)).join(' ')}`,
        `glass to glass: P95 ${short(percentile(glass, 0.95))} ms over ${glass.length} frames`,
        `media back after a killed worker (ms): ${killed.map((time) => Math.round(time)).join(' ')}`,
      ],
    }
  } finally {
    await bench.close()
  }
}
