// The sidebar's groups as a hook.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { useOpenChannelId } from '../../app/panes.ts'
import { channelsWithFailed, outboxStore } from '../../data/outbox.ts'
import { peopleStore } from '../people/store.ts'
import { channelNameOf } from './channel-name.ts'
import { type SidebarGroup, sidebarGroups } from './sidebar-groups.ts'
import { useChannels, useSections } from './store.ts'

export function useSidebarGroups(): SidebarGroup[] {
  const { t } = useTranslation('channels')
  const channels = useChannels()
  const sections = useSections()
  const openId = useOpenChannelId()
  const people = peopleStore((state) => state.people)
  const me = peopleStore((state) => state.me?.personId ?? null)
  const failedIn = outboxStore(useShallow(({ pending }) => channelsWithFailed(pending)))
  const you = t('you')
  return useMemo(
    () =>
      sidebarGroups(channels, sections, openId, new Set(failedIn), ({ channel }) =>
        channelNameOf(channel, people, me, you),
      ),
    [channels, sections, openId, failedIn, people, me, you],
  )
}
