// Objects in a folder of this machine, in 256 folders by the last digits of their ids, readable by the server's user only.
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFile, syncFolder } from '../../../core/disk.ts'
import { MissingObjectError, type ObjectStore } from './object-store.ts'

const readAheadBytes = 256 * 1024

export function openLocalStore(folder: string): ObjectStore {
  const pathOf = (name: string) => join(folder, name)
  const makeRoom = async (name: string) => {
    const parent = dirname(pathOf(name))
    if ((await mkdir(parent, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(folder)
    return parent
  }
  return {
    kind: 'local',
    async keep(name, path) {
      const parent = await makeRoom(name)
      await syncFile(path).catch((error) => ignoreMissing(error))
      await rename(path, pathOf(name)).catch(async (error) => {
        ignoreMissing(error)
        // Taken over before: then it is there.
        await stat(pathOf(name)).catch(() => {
          throw new MissingObjectError(name)
        })
      })
      await syncFolder(parent)
    },
    async put(name, bytes) {
      const parent = await makeRoom(name)
      const draft = `${pathOf(name)}.new`
      await writeFile(draft, bytes, { mode: 0o600, flush: true })
      await rename(draft, pathOf(name))
      await syncFolder(parent)
    },
    async *read(name, from, to) {
      if (to <= from) return
      try {
        yield* createReadStream(pathOf(name), { start: from, end: to - 1, highWaterMark: readAheadBytes })
      } catch (error) {
        ignoreMissing(error)
        throw new MissingObjectError(name)
      }
    },
    async erase(names) {
      for (const name of names) await rm(pathOf(name), { force: true })
    },
  }
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
