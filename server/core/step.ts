// The start says what it does: one line per step, with its time, in the columns of scripts/setup.js.

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Does the work and prints its line. What fails prints none: its error is told instead. */
export async function step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now()
  const result = await work()
  say(`✓ ${name.padEnd(22)} ${`${((performance.now() - startedAt) / 1000).toFixed(1)} s`.padStart(7)}`)
  return result
}
