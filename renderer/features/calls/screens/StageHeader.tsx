// The line above the stage: which call, how long, how the network does, and how it is looked at.
import {
  LayoutGrid,
  Lock,
  Maximize,
  Minimize,
  Minimize2,
  RectangleHorizontal,
  Sparkles,
  WifiOff,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../../ui/Menu.tsx'
import { useChannelName } from '../../channels/channel-name.ts'
import { useChannel } from '../../channels/store.ts'
import { useNow } from '../../people/use-now.ts'
import { callActions } from '../actions.ts'
import { clockOf } from '../duration.ts'
import type { LayoutChoice } from '../layout/arrange.ts'
import { liveCallStore } from '../state.ts'
import { stageStore } from '../store.ts'
import { callKeys } from './call-keys.ts'
import { toggleFull } from './full-screen.ts'

export function StageHeader() {
  const { t } = useTranslation('calls')
  const channelId = liveCallStore((state) => state.channelId)
  const channel = useChannel(channelId)?.channel
  const name = useChannelName(channel)
  const isLocked = liveCallStore((state) => state.call?.isLocked ?? false)
  const isFull = stageStore((state) => state.isFull)
  return (
    <header className="flex h-11 shrink-0 items-center gap-2.5 ps-4 pe-2">
      <h1 className="min-w-0 truncate text-base font-semibold">
        <bdi>{channel?.name ? `#${name}` : name}</bdi>
      </h1>
      {isLocked && (
        <Lock size={14} role="img" aria-label={t('header.locked')} className="shrink-0 text-ink-faint" />
      )}
      <Elapsed />
      <NetworkMark />
      <span className="flex-1" />
      <LayoutMenu />
      <IconButton
        label={t(isFull ? 'header.exitFull' : 'header.full')}
        icon={isFull ? <Minimize size={16} /> : <Maximize size={16} />}
        placement="bottom"
        size="md"
        onPress={toggleFull}
      />
      <IconButton
        label={t('header.minimise')}
        shortcut={callKeys.minimise}
        icon={<Minimize2 size={16} />}
        placement="bottom"
        size="md"
        onPress={() => callActions.setMinimised(true)}
      />
    </header>
  )
}

export function Elapsed() {
  const since = liveCallStore((state) => state.joinedAtMs)
  return since === null ? null : <Clock since={since} />
}

function Clock({ since }: { since: number }) {
  const now = useNow(1000)
  return (
    <span className="shrink-0 text-sm text-ink-faint tabular-nums">{clockOf(now.getTime() - since)}</span>
  )
}

/** Whose side is weak; nothing while all is well. */
function NetworkMark() {
  const { t } = useTranslation('calls')
  const weakness = liveCallStore((state) => state.weakness)
  if (weakness === 'none') return null
  return (
    <span
      role="status"
      data-weakness={weakness}
      className="flex h-6 min-w-0 items-center gap-1.5 rounded-full bg-warn-tint px-2.5 text-xs font-medium text-warn-ink"
    >
      <WifiOff size={13} className="shrink-0" aria-hidden />
      <span className="truncate">{t(`weakness.${weakness}`)}</span>
    </span>
  )
}

const layouts = [
  { id: 'auto', icon: Sparkles },
  { id: 'grid', icon: LayoutGrid },
  { id: 'speaker', icon: RectangleHorizontal },
] as const

function LayoutMenu() {
  const { t } = useTranslation('calls')
  const layout = stageStore((state) => state.layout)
  const Icon = layouts.find(({ id }) => id === layout)?.icon ?? LayoutGrid
  return (
    <MenuTrigger>
      <IconButton label={t('layout.label')} icon={<Icon size={16} />} placement="bottom" size="md" />
      <Menu
        label={t('layout.label')}
        placement="bottom end"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[layout]}
        onSelectionChange={(keys) => {
          const [chosen] = [...(keys as Set<LayoutChoice>)]
          if (chosen) stageStore.setState({ layout: chosen, pinned: null, page: 0 })
        }}
      >
        {layouts.map(({ id, icon: LayoutIcon }) => (
          <MenuItem
            key={id}
            id={id}
            textValue={t(`layout.${id}`)}
            icon={<LayoutIcon size={15} />}
            description={t(`layout.${id}Hint`)}
          >
            {t(`layout.${id}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}
