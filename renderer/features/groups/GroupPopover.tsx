// Who is in a group, behind a mention of it or a line that names it.
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../contract/groups.ts'
import { usePanes } from '../../app/panes.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { usePeople } from '../people/store.ts'

export function GroupPopover({ group, children }: { group: GroupView; children: ReactElement }) {
  const { t } = useTranslation('groups')
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      trigger={children}
      isOpen={isOpen}
      onOpenChange={setOpen}
      placement="right top"
      label={t('card', { handle: group.handle })}
    >
      <GroupCard group={group} onLeave={() => setOpen(false)} />
    </Popover>
  )
}

function GroupCard({ group, onLeave }: { group: GroupView; onLeave: () => void }) {
  const { t } = useTranslation('groups')
  const panes = usePanes()
  const people = usePeople()
    .filter((person) => person.isActive && group.memberIds.includes(person.id))
    .sort((one, other) => one.name.localeCompare(other.name))
  return (
    <div className="flex max-h-[min(24rem,70vh)] w-72 flex-col">
      <header className="px-4 pt-3.5 pb-2">
        <p className="flex items-center gap-2 text-md font-semibold">
          <bdi className="min-w-0 truncate">@{group.handle}</bdi>
          {group.isArchived && <Badge tone="warn">{t('archived')}</Badge>}
        </p>
        <p className="text-sm break-words text-ink-soft">{group.name}</p>
        <p className="mt-1 text-xs text-ink-faint">{t('people', { count: people.length })}</p>
      </header>
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {people.map((person) => (
          <li key={person.id}>
            <Button
              className="flex h-9 w-full items-center gap-2.5 rounded-md px-2 text-left data-hovered:bg-hover"
              onPress={() => {
                onLeave()
                panes.openPerson(person.id)
              }}
            >
              <PersonAvatar personId={person.id} size={24} hasPresence />
              <span className="min-w-0 truncate font-medium">{person.name}</span>
              <span className="min-w-0 truncate text-sm text-ink-faint">{person.title}</span>
            </Button>
          </li>
        ))}
      </ul>
      {people.length === 0 && <p className="px-4 pb-4 text-sm text-ink-faint">{t('empty')}</p>}
    </div>
  )
}
