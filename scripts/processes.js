// Child processes that never outlive the script that started them.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './setup.js'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs programs until the first ends or a signal comes; then ends the others and waits for all. Those beside the others may
 * end when they like.
 * @param {{ program: string, args: string[], env?: Record<string, string>, isBeside?: boolean }[]} commands
 * @returns {Promise<number>} the exit code of the one that ended first; 0 when we were asked to stop and it did so
 */
export async function runTogether(commands) {
  const children = commands.map(({ program, args, env }) => start(program, args, env))
  let askedAt
  const ask = (signal) => {
    // Ctrl-C arrives twice, from the terminal and from npm; only a person's second one is passed on too.
    if (askedAt !== undefined && performance.now() - askedAt < 1000) return
    askedAt = performance.now()
    endAll(children, signal === 'SIGHUP' ? 'SIGTERM' : signal)
  }
  for (const signal of signals) process.on(signal, ask)
  const leading = children.filter((_, index) => !commands[index].isBeside)
  const first = await Promise.race(leading.map((child) => child.ended))
  endAll(children, 'SIGTERM')
  await Promise.all(children.map((child) => child.ended))
  for (const signal of signals) process.off(signal, ask)
  return askedAt !== undefined && (first.signal || first.code > 128) ? 0 : first.code
}

/** Runs one program to its end; its exit code. */
export function run(program, args, env) {
  return runTogether([{ program, args, env }])
}

function start(program, args, env = {}) {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    // Its own group: a Ctrl-C reaches it through us, once.
    detached: process.platform !== 'win32',
  })
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      resolve({ code: 1, signal: null })
    })
    child.once('exit', (code, signal) => resolve({ code: code ?? 128 + constants.signals[signal], signal }))
  })
  return { child, ended }
}

function endAll(children, signal) {
  for (const { child } of children) {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
  }
}
