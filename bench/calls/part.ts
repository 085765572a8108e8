// What a part of this benchmark answers, and how all of it is printed: rows with goals, and what lies behind them.
import { type Row, report } from '../load/report.ts'

export type Part = {
  rows: Row[]
  /** For --json, under the part's name. */
  details?: Record<string, unknown>
  /** For people: a table, or where the time goes. */
  lines?: string[]
}

const round = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)))
const isMissed = ({ value, goal }: Row) =>
  goal !== undefined &&
  !(value <= (goal.most ?? Number.POSITIVE_INFINITY) && value >= (goal.least ?? Number.NEGATIVE_INFINITY))

/** A number with few digits, for tables and details. */
export const short = (value: number): number => Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1))

export function table(heads: string[], rows: (string | number)[][]): string[] {
  const cells = [heads, ...rows.map((row) => row.map(String))]
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells.map((row) => `  ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}`)
}

export function printParts(parts: Record<string, Part>): void {
  const rows = Object.values(parts).flatMap((part) => part.rows)
  if (!process.argv.includes('--json')) {
    for (const { lines = [] } of Object.values(parts)) console.log(['', ...lines].join('\n'))
    report('calls', rows)
    return
  }
  const details = Object.fromEntries(
    Object.entries(parts).flatMap(([name, part]) => (part.details ? [[name, part.details]] : [])),
  )
  const values = Object.fromEntries(rows.map(({ key, value }) => [key, round(value)]))
  const missed = rows.filter(isMissed).map(({ key }) => key)
  console.log(JSON.stringify({ bench: 'calls', ...values, missed, details }))
}
