// A small JSON file that outlives the app: written whole or not at all, and a broken one is put aside, not obeyed.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { z } from 'zod'
import { warn } from './log.ts'

export type KeptFile<Value> = {
  readonly value: Value
  /** On the disk when it returns. A full disk does not stop the app: the change holds until it ends. */
  change(next: (value: Value) => Value): void
}

/** @param shape must accept `{}` by its defaults */
export function keepFile<Shape extends z.ZodType>(path: string, shape: Shape): KeptFile<z.output<Shape>> {
  let value = read(path, shape)
  return {
    get value() {
      return value
    },
    change(next) {
      const before = value
      value = next(value)
      if (value !== before) write(path, value)
    },
  }
}

function read<Shape extends z.ZodType>(path: string, shape: Shape): z.output<Shape> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return shape.parse({})
  }
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    // Kept for whoever looks for what was in it.
    attempt(() => renameSync(path, `${path}.broken`))
    return shape.parse({})
  }
}

function write(path: string, value: unknown): void {
  attempt(() => {
    const part = `${path}.part`
    const file = openSync(part, 'w', 0o600)
    try {
      writeSync(file, JSON.stringify(value, null, 2))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, path)
  })
}

function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    warn('a file of the app could not be written', error)
  }
}
