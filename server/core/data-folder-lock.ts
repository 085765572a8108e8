// One Nucleus per data folder: a small file says which process has it, and by its modification time that this one still lives.
import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimes,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Holder, lifeOf, thisProcess } from './lock-holder.ts'

export type DataFolderLock = {
  /** Resolves when the file is gone or names somebody else, who did not hear this process for too long. */
  lost: Promise<void>
  release: () => void
}
type Options = { log: (line: string) => void; beatMs?: number | undefined }
type Seen = { holder: Holder; beatAt: number }

const fileName = 'nucleus.pid'
const defaultBeatMs = 5000
/** A holder that cannot be seen counts as dead after so many beats that did not come … */
const silentBeats = 6
/** … of which so many were waited for here: the clocks of two hosts may differ. */
const watchedBeats = 2

/**
 * Takes the folder, or throws a sentence that names who has it. What a dead process of this machine left is taken over
 * at once, what one out of sight left (another container, another host) once it has been silent for half a minute.
 */
export async function lockDataFolder(
  dataFolder: string,
  { log, beatMs = defaultBeatMs }: Options,
): Promise<DataFolderLock> {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, fileName)
  const text = JSON.stringify(thisProcess())
  // Not named after the process number: in their containers all are number 1.
  const mine = `${file}.${randomUUID()}`
  writeFileSync(mine, text)
  try {
    while (!claim(mine, file)) await makeWay(file, dataFolder, beatMs, log)
  } finally {
    rmSync(mine, { force: true })
  }
  return hold(file, text, beatMs)
}

/** Whether a process that may be alive holds this folder. */
export function isDataFolderLocked(dataFolder: string): boolean {
  const seen = look(join(dataFolder, fileName))
  return seen !== undefined && lifeOf(seen.holder, seen.beatAt) !== 'dead'
}

// A hard link appears whole or not at all, so nobody ever reads a half-written file.
function claim(mine: string, file: string): boolean {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function makeWay(file: string, dataFolder: string, beatMs: number, log: Options['log']): Promise<void> {
  const seen = look(file)
  const life = seen ? lifeOf(seen.holder, seen.beatAt) : 'dead'
  if (!seen || life === 'dead') return takeAway(file, seen?.holder)
  const { pid, host } = seen.holder
  const who = life === 'alive' ? `process ${pid}` : `process ${pid} on host ${host}`
  if (life === 'out of sight') {
    const most = Math.ceil((silentBeats * beatMs) / 1000)
    log(`Waiting for up to ${most} s: a Nucleus (${who}) had ${dataFolder} and may still be alive.`)
    if (await fallsSilent(file, seen, beatMs)) return takeAway(file, seen.holder)
  }
  throw new Error(
    `Another Nucleus (${who}) already runs on ${dataFolder}: stop it, or set NUCLEUS_DATA to another folder.`,
  )
}

/** True when the holder counts as dead or has gone, false as soon as it is heard. */
async function fallsSilent(file: string, { holder, beatAt }: Seen, beatMs: number): Promise<boolean> {
  const since = performance.now()
  const [silentMs, watchedMs] = [silentBeats * beatMs, watchedBeats * beatMs]
  for (;;) {
    await wait(beatMs / 5)
    const now = look(file)
    if (!now || !isSame(now.holder, holder)) return true
    if (now.beatAt !== beatAt) return false
    const watchedFor = performance.now() - since
    if (watchedFor >= silentMs || (watchedFor >= watchedMs && Date.now() - beatAt >= silentMs)) return true
  }
}

// Renamed first and looked at again: two that start together must not remove each other's fresh claim.
function takeAway(file: string, dead: Holder | undefined): void {
  if (!isSame(look(file)?.holder, dead)) return
  const away = `${file}.dead.${randomUUID()}`
  try {
    renameSync(file, away)
    if (!isSame(look(away)?.holder, dead)) claim(away, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  } finally {
    rmSync(away, { force: true })
  }
}

function hold(file: string, text: string, beatMs: number): DataFolderLock {
  let lose = () => {}
  const lost = new Promise<void>((resolve) => {
    lose = resolve
  })
  const timer = setInterval(() => {
    if (!isOurs(file, text)) {
      clearInterval(timer)
      return lose()
    }
    const now = new Date()
    // One that fails is a beat that did not come.
    utimes(file, now, now, () => undefined)
  }, beatMs)
  timer.unref()
  return {
    lost,
    release() {
      clearInterval(timer)
      if (isOurs(file, text)) rmSync(file, { force: true })
    },
  }
}

function isOurs(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === text
  } catch (error) {
    // Too many open files, or a storage that stutters, say nothing about whose it is.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}

/** Undefined when nobody has it, or when what is written there names nobody. */
function look(file: string): Seen | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
    return { holder, beatAt: statSync(file).mtimeMs }
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const isSame = (one: Holder | undefined, other: Holder | undefined) =>
  JSON.stringify(one) === JSON.stringify(other)
