// What a program that the bench started costs, all of its processes together: /proc says it, so this is for Linux.
import { readdirSync, readFileSync } from 'node:fs'
import { processorMs } from '../calls/processes.ts'

export type ProcessKind = 'browser' | 'renderer' | 'gpu' | 'other'

function statOf(pid: number): { parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may have spaces.
    return { parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }
  } catch {
    return null
  }
}

/** A process and all that came of it. */
export function treeOf(root: number): number[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    const stat = Number.isInteger(pid) ? statOf(pid) : null
    if (stat) parents.set(pid, stat.parent)
  }
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isOurs(parents.get(pid)))
  return [...parents.keys()].filter(isOurs)
}

function kindOf(pid: number, root: number): ProcessKind {
  if (pid === root) return 'browser'
  try {
    const type = /--type=([\w-]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1]
    return type === 'renderer' ? 'renderer' : type === 'gpu-process' ? 'gpu' : 'other'
  } catch {
    return 'other'
  }
}

/** Processor time so far of every process that lives, in ms. */
const timesOf = (root: number) => new Map(treeOf(root).map((pid) => [pid, processorMs(pid)]))

/** Percent of one core that a program takes while `work` goes on, by kind of process and together. */
export async function percentDuring(
  root: number,
  work: () => Promise<void>,
): Promise<Record<ProcessKind | 'all', number>> {
  const [before, began] = [timesOf(root), performance.now()]
  await work()
  const [after, tookMs] = [timesOf(root), performance.now() - began]
  const percents = { all: 0, browser: 0, renderer: 0, gpu: 0, other: 0 }
  for (const [pid, ms] of after) {
    const percent = (100 * (ms - (before.get(pid) ?? 0))) / tookMs
    percents[kindOf(pid, root)] += percent
    percents.all += percent
  }
  return percents
}
