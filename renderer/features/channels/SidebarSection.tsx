// A group of channels in the sidebar; folded, it shows only what is open or unread.
import { ChevronDown, Ellipsis, Plus } from 'lucide-react'
import { memo, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SectionView } from '../../../contract/channels.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { useMe } from '../people/store.ts'
import { ChannelRow } from './ChannelRow.tsx'
import { openDialog } from './dialogs.ts'
import { unreadOf } from './reducer.ts'
import type { SidebarGroup } from './sidebar-groups.ts'
import { looksSame } from './steady.ts'

const storageKey = (key: string) => `nucleus.sidebar.folded.${key}`

type SidebarSectionProps = { group: SidebarGroup; openId: ChannelId | null }

export const SidebarSection = memo(function SidebarSection({ group, openId }: SidebarSectionProps) {
  const { t } = useTranslation('channels')
  const [isFolded, setIsFolded] = useState(() => localStorage.getItem(storageKey(group.key)) === '1')
  const name = group.section?.name ?? t(`sidebar.${group.kind}`)
  const shown = isFolded
    ? group.channels.filter(
        (joined) =>
          joined.channel.id === openId || (unreadOf(joined).count > 0 && !joined.membership.isMuted),
      )
    : group.channels
  const fold = () => {
    localStorage.setItem(storageKey(group.key), isFolded ? '0' : '1')
    setIsFolded(!isFolded)
  }
  return (
    <section aria-label={name} className="group/section pt-3">
      <div className="flex h-7 items-center ps-1">
        <Button
          data-stop
          aria-expanded={!isFolded}
          onPress={fold}
          className="flex min-w-0 flex-1 items-center gap-1.5 rounded-sm px-1 py-0.5 text-start text-sm font-medium text-ink-faint data-hovered:text-ink"
        >
          <ChevronDown
            size={13}
            aria-hidden
            className={classes('shrink-0 transition-transform', isFolded && '-rotate-90')}
          />
          <span className="truncate">{name}</span>
        </Button>
        <span className="flex opacity-0 group-focus-within/section:opacity-100 group-hover/section:opacity-100">
          {group.section ? <SectionMenu section={group.section} /> : <AddButton kind={group.kind} />}
        </span>
      </div>
      <ul className="flex flex-col gap-px">
        {shown.map((joined) => (
          <ChannelRow key={joined.channel.id} joined={joined} isCurrent={joined.channel.id === openId} />
        ))}
      </ul>
      {group.channels.length === 0 && group.kind === 'section' && (
        <p className="px-2.5 py-1 text-xs text-ink-faint">{t('section.empty')}</p>
      )}
      {group.channels.length === 0 && group.kind === 'talks' && (
        <p className="px-2.5 py-1 text-xs text-ink-faint">{t('sidebar.noTalks')}</p>
      )}
    </section>
  )
}, isSameSection)

/** The groups are made anew with every message; a section is drawn anew when something in it is another. */
function isSameSection(a: SidebarSectionProps, b: SidebarSectionProps): boolean {
  const { group: one, openId } = a
  const { group: other } = b
  return (
    openId === b.openId &&
    one.section === other.section &&
    one.kind === other.kind &&
    one.channels.length === other.channels.length &&
    one.channels.every((joined, index) => {
      const then = other.channels[index]
      return then !== undefined && looksSame(joined, then)
    })
  )
}

function AddButton({ kind }: { kind: SidebarGroup['kind'] }) {
  const { t } = useTranslation('channels')
  const abilities = useMe()?.abilities
  if (kind === 'talks') {
    return (
      <IconButton
        size="xs"
        label={t('direct.title')}
        icon={<Plus size={15} />}
        onPress={() => openDialog({ kind: 'direct' })}
      />
    )
  }
  if (kind !== 'channels' || !(abilities?.canBrowseChannels || abilities?.canCreateChannels)) return null
  return (
    <IconButton
      size="xs"
      label={t(abilities.canBrowseChannels ? 'browse.title' : 'create.title')}
      icon={<Plus size={15} />}
      onPress={() => openDialog({ kind: abilities.canBrowseChannels ? 'browse' : 'create' })}
    />
  )
}

function SectionMenu({ section }: { section: SectionView }) {
  const { t } = useTranslation('channels')
  return (
    <MenuTrigger>
      <IconButton size="xs" label={t('section.menu', { name: section.name })} icon={<Ellipsis size={15} />} />
      <Menu label={t('section.menu', { name: section.name })}>
        <MenuItem onAction={() => openDialog({ kind: 'section', section })}>{t('section.rename')}</MenuItem>
        <MenuItem isDestructive onAction={() => openDialog({ kind: 'deleteSection', section })}>
          {t('section.delete')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  )
}
