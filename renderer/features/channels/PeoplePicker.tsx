// Choosing people by typing parts of their names: chips, a field, a list below it.
import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '../../../contract/ids.ts'
import type { PersonView } from '../../../contract/people.ts'
import { classes } from '../../ui/classes.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { useMe, usePeople } from '../people/store.ts'
import { matchRank } from '../search/match.ts'
import { useFirstFocus } from '../search/use-first-focus.ts'

type PeoplePickerProps = {
  label: string
  note?: string
  chosen: PersonId[]
  onChange: (ids: PersonId[]) => void
  /** Not offered: already there. */
  without?: PersonId[]
  max?: number
  autoFocus?: boolean
  /** Shows the list before anything is typed. */
  isOpen?: boolean
  /** Offers the viewer too. */
  hasMe?: boolean
}

const mostOffered = 8

export function PeoplePicker(props: PeoplePickerProps) {
  const { label, note, chosen, onChange, without = [], max = 1000, autoFocus, isOpen, hasMe } = props
  const { t } = useTranslation('channels')
  const id = useId()
  const field = useFirstFocus(autoFocus ?? false)
  const people = usePeople()
  const me = useMe()?.person.id
  const [query, setQuery] = useState('')
  const [index, setIndex] = useState(0)
  const taken = new Set<string>([...chosen, ...without, ...(me && !hasMe ? [me] : [])])
  const isFull = chosen.length >= max
  const offered = query.trim() === '' && !isOpen ? [] : offer(people, query, taken)

  const add = (personId: PersonId) => {
    if (isFull) return
    onChange([...chosen, personId])
    setQuery('')
    setIndex(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const person = offered[index]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && offered.length > 0) {
      event.preventDefault()
      setIndex((index + step + offered.length) % offered.length)
    } else if (event.key === 'Enter' && query.trim() !== '' && person) {
      event.preventDefault()
      add(person.id)
    } else if (event.key === 'Backspace' && query === '') onChange(chosen.slice(0, -1))
  }

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={`${id}-field`} className="flex items-baseline gap-1.5 text-sm font-medium">
        {label}
        {note && <span className="text-xs font-normal text-ink-faint">{note}</span>}
      </label>
      <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-md border border-line-strong/60 bg-canvas p-1 focus-within:border-accent">
        {chosen.map((personId) => (
          <Chip
            key={personId}
            personId={personId}
            onRemove={() => onChange(chosen.filter((other) => other !== personId))}
          />
        ))}
        <input
          id={`${id}-field`}
          ref={field}
          role="combobox"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={offered.length > 0 ? `${id}-${index}` : undefined}
          autoComplete="off"
          disabled={isFull}
          placeholder={chosen.length === 0 ? t('people.placeholder') : ''}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setIndex(0)
          }}
          onKeyDown={onKeyDown}
          className="h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none"
        />
      </div>
      {isFull && <p className="text-xs text-ink-faint">{t('people.full', { count: max })}</p>}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className={classes('flex flex-col', offered.length > 0 && 'mt-1')}
      >
        {offered.map((person, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={person.id}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            className={classes(
              'flex h-9 items-center gap-2.5 rounded-md px-2',
              at === index && 'bg-accent-tint',
            )}
            onPointerMove={() => setIndex(at)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => add(person.id)}
          >
            <PersonAvatar personId={person.id} size={24} />
            <span className="truncate font-medium">{person.name}</span>
            <span className="truncate text-sm text-ink-faint">{person.title}</span>
          </div>
        ))}
      </div>
      {query.trim() !== '' && offered.length === 0 && (
        <p className="px-2 py-1.5 text-sm text-ink-faint">{t('people.none')}</p>
      )}
    </div>
  )
}

function offer(people: PersonView[], query: string, taken: Set<string>): PersonView[] {
  return people
    .filter((person) => person.isActive && !taken.has(person.id))
    .map((person) => ({ person, rank: matchRank(query, person.name) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.person.name.localeCompare(b.person.name))
    .slice(0, mostOffered)
    .map(({ person }) => person)
}

function Chip({ personId, onRemove }: { personId: PersonId; onRemove: () => void }) {
  const { t } = useTranslation('channels')
  const name = usePeople().find((person) => person.id === personId)?.name ?? ''
  return (
    <span className="flex h-6 items-center gap-1.5 rounded-sm bg-accent-tint ps-1 text-sm text-accent-ink">
      <PersonAvatar personId={personId} size={16} />
      {name}
      <Button
        aria-label={t('people.remove', { name })}
        className="flex size-6 items-center justify-center rounded-sm data-hovered:bg-hover"
        onPress={onRemove}
      >
        <X size={13} aria-hidden />
      </Button>
    </span>
  )
}
