// Who holds a lock, told so that a process in another container or on another host can judge whether the holder lives.
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { isProcess, startOf } from './process-alive.ts'

/** `boot` and `namespace` are empty where the system does not tell them (Windows, macOS). */
export type Holder = { pid: number; started: string; host: string; boot: string; namespace: string }

export type Life = 'alive' | 'dead' | 'out of sight'

export const thisProcess = (): Holder => ({
  pid: process.pid,
  started: startOf(process.pid),
  host: hostname(),
  boot: orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  namespace: orEmpty(() => readlinkSync('/proc/self/ns/pid')),
})

/** `beatAt`: when the holder last said that it lives, in ms since 1970. */
export function lifeOf(holder: Holder, beatAt: number): Life {
  const me = thisProcess()
  if (isInSight(holder, me)) {
    return isProcess(holder.pid) && startOf(holder.pid) === holder.started ? 'alive' : 'dead'
  }
  // A host of this name that was heard after this one had booted is another host: a pod keeps its name when it moves.
  const isFromBeforeBoot = beatAt < Date.now() - uptime() * 1000
  return holder.host === me.host && holder.boot !== me.boot && isFromBeforeBoot ? 'dead' : 'out of sight'
}

/** Whether the holder's process number means the same process here. */
function isInSight(holder: Holder, me: Holder): boolean {
  if (me.boot === '') return holder.host === me.host && holder.boot === ''
  return holder.boot === me.boot && holder.namespace === me.namespace
}

function orEmpty(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
