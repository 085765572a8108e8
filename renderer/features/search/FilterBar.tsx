// The filters of a search as chips, and pickers for more. They change the text, so both always say the same.
import { AtSign, Calendar, Hash, MessagesSquare, Paperclip, User, X } from 'lucide-react'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type FilterName,
  formatFilter,
  hasValues,
  parseSearch,
  type SearchFilter,
} from '../../../contract/lib/search-query.ts'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { JumpToDate } from '../messages/JumpToDate.tsx'
import { myId } from '../people/store.ts'
import type { Named } from './suggestions.ts'
import { useNamed } from './use-suggestions.ts'

type FilterBarProps = {
  query: string
  onChange: (query: string) => void
  /** The channel that is searched alone, as #name. */
  place: ReactNode
}

/** Takes one filter out of what was typed. */
export const withoutFilter = (query: string, { start, end }: SearchFilter): string =>
  `${query.slice(0, start)} ${query.slice(end)}`.replace(/\s+/g, ' ').trim()

export const withFilter = (query: string, name: FilterName, value: string): string =>
  `${query.trim()} ${formatFilter({ name, value, isExcluded: false })}`.trim()

const dayOf = (instant: string) => {
  const date = new Date(instant)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

export function FilterBar({ query, onChange, place }: FilterBarProps) {
  const { t } = useTranslation('search')
  const { people, channels } = useNamed()
  const { filters } = parseSearch(query)
  const add = (name: FilterName, value: string) => onChange(withFilter(query, name, value))
  const me: Named = { id: 'me', name: t('me') }
  const nameOf = (one: Named) => (one.id === 'me' || one.id === myId() ? 'me' : one.name)
  const known = (name: FilterName) =>
    filters.filter((filter) => filter.name === name).map(({ value }) => value)
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {place}
      {filters.map((filter) => (
        <FilterChip
          key={filter.start}
          label={formatFilter(filter)}
          onRemove={() => onChange(withoutFilter(query, filter))}
        />
      ))}
      <NamePicker
        label={t('filter.from')}
        icon={<User size={13} />}
        named={[me, ...people]}
        onPick={(one) => add('from', nameOf(one))}
      />
      {!place && (
        <NamePicker
          label={t('filter.in')}
          icon={<Hash size={13} />}
          named={channels}
          onPick={(one) => add('in', one.name)}
        />
      )}
      <MenuTrigger>
        <PickerButton icon={<Paperclip size={13} />}>{t('filter.has')}</PickerButton>
        <Menu label={t('filter.has')}>
          {hasValues
            .filter((value) => !known('has').includes(value))
            .map((value) => (
              <MenuItem key={value} onAction={() => add('has', value)}>
                {t(`has.${value}`)}
              </MenuItem>
            ))}
        </Menu>
      </MenuTrigger>
      <JumpToDate
        onJump={(date) => add('after', dayOf(new Date(new Date(date).getTime() - 1).toISOString()))}
        trigger={<PickerButton icon={<Calendar size={13} />}>{t('filter.since')}</PickerButton>}
      />
      <JumpToDate
        onJump={(date) => add('on', dayOf(date))}
        trigger={<PickerButton icon={<Calendar size={13} />}>{t('filter.on')}</PickerButton>}
      />
      {known('mentions').length === 0 && (
        <PickerButton icon={<AtSign size={13} />} onPress={() => add('mentions', 'me')}>
          {t('filter.mentionsMe')}
        </PickerButton>
      )}
      {known('is').length === 0 && (
        <PickerButton icon={<MessagesSquare size={13} />} onPress={() => add('is', 'thread')}>
          {t('filter.is')}
        </PickerButton>
      )}
    </div>
  )
}

export function FilterChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const { t } = useTranslation('search')
  return (
    <span className="inline-flex h-7 max-w-60 items-center gap-1 rounded-sm bg-accent-tint ps-2 text-sm text-accent-ink">
      <bdi className="truncate">{label}</bdi>
      <button
        type="button"
        aria-label={t('removeFilter', { label })}
        className="flex size-6 items-center justify-center rounded-sm hover:bg-hover"
        onClick={onRemove}
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  )
}

type PickerButtonProps = { icon: ReactElement; children: string; onPress?: () => void }

function PickerButton({ icon, children, onPress }: PickerButtonProps) {
  return (
    <Button size="sm" icon={icon} {...(onPress && { onPress })}>
      {children}
    </Button>
  )
}

type NamePickerProps = { label: string; icon: ReactElement; named: Named[]; onPick: (one: Named) => void }

function NamePicker({ label, icon, named, onPick }: NamePickerProps) {
  const { t } = useTranslation('search')
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label={label}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<PickerButton icon={icon}>{label}</PickerButton>}
    >
      {(close) => (
        <div className="w-64 p-3">
          <ComboBox
            label={label}
            options={named.map(({ id, name }) => ({ id, label: name }))}
            value={null}
            emptyText={t('nobody')}
            onChange={(id) => {
              const one = named.find((candidate) => candidate.id === id)
              close()
              if (one) onPick(one)
            }}
          />
        </div>
      )}
    </Popover>
  )
}
