// The sidebar: what waits for the viewer, then their channels and conversations.
import {
  AlarmClock,
  AtSign,
  Bell,
  Compass,
  Files,
  Inbox,
  MessagesSquare,
  Phone,
  Plus,
  Search,
  SquareKanban,
  SquarePen,
} from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useShallow } from 'zustand/react/shallow'
import { useOpenChannelId } from '../../app/panes.ts'
import { paths } from '../../app/paths.ts'
import { listOf } from '../../data/list-of.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx'
import { activityStore } from '../activity/store.ts'
import { DraftsNavRow } from '../drafts/DraftsNavRow.tsx'
import { useMe, useWorkspace } from '../people/store.ts'
import { useUnreadThreads } from '../reading/store.ts'
import { RemindersNavRow } from '../reminders/RemindersNavRow.tsx'
import { SavedNavRow } from '../saved/SavedNavRow.tsx'
import { ScheduledNavRow } from '../scheduled/ScheduledNavRow.tsx'
import { QuickSwitcher } from '../search/QuickSwitcher.tsx'
import { openSwitcher } from '../search/switcher-store.ts'
import { BoardsSection } from '../tasks/BoardsSection.tsx'
import { MyTasksNavRow } from '../tasks/MyTasksNavRow.tsx'
import { openDialog } from './dialogs.ts'
import { NavRow } from './NavRow.tsx'
import { unreadOf } from './reducer.ts'
import { SidebarSection } from './SidebarSection.tsx'
import { channelsStore } from './store.ts'
import { useSidebarGroups } from './use-sidebar-groups.ts'

export function Sidebar() {
  const { t } = useTranslation('channels')
  const workspace = useWorkspace()
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center gap-1 ps-4 pe-2">
        <h1 className="min-w-0 flex-1 truncate text-lg font-semibold tracking-[-0.01em]">
          {workspace?.name}
        </h1>
        <IconButton
          label={t('sidebar.search')}
          shortcut="Mod+K"
          placement="bottom"
          icon={<Search size={16} />}
          onPress={openSwitcher}
        />
        <IconButton
          label={t('sidebar.write')}
          shortcut="Mod+Shift+K"
          placement="bottom"
          icon={<SquarePen size={16} />}
          onPress={() => openDialog({ kind: 'direct' })}
        />
        <AddMenu />
      </header>
      <nav
        aria-label={t('sidebar.label')}
        className="min-h-0 flex-1 overflow-y-auto px-2 pb-4"
        onKeyDown={walkLinks}
      >
        <OverviewRows />
        <Groups />
        <BoardsSection />
      </nav>
      <QuickSwitcher />
    </div>
  )
}

/** Apart from what stands around it: this is drawn anew with every message, wherever it is written. */
function Groups() {
  const openId = useOpenChannelId()
  const groups = useSidebarGroups()
  return groups.map((group) => <SidebarSection key={group.key} group={group} openId={openId} />)
}

function OverviewRows() {
  const { t } = useTranslation('channels')
  const [location] = useLocation()
  const threads = useUnreadThreads()
  const { unread, mentions } = channelsStore(
    useShallow(({ channels }) => {
      const open = listOf(channels).filter(({ channel }) => !channel.isArchived)
      return {
        unread: open.filter((joined) => !joined.membership.isMuted && unreadOf(joined).count > 0).length,
        mentions: open.reduce((sum, { membership }) => sum + membership.mentionPositions.length, 0),
      }
    }),
  )
  const threadMentions = threads.filter((thread) => thread.isMention).length
  return (
    <ul className="flex flex-col gap-px pb-1">
      <li>
        <NavRow
          href={paths.search}
          icon={<Search size={16} />}
          isCurrent={location === paths.search}
          name={t('sidebar.find')}
        />
      </li>
      <li>
        <NavRow
          href={paths.unreads}
          icon={<Inbox size={16} />}
          isCurrent={location === paths.unreads}
          isUnread={unread > 0}
          name={t('sidebar.unreads')}
        />
      </li>
      <ActivityLine />
      <li>
        <NavRow
          href={paths.mentions}
          icon={<AtSign size={16} />}
          isCurrent={location === paths.mentions}
          isUnread={mentions > 0}
          mentions={mentions}
          name={t('sidebar.mentions')}
        />
      </li>
      <li>
        <NavRow
          href={paths.threads}
          icon={<MessagesSquare size={16} />}
          isCurrent={location === paths.threads}
          isUnread={threads.length > 0}
          mentions={threadMentions}
          name={t('sidebar.threads')}
        />
      </li>
      <MyTasksNavRow />
      <SavedNavRow />
      <DraftsNavRow />
      <li>
        <NavRow
          href={paths.files}
          icon={<Files size={16} />}
          isCurrent={location === paths.files}
          name={t('sidebar.files')}
        />
      </li>
      <li>
        <NavRow
          href={paths.calls}
          icon={<Phone size={16} />}
          isCurrent={location === paths.calls}
          name={t('sidebar.calls')}
        />
      </li>
      <RemindersNavRow />
      <ScheduledNavRow />
    </ul>
  )
}

function ActivityLine() {
  const { t } = useTranslation('activity')
  const [location] = useLocation()
  const unreadCount = activityStore((state) => state.unreadCount)
  return (
    <li>
      <NavRow
        href={paths.activity}
        icon={<Bell size={16} />}
        isCurrent={location === paths.activity}
        isUnread={unreadCount > 0}
        name={t('title')}
      />
    </li>
  )
}

function AddMenu() {
  const { t } = useTranslation('channels')
  const [, navigate] = useLocation()
  const abilities = useMe()?.abilities
  return (
    <MenuTrigger>
      <IconButton label={t('sidebar.add')} placement="bottom" icon={<Plus size={17} />} />
      <Menu label={t('sidebar.add')} placement="bottom end">
        {abilities?.canCreateChannels && (
          <MenuItem icon={<Plus size={15} />} onAction={() => openDialog({ kind: 'create' })}>
            {t('create.title')}
          </MenuItem>
        )}
        {abilities?.canBrowseChannels && (
          <MenuItem icon={<Compass size={15} />} onAction={() => openDialog({ kind: 'browse' })}>
            {t('browse.title')}
          </MenuItem>
        )}
        {abilities?.canCreateBoards && (
          <MenuItem icon={<SquareKanban size={15} />} onAction={() => openDialog({ kind: 'board' })}>
            {t('tasks:newBoard')}
          </MenuItem>
        )}
        <MenuItem icon={<SquarePen size={15} />} onAction={() => openDialog({ kind: 'direct' })}>
          {t('direct.title')}
        </MenuItem>
        <MenuItem icon={<Plus size={15} />} onAction={() => openDialog({ kind: 'section', section: null })}>
          {t('section.create')}
        </MenuItem>
        <MenuItem icon={<AlarmClock size={15} />} onAction={() => navigate(paths.reminders)}>
          {t('sidebar.remind')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  )
}

function walkLinks(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const isEnd = event.key === 'Home' || event.key === 'End'
  if (step === 0 && !isEnd) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')]
  const here = stops.indexOf(document.activeElement as HTMLElement)
  if (here < 0) return
  event.preventDefault()
  const next = event.key === 'Home' ? stops[0] : event.key === 'End' ? stops.at(-1) : stops[here + step]
  next?.focus()
}
