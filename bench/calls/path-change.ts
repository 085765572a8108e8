// The client gets another address in the middle of a call, as from one WLAN to the next: how soon both see moving pictures
// again. Needs a network of its own (root and network namespaces); elsewhere it says so and measures nothing.
import { networkProblem, openTestNetwork } from '../../e2e/fixtures/network.ts'
import { freePort } from '../../server/test/server-process.ts'
import { percentile, progress } from '../load/report.ts'
import { join, openBrowserBench, seenAfter, watch } from './browser-people.ts'
import { type Part, short } from './part.ts'

const rounds = 8

export async function measurePathChanges(): Promise<Part> {
  const problem = networkProblem()
  if (problem) return { rows: [], lines: [`path change: not measured, ${problem}`] }
  const network = openTestNetwork()
  const bench = await openBrowserBench(2, {
    host: 'localhost',
    settings: network.serverSettings(await freePort()),
    chromiumPath: network.chromiumPath,
  })
  try {
    const people = [await bench.open(0), await bench.open(1)] as const
    for (const person of people) await join(person)
    await Promise.all([watch(people[0], people[1]), watch(people[1], people[0])])
    const settled = () => {
      const moment = performance.timeOrigin + performance.now() + 3000
      return Promise.all(people.map((person) => seenAfter(person, moment)))
    }
    await settled()
    progress(`${rounds} changes of the path`)
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const movedAtMs = network.changePath()
      const back = await Promise.all(people.map((person) => seenAfter(person, movedAtMs)))
      times.push(Math.max(...back) - movedAtMs)
      await settled()
    }
    return {
      rows: [{ key: 'iceRestartMediaBackP95Ms', value: percentile(times, 0.95), goal: { most: 3000 } }],
      details: { iceRestartMediaBackMs: times.map(short) },
      lines: [`media back after a path change (ms): ${times.map((time) => Math.round(time)).join(' ')}`],
    }
  } finally {
    await bench.close()
    network.close()
  }
}
