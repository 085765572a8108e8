// The field to search in, with what is offered while one types. ↑↓ choose, Enter takes or looks, Escape closes.
import { Clock, Filter, Search, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '../../../contract/ids.ts'
import { maxQueryLength } from '../../../contract/lib/search-query.ts'
import { classes } from '../../ui/classes.ts'
import { fieldBox } from '../../ui/Field.tsx'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import type { Suggestion } from './suggestions.ts'
import { useSuggestions } from './use-suggestions.ts'

type SearchBoxProps = {
  field: RefObject<HTMLInputElement | null>
  value: string
  onChange: (value: string) => void
  onSubmit: (query: string) => void
  /** ↓ where nothing is offered. */
  onLeaveDown: () => void
  onEscape: () => void
}

export function SearchBox({ field, value, onChange, onSubmit, onLeaveDown, onEscape }: SearchBoxProps) {
  const { t } = useTranslation('search')
  const id = useId()
  const [caret, setCaret] = useState(value.length)
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(-1)
  const offered = useSuggestions(value, caret)
  const items = isOpen ? offered : []
  const index = Math.min(chosen, items.length - 1)

  const change = (text: string, at: number) => {
    onChange(text)
    setCaret(at)
    setChosen(-1)
  }
  const submit = (query: string) => {
    setOpen(false)
    onSubmit(query)
  }
  const take = (item: Suggestion) => {
    const text = value.slice(0, item.start) + item.text + value.slice(item.end)
    const at = item.start + item.text.length
    change(text, at)
    if (item.isWhole) return submit(text)
    setOpen(true)
    field.current?.focus()
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (items.length > 0)
        setChosen(Math.max(-1, ((index + 1 + step + items.length + 1) % (items.length + 1)) - 1))
      else if (step > 0) onLeaveDown()
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const item = items[index]
      if (item) take(item)
      else submit(value)
    } else if (
      event.key === 'Tab' &&
      !event.shiftKey &&
      items.length > 0 &&
      !items[0]?.isWhole &&
      value !== ''
    ) {
      event.preventDefault()
      take(items[Math.max(0, index)] as Suggestion)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      if (items.length > 0) setOpen(false)
      else onEscape()
    }
  }
  return (
    <div className="relative min-w-0 flex-1">
      <div
        className={classes(
          'flex h-10 items-center gap-2 px-3 text-md focus-within:border-accent focus-within:ring-2 focus-within:ring-focus/40',
          fieldBox,
        )}
      >
        <Search size={17} className="shrink-0 text-ink-faint" aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-label={t('field')}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined}
          placeholder={t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={maxQueryLength}
          value={value}
          onChange={(event) => {
            change(event.target.value, event.target.selectionStart ?? event.target.value.length)
            setOpen(true)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? value.length)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent outline-none"
        />
        {value !== '' && (
          <button
            type="button"
            aria-label={t('clear')}
            className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink"
            onClick={() => {
              change('', 0)
              field.current?.focus()
            }}
          >
            <X size={15} aria-hidden />
          </button>
        )}
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('suggestions')}
        className={classes(
          'absolute inset-x-0 top-11 z-10 max-h-80 overflow-y-auto rounded-lg bg-raised p-1 shadow-float',
          items.length === 0 && 'hidden',
        )}
      >
        {items.map((item, at) => (
          <SuggestionRow
            key={item.key}
            id={`${id}-${at}`}
            item={item}
            isChosen={at === index}
            onPoint={() => setChosen(at)}
            onTake={() => take(item)}
          />
        ))}
      </div>
    </div>
  )
}

type SuggestionRowProps = {
  id: string
  item: Suggestion
  isChosen: boolean
  onPoint: () => void
  onTake: () => void
}

function SuggestionRow({ id, item, isChosen, onPoint, onTake }: SuggestionRowProps) {
  const { t } = useTranslation('search')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={classes('flex h-8 items-center gap-2.5 rounded-md px-2', isChosen && 'bg-accent-tint')}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={() => !isChosen && onPoint()}
      onClick={onTake}
    >
      <span className="flex w-5 shrink-0 justify-center text-ink-faint">
        {item.kind === 'recent' ? (
          <Clock size={14} aria-hidden />
        ) : item.kind === 'person' ? (
          <PersonAvatar personId={item.id as PersonId} size={20} />
        ) : (
          <Filter size={14} aria-hidden />
        )}
      </span>
      <bdi className="truncate">{item.kind === 'channel' ? `#${item.label}` : item.label}</bdi>
      {item.kind === 'filter' && (
        <span className="truncate text-sm text-ink-faint">{t(`filter.${item.label.slice(0, -1)}`)}</span>
      )}
    </div>
  )
}
