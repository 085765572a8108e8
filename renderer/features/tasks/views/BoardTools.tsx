// Below the name of a board: how it is shown, and which of its tasks.
import { ArrowUpDown, CalendarClock, Group, type LucideIcon, Signal, Tags, UserRound, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../../contract/boards.ts'
import { Priority } from '../../../../contract/tasks.ts'
import { Button } from '../../../ui/Button.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../../ui/Menu.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { SegmentedChoice } from '../../../ui/SegmentedChoice.tsx'
import { usePeople } from '../../people/store.ts'
import type { BoardTasks } from '../reducer.ts'
import {
  type DueChoice,
  dueChoices,
  type Grouping,
  groupings,
  isFiltered,
  layouts,
  type Sorting,
  sortings,
} from './shown.ts'
import type { useShown } from './use-shown.ts'

type BoardToolsProps = { board: BoardView; tasks: BoardTasks } & ReturnType<typeof useShown>

const nobody = { text: '', people: [], labels: [], priorities: [], due: [] }

export function BoardTools({ board, tasks, shown, show, filter }: BoardToolsProps) {
  const { t } = useTranslation('board')
  const { layout, grouping, sorting } = shown
  const wanted = shown.filter
  const assigned = new Set([...tasks.values()].flatMap(({ assigneeIds }) => assigneeIds))
  const people = usePeople().filter(({ id }) => assigned.has(id) || wanted.people.includes(id))
  return (
    <div
      role="toolbar"
      aria-label={t('tools.label')}
      className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-1.5"
    >
      <SegmentedChoice
        label={t('tools.layout')}
        value={layout}
        onChange={(next) => show({ layout: next })}
        options={layouts.map((id) => ({ id, label: t(`tools.layouts.${id}`) }))}
      />
      <SearchField
        label={t('tools.find')}
        placeholder={t('tools.findPlaceholder')}
        className="w-44"
        value={wanted.text}
        onChange={(text) => filter({ text })}
      />
      <Choices
        name={t('tools.people')}
        icon={UserRound}
        chosen={wanted.people}
        onChange={(next) => filter({ people: next })}
        options={[
          { id: 'me', label: t('tools.me') },
          { id: 'none', label: t('tools.nobody') },
          ...people.map(({ id, name }) => ({ id, label: name })),
        ]}
      />
      {board.labels.length > 0 && (
        <Choices
          name={t('labels.title')}
          icon={Tags}
          chosen={wanted.labels}
          onChange={(next) => filter({ labels: next })}
          options={board.labels.map(({ id, name }) => ({ id, label: name }))}
        />
      )}
      <Choices
        name={t('fields.priority')}
        icon={Signal}
        chosen={wanted.priorities}
        onChange={(next) => filter({ priorities: next as Priority[] })}
        options={Priority.options.map((id) => ({ id, label: t(`tasks:priority.${id}`) }))}
      />
      <Choices
        name={t('fields.due')}
        icon={CalendarClock}
        chosen={wanted.due}
        onChange={(next) => filter({ due: next as DueChoice[] })}
        options={dueChoices.map((id) => ({ id, label: t(`tools.due.${id}`) }))}
      />
      {isFiltered(wanted) && (
        <Button size="sm" variant="ghost" icon={<X size={14} />} onPress={() => filter(nobody)}>
          {t('tools.all')}
        </Button>
      )}
      {layout === 'list' && (
        <>
          <span className="flex-1" />
          <Choice
            name={t('tools.group')}
            icon={Group}
            value={grouping}
            onChange={(next) => show({ grouping: next as Grouping })}
            options={groupings.map((id) => ({ id, label: t(`tools.groupings.${id}`) }))}
          />
          <Choice
            name={t('tools.sort')}
            icon={ArrowUpDown}
            value={sorting}
            onChange={(next) => show({ sorting: next as Sorting })}
            options={sortings.map((id) => ({ id, label: t(`tools.sortings.${id}`) }))}
          />
        </>
      )}
    </div>
  )
}

type Option = { id: string; label: string }
type ChoicesProps = {
  name: string
  icon: LucideIcon
  options: Option[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Any of several; the button says which. */
function Choices({ name, icon: Icon, options, chosen, onChange }: ChoicesProps) {
  const labels = options.filter(({ id }) => chosen.includes(id)).map(({ label }) => label)
  return (
    <MenuTrigger>
      <Button
        size="sm"
        variant={chosen.length > 0 ? 'secondary' : 'ghost'}
        icon={<Icon size={14} aria-hidden />}
      >
        {labels.length > 0 ? `${name}: ${labels.join(', ')}` : name}
      </Button>
      <Menu
        label={name}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={(keys) => onChange(keys === 'all' ? [] : ([...keys] as string[]))}
      >
        {options.map(({ id, label }) => (
          <MenuItem key={id} id={id}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}

type ChoiceProps = Omit<ChoicesProps, 'chosen' | 'onChange'> & {
  value: string
  onChange: (id: string) => void
}

function Choice({ name, icon, options, value, onChange }: ChoiceProps) {
  const Icon = icon
  return (
    <MenuTrigger>
      <Button size="sm" variant="ghost" icon={<Icon size={14} aria-hidden />}>
        {`${name}: ${options.find(({ id }) => id === value)?.label ?? ''}`}
      </Button>
      <Menu
        label={name}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const [next] = keys === 'all' ? [] : [...keys]
          if (next !== undefined) onChange(String(next))
        }}
      >
        {options.map(({ id, label }) => (
          <MenuItem key={id} id={id}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}
