// Looks into files in a process of its own: what hangs, grows or crashes there is ended and costs one file its preview.
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Cleaned } from './clean.ts'
import type { Drawn } from './draw.ts'
import type { Sniffed } from './sniff.ts'

export type Question =
  | { ask: 'sniff'; bytes: Uint8Array; isCut: boolean }
  | { ask: 'clean'; bytes: Uint8Array; contentType: string }
  | { ask: 'draw'; bytes: Uint8Array; isShown: boolean }
  | { ask: 'read'; bytes: Uint8Array; contentType: string }
export type Reply =
  | ({ ask: 'sniff'; isDrawable: boolean } & Sniffed)
  | { ask: 'clean'; cleaned: Cleaned }
  | { ask: 'draw'; drawn: Drawn | null }
  | { ask: 'read'; words: string | null }

/** Nobody looked: it was stopped, or could not be started. To be asked again; says nothing about the file. */
export class InspectorAwayError extends Error {
  override name = 'InspectorAwayError'
}

/** over: it took too long or grew too large; died: by itself; failed: it could not be started or asked. */
type Ending = 'over' | 'died' | 'failed'

type Limits = { timeMs: number; memoryBytes: number; idleMs: number }
const usualLimits: Limits = { timeMs: 30_000, memoryBytes: 1024 ** 3, idleMs: 30_000 }
const watchMs = 50
const pageBytes = 4096
const program = fileURLToPath(new URL('./inspector-process.ts', import.meta.url))

/** What the process holds in memory; 0 where nobody tells (only Linux does). */
function memoryOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * pageBytes
  } catch {
    return 0
  }
}

function startProcess(): ChildProcess {
  const child = fork(program, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
  })
  try {
    // Should memory run out all the same, this one goes first.
    writeFileSync(`/proc/${child.pid}/oom_score_adj`, '1000')
  } catch {
    // Only Linux has it.
  }
  return child
}

/** Puts one question; the process is to be ended where it did not answer. */
function ask(child: ChildProcess, question: Question, limits: Limits): Promise<Reply | Ending> {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const settle = (outcome: Reply | Ending) => {
      clearInterval(watch)
      child.off('message', hear).off('exit', die).off('error', fail)
      resolve(outcome)
    }
    const hear = (reply: unknown) => settle(reply as Reply)
    const die = () => settle('died')
    const fail = () => settle('failed')
    const watch = setInterval(() => {
      const isOver =
        performance.now() - startedAt > limits.timeMs || memoryOf(child.pid ?? 0) > limits.memoryBytes
      if (isOver) settle('over')
    }, watchMs)
    child.on('message', hear).on('exit', die).on('error', fail)
    child.send(question)
  })
}

export type Inspector = ReturnType<typeof createInspector>

/** One question at a time; the process is started at the first one and ends when there were none for a while. */
export function createInspector(limits: Limits = usualLimits) {
  let child: ChildProcess | null = null
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let isStopped = false

  const end = () => {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = null
  }
  const begin = () => {
    const started = startProcess()
    // Heard between two questions, too: by then nobody waits for it.
    started.on('error', () => {})
    started.on('exit', () => {
      if (child === started) child = null
    })
    return started
  }
  const askNow = async (question: Question): Promise<Reply | null> => {
    for (;;) {
      if (isStopped) throw new InspectorAwayError('the inspector was stopped')
      clearTimeout(idle)
      const isFresh = child === null
      child ??= begin()
      const outcome = await ask(child, question, limits)
      if (typeof outcome !== 'string') {
        idle = setTimeout(end, limits.idleMs).unref()
        return outcome
      }
      end()
      if (isStopped || (isFresh && outcome === 'failed'))
        throw new InspectorAwayError('the inspector is not there')
      // One that was at hand may have died before it was asked; a new one dies of what it was asked.
      if (isFresh || outcome === 'over') return null
    }
  }
  const inTurn = (question: Question): Promise<Reply | null> => {
    const mine = last.then(() => askNow(question))
    last = mine.catch(() => {})
    return mine
  }
  return {
    /** What some bytes are; null when looking at them ended the process. Throws InspectorAwayError. */
    async sniff(bytes: Uint8Array, isCut: boolean): Promise<(Sniffed & { isDrawable: boolean }) | null> {
      const reply = await inTurn({ ask: 'sniff', bytes, isCut })
      return reply?.ask === 'sniff' ? reply : null
    },
    /** A picture without its metadata. Throws InspectorAwayError. */
    async clean(bytes: Uint8Array, contentType: string): Promise<Cleaned> {
      const reply = await inTurn({ ask: 'clean', bytes, contentType })
      return reply?.ask === 'clean' ? reply.cleaned : 'impossible'
    },
    /** Null for what can't be drawn within the limits. Throws InspectorAwayError. */
    async draw(bytes: Uint8Array, isShown: boolean): Promise<Drawn | null> {
      const reply = await inTurn({ ask: 'draw', bytes, isShown })
      return reply?.ask === 'draw' ? reply.drawn : null
    },
    /** What stands in a text or PDF; null for nothing, or what can't be read within the limits. Throws InspectorAwayError. */
    async read(bytes: Uint8Array, contentType: string): Promise<string | null> {
      const reply = await inTurn({ ask: 'read', bytes, contentType })
      return reply?.ask === 'read' ? reply.words : null
    },
    stop() {
      isStopped = true
      end()
    },
  }
}
