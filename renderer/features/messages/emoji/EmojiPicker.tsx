// The emoji picker: search, groups, recent ones, skin tone. The focus stays in the search field; arrows move in the grid.
import { Search } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { classes } from '../../../ui/classes.ts'
import { Spinner } from '../../../ui/Spinner.tsx'
import { useFirstFocus } from '../../search/use-first-focus.ts'
import { columns, moveInGrid, type PickerGrid, type PickerRow, pickerGrid } from './picker-rows.ts'
import { recentEmoji, rememberEmoji, setSkinTone, skinTone } from './recent-emoji.ts'
import { SkinTones } from './SkinTones.tsx'
import { useEmojiData } from './use-emoji-data.ts'

const groupIcons: [string, string][] = [
  ['recent', '🕘'],
  ['smileys', '😀'],
  ['people', '👋'],
  ['nature', '🐻'],
  ['food', '🍏'],
  ['travel', '🚗'],
  ['activities', '⚽'],
  ['objects', '💡'],
  ['symbols', '🔣'],
  ['flags', '🏁'],
]
const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
const noCells: PickerGrid = { rows: [], cells: [], headings: new Map() }

export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation('messages')
  const id = useId()
  const field = useFirstFocus()
  const data = useEmojiData()
  const list = useRef<VirtualizerHandle>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [tone, setTone] = useState(skinTone)
  const [recent] = useState(recentEmoji)
  const grid = useMemo(
    () => (data ? pickerGrid(data, query, recent, tone) : noCells),
    [data, query, recent, tone],
  )
  const current = grid.cells[active]

  const pick = (emoji: string) => {
    rememberEmoji(emoji)
    onPick(emoji)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (arrows.includes(event.key) && !event.shiftKey) {
      event.preventDefault()
      const next = moveInGrid(grid, active, event.key)
      setActive(next)
      list.current?.scrollToIndex(
        grid.rows.findIndex(
          (row) => row.kind === 'cells' && next >= row.start && next < row.start + row.cells.length,
        ),
        { align: 'nearest' },
      )
    } else if (event.key === 'Enter' && current) {
      event.preventDefault()
      pick(current.emoji)
    }
  }
  const changeTone = (next: number) => {
    setTone(next)
    setSkinTone(next)
  }

  return (
    <div className="flex h-96 w-88 max-w-full flex-col">
      <div className="flex items-center gap-2 border-b border-line px-3 py-2">
        <Search size={15} className="shrink-0 text-ink-faint" aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-label={t('emoji.search')}
          aria-expanded
          aria-controls={`${id}-grid`}
          aria-activedescendant={current ? `${id}-${active}` : undefined}
          placeholder={t('emoji.search')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          className="h-6 min-w-0 flex-1 bg-transparent outline-none"
        />
      </div>
      {query === '' && (
        <div className="flex border-b border-line px-1.5 py-0.5">
          {groupIcons.map(([key, icon]) => (
            <button
              key={key}
              type="button"
              tabIndex={-1}
              aria-label={t(`emoji.group.${key}`)}
              title={t(`emoji.group.${key}`)}
              disabled={!grid.headings.has(key)}
              className="h-7 flex-1 rounded-sm opacity-75 grayscale hover:bg-hover hover:opacity-100 hover:grayscale-0 disabled:opacity-25"
              onClick={() => list.current?.scrollToIndex(grid.headings.get(key) ?? 0, { align: 'start' })}
            >
              {icon}
            </button>
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of cells that one walks through, not a table of data */}
      <div
        id={`${id}-grid`}
        role="grid"
        aria-label={t('emoji.grid')}
        className="min-h-0 flex-1 overflow-y-auto px-2 pb-2"
      >
        {!data && <Spinner className="mx-auto my-8" label={t('emoji.loading')} />}
        {data && grid.cells.length === 0 && (
          <p className="py-8 text-center text-ink-faint">{t('emoji.none')}</p>
        )}
        <Virtualizer ref={list} data={grid.rows} itemSize={36}>
          {(row, index) => (
            <Row key={index} row={row} id={id} active={active} onHover={setActive} onPick={pick} />
          )}
        </Virtualizer>
      </div>
      <footer className="flex h-10 items-center gap-2 border-t border-line px-3">
        <span className="text-xl">{current?.emoji}</span>
        <span className="min-w-0 flex-1 truncate text-sm text-ink-soft">
          {current && `:${current.entry.shortcodes[0]}:`}
        </span>
        <SkinTones tone={tone} onChange={changeTone} />
      </footer>
    </div>
  )
}

type RowProps = {
  row: PickerRow
  id: string
  active: number
  onHover: (index: number) => void
  onPick: (emoji: string) => void
}

function Row({ row, id, active, onHover, onPick }: RowProps) {
  const { t } = useTranslation('messages')
  if (row.kind === 'heading') {
    return (
      <div className="px-1 pt-2.5 pb-1 text-xs font-medium text-ink-faint">{t(`emoji.group.${row.key}`)}</div>
    )
  }
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the search field keeps the focus and names the active cell
    // biome-ignore lint/a11y/useSemanticElements: a grid of cells that one walks through, not a table of data
    <div role="row" className="grid" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      {row.cells.map(({ emoji, entry }, offset) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the search field picks the active cell
        // biome-ignore lint/a11y/useSemanticElements: a grid of cells that one walks through, not a table of data
        <div
          key={emoji}
          id={`${id}-${row.start + offset}`}
          role="gridcell"
          tabIndex={-1}
          aria-label={entry.label}
          aria-selected={row.start + offset === active}
          title={`:${entry.shortcodes[0]}:`}
          className={classes(
            'flex h-9 items-center justify-center rounded-sm text-[1.375rem] leading-none select-none',
            row.start + offset === active && 'bg-accent-tint',
          )}
          onPointerMove={() => row.start + offset !== active && onHover(row.start + offset)}
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </div>
      ))}
    </div>
  )
}
