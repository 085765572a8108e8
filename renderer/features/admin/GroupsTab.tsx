// Groups of people who are mentioned together: all of them, and making, changing and archiving them.
import { Ellipsis, Plus, Users } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../contract/groups.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { GroupPopover } from '../groups/GroupPopover.tsx'
import { useGroups } from '../groups/store.ts'
import { GroupDialog } from './GroupDialog.tsx'

export function GroupsTab() {
  const { t } = useTranslation('groups')
  const [edited, setEdited] = useState<GroupView | 'new' | null>(null)
  const groups = useGroups().toSorted(
    (one, other) =>
      Number(one.isArchived) - Number(other.isArchived) || one.handle.localeCompare(other.handle),
  )
  return (
    <Section
      title={t('title')}
      description={t('lead')}
      action={
        <Button variant="primary" icon={<Plus size={15} />} onPress={() => setEdited('new')}>
          {t('new')}
        </Button>
      }
    >
      {groups.length === 0 ? (
        <EmptyState icon={<Users size={22} />} title={t('none')}>
          {t('noneHint')}
        </EmptyState>
      ) : (
        <ul className="flex flex-col" aria-label={t('title')}>
          {groups.map((group) => (
            <GroupRow key={group.id} group={group} onEdit={() => setEdited(group)} />
          ))}
        </ul>
      )}
      <GroupDialog edited={edited} onClose={() => setEdited(null)} />
    </Section>
  )
}

function GroupRow({ group, onEdit }: { group: GroupView; onEdit: () => void }) {
  const { t } = useTranslation('groups')
  const { id: groupId, handle, isArchived } = group
  const archive = async () => {
    try {
      await call('groups.archive', { groupId, isArchived: !isArchived })
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
    }
  }
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <bdi className="truncate font-medium">@{handle}</bdi>
          {isArchived && <Badge tone="warn">{t('archived')}</Badge>}
        </p>
        <p className="truncate text-sm text-ink-faint">{group.name}</p>
      </div>
      <GroupPopover group={group}>
        <AriaButton className="shrink-0 rounded-md px-2 py-1 text-sm text-ink-soft data-hovered:bg-hover">
          {t('people', { count: group.memberIds.length })}
        </AriaButton>
      </GroupPopover>
      <MenuTrigger>
        <IconButton label={t('more', { handle })} icon={<Ellipsis size={16} />} hasTooltip={false} />
        <Menu label={t('more', { handle })} placement="bottom end">
          <MenuItem onAction={onEdit}>{t('edit')}</MenuItem>
          <MenuItem onAction={() => void archive()}>{t(isArchived ? 'unarchive' : 'archive')}</MenuItem>
        </Menu>
      </MenuTrigger>
    </li>
  )
}
