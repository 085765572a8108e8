// The line above a channel: what it is, who is in it, and what one set for it.
import { BellOff, CalendarSearch, Hash, Info, Lock, Search, Star, Users } from 'lucide-react'
import { memo } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ChannelView, JoinedChannel } from '../../../contract/channels.ts'
import { usePanes, useRightPane } from '../../app/panes.ts'
import { Badge } from '../../ui/Badge.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CallButton } from '../calls/CallButton.tsx'
import { othersIn, useChannelName } from '../channels/channel-name.ts'
import { usePreference } from '../channels/use-preference.ts'
import { PersonAvatar } from '../people/PersonAvatar.tsx'
import { StatusMark } from '../people/StatusMark.tsx'
import { usePerson } from '../people/store.ts'
import { useOpenSearch } from '../search/use-search-keys.ts'
import { JumpToDate } from './JumpToDate.tsx'

type ChannelHeaderProps = {
  channel: ChannelView
  joined: JoinedChannel | undefined
  onJump: (date: string) => void
}

export const ChannelHeader = memo(function ChannelHeader(props: ChannelHeaderProps) {
  const { channel, joined, onJump } = props
  const { t } = useTranslation('messages')
  const name = useChannelName(channel)
  const pane = useRightPane()
  const panes = usePanes()
  const openSearch = useOpenSearch()
  const isDetailsOpen = pane?.kind === 'details'
  const toggleDetails = () => (isDetailsOpen ? panes.close() : panes.openDetails(channel.id))
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line ps-5 pe-2">
      <div className="flex min-w-0 flex-1 items-center gap-2">
        <ChannelMark channel={channel} />
        <h1 className="min-w-0 truncate text-lg font-semibold tracking-[-0.01em]">
          {joined ? (
            <AriaButton
              className="max-w-full truncate rounded-sm data-hovered:underline"
              onPress={toggleDetails}
            >
              <bdi>{name}</bdi>
            </AriaButton>
          ) : (
            <bdi>{name}</bdi>
          )}
        </h1>
        {channel.kind === 'direct' && <DirectStatus channel={channel} />}
        {channel.isArchived && <Badge tone="warn">{t('header.archived')}</Badge>}
        {channel.topic && (
          <p
            className="min-w-0 flex-1 truncate border-s border-line ps-3 text-base text-ink-faint narrow:hidden"
            title={channel.topic}
          >
            <bdi>{channel.topic}</bdi>
          </p>
        )}
      </div>
      <div className="flex shrink-0 items-center gap-0.5">
        {joined && <CallButton joined={joined} />}
        {joined && <PreferenceButtons joined={joined} />}
        <IconButton
          label={t('header.search')}
          icon={<Search size={16} />}
          shortcut="Mod+F"
          placement="bottom"
          onPress={() => openSearch({ channelId: channel.id })}
        />
        <JumpToDate
          onJump={onJump}
          trigger={
            <IconButton label={t('jump.label')} icon={<CalendarSearch size={16} />} placement="bottom" />
          }
        />
        {joined && channel.kind !== 'direct' && (
          <AriaButton
            aria-label={t('header.members', { count: joined.state.memberCount })}
            className="flex h-7 items-center gap-1.5 rounded-sm px-2 text-sm text-ink-soft tabular-nums data-hovered:bg-hover data-hovered:text-ink"
            onPress={toggleDetails}
          >
            <Users size={15} aria-hidden />
            {joined.state.memberCount}
          </AriaButton>
        )}
        {joined && (
          <IconButton
            label={t('header.details')}
            icon={<Info size={16} />}
            isActive={isDetailsOpen}
            placement="bottom"
            onPress={toggleDetails}
          />
        )}
      </div>
    </header>
  )
})

function PreferenceButtons({ joined }: { joined: JoinedChannel }) {
  const { t } = useTranslation('messages')
  const setPreference = usePreference(joined.channel.id)
  const { isFavourite, isMuted } = joined.membership
  return (
    <>
      <IconButton
        label={t(isFavourite ? 'header.unfavourite' : 'header.favourite')}
        icon={<Star size={16} fill={isFavourite ? 'currentColor' : 'none'} />}
        isActive={isFavourite}
        placement="bottom"
        onPress={() => setPreference({ isFavourite: !isFavourite })}
      />
      <IconButton
        label={t(isMuted ? 'header.unmute' : 'header.mute')}
        icon={<BellOff size={16} />}
        isActive={isMuted}
        placement="bottom"
        onPress={() => setPreference({ isMuted: !isMuted })}
      />
    </>
  )
}

export function ChannelMark({ channel }: { channel: ChannelView }) {
  const other = othersIn(channel)[0]
  if (channel.kind === 'direct' && other) return <PersonAvatar personId={other} size={24} hasPresence />
  const Icon = channel.kind === 'private' ? Lock : channel.kind === 'group' ? Users : Hash
  return <Icon size={17} className="shrink-0 text-ink-faint" aria-hidden />
}

function DirectStatus({ channel }: { channel: ChannelView }) {
  const person = usePerson(othersIn(channel)[0])
  return (
    <>
      <StatusMark person={person} />
      {person?.title && (
        <span className="truncate text-base text-ink-faint narrow:hidden">{person.title}</span>
      )}
    </>
  )
}
