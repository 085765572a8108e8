// Whether root alone can have written a file, on Linux and macOS.
import type { Machine } from './machine.ts'

const writableByOthers = 0o022

export const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as { code?: string }).code ?? '')

/** null: nobody but root writes there. */
export async function whyNotOnlyRoots(machine: Pick<Machine, 'stat'>, path: string): Promise<string | null> {
  const { uid, mode } = await machine.stat(path)
  if (uid !== 0) return 'it does not belong to root'
  if ((mode & writableByOthers) !== 0) return 'others than root may write to it'
  return null
}
