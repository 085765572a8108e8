// The picker's grid as rows: a heading per group, then rows of nine.
import { type EmojiData, type EmojiEntry, searchEmoji } from './emoji-data.ts'

export const columns = 9
const mostFound = 120

export type PickerCell = { emoji: string; entry: EmojiEntry }
export type PickerRow =
  | { kind: 'heading'; key: string }
  | { kind: 'cells'; start: number; cells: PickerCell[] }
export type PickerGrid = { rows: PickerRow[]; cells: PickerCell[]; headings: Map<string, number> }

const toned = (entry: EmojiEntry, tone: number): PickerCell => ({
  emoji: tone > 0 ? (entry.tones[tone - 1] ?? entry.emoji) : entry.emoji,
  entry,
})

export function pickerGrid(data: EmojiData, query: string, recent: string[], tone: number): PickerGrid {
  const grid: PickerGrid = { rows: [], cells: [], headings: new Map() }
  const add = (key: string, cells: PickerCell[]) => {
    if (cells.length === 0) return
    grid.headings.set(key, grid.rows.length)
    grid.rows.push({ kind: 'heading', key })
    for (let start = 0; start < cells.length; start += columns) {
      grid.rows.push({
        kind: 'cells',
        start: grid.cells.length + start,
        cells: cells.slice(start, start + columns),
      })
    }
    grid.cells.push(...cells)
  }
  if (query.trim() !== '') {
    add(
      'found',
      searchEmoji(data, query, mostFound).map((entry) => toned(entry, tone)),
    )
    return grid
  }
  const known = recent.flatMap((emoji) => {
    const entry = data.byEmoji.get(emoji)
    return entry ? [{ emoji, entry }] : []
  })
  add('recent', known)
  for (const group of data.groups)
    add(
      group.key,
      group.entries.map((entry) => toned(entry, tone)),
    )
  return grid
}

/** Where an arrow key leads from a cell, by what is seen: rows of different groups may be of different lengths. */
export function moveInGrid(grid: PickerGrid, from: number, key: string): number {
  const last = grid.cells.length - 1
  if (key === 'ArrowRight') return Math.min(from + 1, last)
  if (key === 'ArrowLeft') return Math.max(from - 1, 0)
  const rows = grid.rows.filter((row) => row.kind === 'cells')
  const at = rows.findIndex((row) => from >= row.start && from < row.start + row.cells.length)
  const row = rows[at]
  const next = rows[at + (key === 'ArrowDown' ? 1 : -1)]
  if (!row || !next) return from
  return next.start + Math.min(from - row.start, next.cells.length - 1)
}
