// One line of the quick switcher.
import { Archive, Hash, Lock, Search, SquareKanban, Users } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { othersIn } from '../channels/channel-name.ts'
import { unreadOf } from '../channels/reducer.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import type { SwitcherItem } from './switcher-items.ts'

type SwitcherRowProps = {
  id: string
  item: SwitcherItem
  isSelected: boolean
  onPoint: () => void
  onPick: () => void
}

export function SwitcherRow({ id, item, isSelected, onPoint, onPick }: SwitcherRowProps) {
  const { t } = useTranslation('search')
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const unread = item.kind === 'channel' ? unreadOf(item.joined) : { count: 0, mentions: 0 }
  const isUnread = unread.count > 0 && item.kind === 'channel' && !item.joined.membership.isMuted
  const detail =
    item.kind === 'person'
      ? item.person.title
      : item.kind === 'channel'
        ? item.joined.channel.topic
        : item.kind === 'board'
          ? item.board.key
          : ''
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the keys
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      className={classes('flex h-10 items-center gap-3 rounded-md px-2.5', isSelected && 'bg-accent-tint')}
      onPointerMove={() => !isSelected && onPoint()}
      onClick={onPick}
    >
      <span className="flex w-6 shrink-0 justify-center text-ink-faint">
        <ItemIcon item={item} />
      </span>
      <span className={classes('truncate text-md', isUnread && 'font-semibold')}>
        {item.kind === 'search' ? t('switcher.search', { text: item.name }) : <bdi>{item.name}</bdi>}
      </span>
      <span className="min-w-0 flex-1 truncate text-sm text-ink-faint">{detail}</span>
      {isUnread && unread.mentions > 0 && <Badge tone="mention">{unread.mentions}</Badge>}
      {isUnread && unread.mentions === 0 && (
        <span className="text-xs text-ink-faint">{t('switcher.unread')}</span>
      )}
    </div>
  )
}

function ItemIcon({ item }: { item: SwitcherItem }) {
  if (item.kind === 'search') return <Search size={17} aria-hidden />
  if (item.kind === 'board') return <SquareKanban size={17} aria-hidden />
  if (item.kind === 'person') return <PersonAvatar personId={item.id} size={24} />
  const { channel } = item.joined
  const [other] = othersIn(channel)
  if (channel.kind === 'direct' && other) return <PersonAvatar personId={other} size={24} hasPresence />
  const Icon = channel.isArchived
    ? Archive
    : channel.kind === 'group'
      ? Users
      : channel.kind === 'private'
        ? Lock
        : Hash
  return <Icon size={17} aria-hidden />
}
