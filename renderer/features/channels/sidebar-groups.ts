// Which channels stand where in the sidebar, and in what order. Pure: the sidebar draws it, Alt+↑/↓ walks it.
import type { JoinedChannel, SectionView } from '../../../contract/channels.ts'
import type { ChannelId, SectionId } from '../../../contract/ids.ts'
import { unreadOf } from './reducer.ts'

export type SidebarGroup = {
  key: string
  kind: 'favourites' | 'section' | 'channels' | 'talks'
  section: SectionView | null
  channels: JoinedChannel[]
}

const isTalk = ({ channel }: JoinedChannel) => channel.kind === 'direct' || channel.kind === 'group'

/** An archived or closed one shows only while it is open, has something new, or holds a message that was not sent. */
function isShown(joined: JoinedChannel, openId: ChannelId | null, failedIn: ReadonlySet<ChannelId>): boolean {
  if (joined.channel.id === openId || failedIn.has(joined.channel.id)) return true
  if (joined.channel.isArchived) return false
  return !joined.membership.isClosed || unreadOf(joined).count > 0
}

export function sidebarGroups(
  all: JoinedChannel[],
  sections: SectionView[],
  openId: ChannelId | null,
  failedIn: ReadonlySet<ChannelId>,
  nameOf: (joined: JoinedChannel) => string,
): SidebarGroup[] {
  const known = new Set<SectionId>(sections.map((section) => section.id))
  const shown = all.filter((joined) => isShown(joined, openId, failedIn))
  const names = new Map(shown.map((joined) => [joined, nameOf(joined)]))
  const byName = (a: JoinedChannel, b: JoinedChannel) =>
    (names.get(a) ?? '').localeCompare(names.get(b) ?? '')
  const byTime = (a: JoinedChannel, b: JoinedChannel) =>
    (b.state.lastMessageAt ?? b.channel.createdAt).localeCompare(a.state.lastMessageAt ?? a.channel.createdAt)
  const sectionOf = ({ membership }: JoinedChannel) =>
    membership.isFavourite
      ? 'favourites'
      : membership.sectionId && known.has(membership.sectionId)
        ? membership.sectionId
        : null
  const usual = shown.filter((joined) => sectionOf(joined) === null)
  const favourites = shown.filter((joined) => sectionOf(joined) === 'favourites')
  return [
    ...(favourites.length > 0
      ? [{ key: 'favourites', kind: 'favourites' as const, section: null, channels: favourites.sort(byName) }]
      : []),
    ...sections.map((section) => ({
      key: section.id,
      kind: 'section' as const,
      section,
      channels: shown.filter((joined) => sectionOf(joined) === section.id).sort(byName),
    })),
    {
      key: 'channels',
      kind: 'channels',
      section: null,
      channels: usual.filter((joined) => !isTalk(joined)).sort(byName),
    },
    { key: 'talks', kind: 'talks', section: null, channels: usual.filter(isTalk).sort(byTime) },
  ]
}
