// The sender and the receiver as processes of their own, and what each process of a measurement costs.
import { fork, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ReceiverOrder } from './receiver-process.ts'
import type { SenderOrder } from './sender-process.ts'

/** Long, because a machine that others have in full gives a process its turn late. */
const answerMs = 120_000

export type Helper<Order> = {
  pid: number
  ask: <Answer = unknown>(order: Order) => Promise<Answer>
  stop: () => void
}

/** Orders are answered in turn, one answer each. */
function startHelper<Order>(file: URL): Helper<Order> {
  const child = fork(fileURLToPath(file), { serialization: 'advanced' })
  process.once('exit', () => child.kill('SIGKILL'))
  return {
    pid: child.pid as number,
    ask: <Answer>(order: Order) =>
      new Promise<Answer>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no answer to ${JSON.stringify(order)}`)), answerMs)
        const gone = () => reject(new Error('a process of the benchmark died'))
        child.once('exit', gone)
        child.once('message', (answer) => {
          clearTimeout(timer)
          child.off('exit', gone)
          resolve(answer as Answer)
        })
        child.send(order as object)
      }),
    stop: () => child.disconnect(),
  }
}

export const startSender = () => startHelper<SenderOrder>(new URL('./sender-process.ts', import.meta.url))
export const startReceiver = () =>
  startHelper<ReceiverOrder>(new URL('./receiver-process.ts', import.meta.url))

/** Keeps a process on one core where the system can; else the scheduler decides. */
export function pin(pid: number, core: number): boolean {
  if (core >= availableParallelism()) return false
  return spawnSync('taskset', ['-a', '-c', '-p', String(core), String(pid)]).status === 0
}

/** Processor time that a process has used; NaN where there is no /proc. */
export function processorMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may have spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Linux counts in hundredths of a second, whatever the kernel's own tick is.
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

/** Time that all cores together were not idle; NaN where there is no /proc. */
export function machineBusyMs(): number {
  try {
    const line = readFileSync('/proc/stat', 'utf8').split('\n')[0] as string
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
      .split(/\s+/)
      .slice(1)
      .map(Number)
    return (user + nice + system + irq + softirq + steal) * 10
  } catch {
    return Number.NaN
  }
}

/** Packets that the system threw away because the sockets on these UDP ports were full. */
export function droppedAt(ports: number[]): number {
  try {
    const lines = readFileSync('/proc/net/udp', 'utf8').trim().split('\n').slice(1)
    return lines
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local = '']) => ports.includes(Number.parseInt(local.split(':')[1] ?? '', 16)))
      .reduce((sum, fields) => sum + Number(fields.at(-1)), 0)
  } catch {
    return Number.NaN
  }
}

/** Waits for a moment in which others leave the machine alone; answers what they took of a core at last. */
export async function waitForQuiet(mostMs: number, calmPercent = 15): Promise<number> {
  const until = performance.now() + mostMs
  for (;;) {
    const [busy, own, at] = [machineBusyMs(), processorMs(process.pid), performance.now()]
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const others = machineBusyMs() - busy - (processorMs(process.pid) - own)
    const percent = (100 * others) / (performance.now() - at)
    if (!(percent > calmPercent) || performance.now() > until) return percent
  }
}

/** The children of a process whose program's name holds `name`. */
export function childrenNamed(parentPid: number, name: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
        return parent === parentPid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name)
      } catch {
        return false
      }
    })
}
