// The disk: what is on it for good, also after a power cut, and how much room it has.
import { open, statfs } from 'node:fs/promises'

/** Makes a file's bytes durable. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.datasync().finally(() => handle.close())
}

/** Makes new names durable. Windows has no way to, and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Whether so many bytes more in `folder` leave `keepFree` bytes of its disk. A full one would take the database with it. */
export async function hasRoom(folder: string, bytes: number, keepFree: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize - bytes >= keepFree
}
