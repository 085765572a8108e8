// What the readers of managed settings need of the machine. Handed to them, so that each system's can be tried on any.
import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'

export type Ownership = { uid: number; mode: number }
export type Answer = { code: number; output: string }

export type Machine = {
  platform: NodeJS.Platform
  env: Record<string, string | undefined>
  userName: string
  readFile(path: string): Promise<string>
  stat(path: string): Promise<Ownership>
  /** Rejects when the program is not there or takes too long; what it complains of comes as its code. */
  run(program: string, args: readonly string[]): Promise<Answer>
}

/** The app waits for these before its first window. */
const timeLimitMs = 4000

const run = (program: string, args: readonly string[]): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = { timeout: timeLimitMs, killSignal: 'SIGKILL', windowsHide: true } as const
    execFile(program, args, options, (error, output) => {
      if (!error) resolve({ code: 0, output })
      else if (error.killed) reject(new Error(`did not answer within ${timeLimitMs / 1000} seconds`))
      else if (typeof error.code === 'number') resolve({ code: error.code, output })
      else reject(new Error('could not be started'))
    })
  })

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  userName: userInfo().username,
  readFile: (path) => readFile(path, 'utf8'),
  stat,
  run,
})
