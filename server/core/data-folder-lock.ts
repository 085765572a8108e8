// One Nucleus per data folder: a small file says which process has it.
import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Holder = { pid: number; started: string }

const fileName = 'nucleus.pid'

/** Takes the folder or throws a sentence that names who has it. What a dead process left is taken over. */
export function lockDataFolder(dataFolder: string): { release: () => void } {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, fileName)
  const me: Holder = { pid: process.pid, started: startOf(process.pid) }
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, JSON.stringify(me))
  try {
    while (!claim(mine, file)) {
      const holder = readHolder(file)
      if (holder && isAlive(holder)) {
        throw new Error(
          `Another Nucleus (process ${holder.pid}) already runs on ${dataFolder}: stop it, or set NUCLEUS_DATA to another folder.`,
        )
      }
      takeAway(file, holder)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  return { release: () => rmSync(file, { force: true }) }
}

/** Whether a live process holds this folder. */
export function isDataFolderLocked(dataFolder: string): boolean {
  const holder = readHolder(join(dataFolder, fileName))
  return holder !== undefined && isAlive(holder)
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

// Renamed first and looked at again: two that start together must not remove each other's fresh claim.
function takeAway(file: string, dead: Holder | undefined): void {
  const away = `${file}.dead.${process.pid}`
  try {
    renameSync(file, away)
    if (JSON.stringify(readHolder(away)) !== JSON.stringify(dead)) claim(away, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  } finally {
    rmSync(away, { force: true })
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive(holder: Holder): boolean {
  return isProcess(holder.pid) && startOf(holder.pid) === holder.started
}

export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

// Dead, but nobody has asked for its exit code: in a container without an init process that lasts.
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.startsWith('Z') ?? false
  } catch {
    return true
  }
}

// Process numbers come again, after a reboot or in a container: the start time tells two holders apart.
function startOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // After the name in brackets, which may hold spaces: field 22 is the start in ticks since boot.
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`
    }
    if (process.platform === 'win32') return ''
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
