// What a benchmark says: a table for people, or JSON.

export type Row = { key: string; value: number; goal?: { most?: number; least?: number }; note?: string }

/** The smallest value that `share` of the sorted values don't exceed. */
export function percentile(values: number[], share: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number
}

const isMet = ({ value, goal }: Row) =>
  goal === undefined ||
  (value <= (goal.most ?? Number.POSITIVE_INFINITY) && value >= (goal.least ?? Number.NEGATIVE_INFINITY))

const goalText = ({ goal }: Row) =>
  goal?.most !== undefined ? `≤ ${goal.most}` : goal?.least !== undefined ? `≥ ${goal.least}` : 'report'

const round = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)))

export function report(name: string, rows: Row[]): void {
  if (process.argv.includes('--json')) {
    const entries = rows.map((row) => [row.key, round(row.value)])
    const missed = rows.filter((row) => !isMet(row)).map(({ key }) => key)
    console.log(JSON.stringify({ bench: name, ...Object.fromEntries(entries), missed }))
    return
  }
  console.log(`\n${name}`)
  for (const row of rows) {
    const mark = row.goal === undefined ? ' ' : isMet(row) ? '✓' : '✗'
    console.log(
      `${mark} ${row.key.padEnd(22)} ${String(round(row.value)).padStart(10)}   ${goalText(row).padEnd(9)} ${row.note ?? ''}`,
    )
  }
}

/** Progress goes to stderr, so that --json stays one line of JSON. */
export const progress = (text: string): void => console.error(`· ${text}`)
