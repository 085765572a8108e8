// Calls that are started, entered, left and ended at a given rate, and what that costs each process.
import type { ServerProcess } from '../../server/test/server-process.ts'
import { post } from '../load/http.ts'
import { createChannel, createPeople, type LoadPerson } from '../load/people.ts'
import { percentile } from '../load/report.ts'
import { LightCaller } from './light-caller.ts'
import { childrenNamed, machineBusyMs, processorMs } from './processes.ts'

export const peopleInCall = 4
const streamsEach = 2
const measuredMs = 10_000
const warmUpMs = 2000

export type Group = {
  channelId: Awaited<ReturnType<typeof createChannel>>
  people: LoadPerson[]
  callers: LightCaller[]
}

export type SignalRun = Tally & {
  wantedPerSecond: number
  cyclesPerSecond: number
  messagesPerSecond: number
  failed: number
  joinP50Ms: number
  joinP95Ms: number
  serverPercent: number
  workersPercent: number
  loadPercent: number
  /** Postgres, and whatever else runs on the machine. */
  restPercent: number
}

type Tally = { cycles: number; failed: number; joinMs: number[]; firstFailure: string | null }

export async function openGroup(url: string, databaseUrl: string, index: number): Promise<Group> {
  const people = await createPeople(databaseUrl, peopleInCall, `Caller ${index}-`)
  const ids = people.map(({ personId }) => personId)
  const channelId = await createChannel(databaseUrl, `calls-${index}`, ids)
  const callers = people.map(({ token }) => new LightCaller(url, token))
  await Promise.all(callers.map(({ ready }) => ready))
  return { channelId, people, callers }
}

/** A whole call: started, entered by all, everybody gets everybody's streams, left by all. */
async function round(url: string, { channelId, people, callers }: Group, tally: Tally): Promise<void> {
  try {
    const [starter] = people as [LoadPerson]
    const { call } = await post(url, starter.token, 'calls.start', { channelId })
    const startedAt = performance.now()
    await Promise.all(
      callers.map(async (caller) => {
        await caller.enter(call.id)
        await caller.taken((peopleInCall - 1) * streamsEach)
        tally.joinMs.push(performance.now() - startedAt)
      }),
    )
    await Promise.all(callers.map((caller) => caller.leave(call.id)))
    tally.cycles += callers.length
  } catch (error) {
    tally.failed += 1
    tally.firstFailure ??= error instanceof Error ? error.message : String(error)
    const open = await post(url, (people[0] as LoadPerson).token, 'calls.start', { channelId })
    await Promise.all(callers.map((caller) => caller.leave(open.call.id).catch(() => {})))
  }
}

const messagesOf = (groups: Group[]) =>
  groups
    .flatMap(({ callers }) => callers)
    // An offer is answered by its caller: two messages.
    .reduce(
      (sum, { counted }) => sum + counted.requests + counted.answers + 2 * counted.offers + counted.news,
      0,
    )

export async function runAt(server: ServerProcess, groups: Group[], rate: number): Promise<SignalRun> {
  const tally: Tally = { cycles: 0, failed: 0, joinMs: [], firstFailure: null }
  const periodMs = (1000 * groups.length * peopleInCall) / rate
  const startAt = performance.now() + 50
  const endAt = startAt + warmUpMs + measuredMs
  const going = groups.map(async (group, index) => {
    for (let n = 0; ; n += 1) {
      const dueAt = startAt + (index / groups.length + n) * periodMs
      if (Math.max(dueAt, performance.now()) >= endAt) return
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - performance.now())))
      await round(server.url, group, tally)
    }
  })
  const workers = childrenNamed(server.pid, 'mediasoup-worker')
  const read = () => ({
    at: performance.now(),
    server: processorMs(server.pid),
    workers: workers.reduce((sum, pid) => sum + processorMs(pid), 0),
    load: processorMs(process.pid),
    busy: machineBusyMs(),
    cycles: tally.cycles,
    messages: messagesOf(groups),
  })
  await new Promise((resolve) => setTimeout(resolve, warmUpMs))
  tally.joinMs = []
  const before = read()
  await new Promise((resolve) => setTimeout(resolve, measuredMs))
  const after = read()
  await Promise.all(going)
  const gone = after.at - before.at
  const percent = (name: 'server' | 'workers' | 'load' | 'busy') =>
    (100 * (after[name] - before[name])) / gone
  const [serverPercent, workersPercent, loadPercent] = [
    percent('server'),
    percent('workers'),
    percent('load'),
  ]
  return {
    ...tally,
    wantedPerSecond: rate,
    cyclesPerSecond: (1000 * (after.cycles - before.cycles)) / gone,
    messagesPerSecond: (1000 * (after.messages - before.messages)) / gone,
    joinP50Ms: percentile(tally.joinMs, 0.5),
    joinP95Ms: percentile(tally.joinMs, 0.95),
    serverPercent,
    workersPercent,
    loadPercent,
    restPercent: percent('busy') - serverPercent - workersPercent - loadPercent,
  }
}
