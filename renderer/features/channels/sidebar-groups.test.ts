import { describe, expect, it } from 'vitest'
import type { JoinedChannel, SectionView } from '../../../contract/channels.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { sidebarGroups } from './sidebar-groups.ts'

type Fields = Partial<JoinedChannel['membership'] & JoinedChannel['channel'] & JoinedChannel['state']>
const make = (id: string, fields: Fields = {}): JoinedChannel =>
  ({
    channel: { id, kind: 'public', name: id, isArchived: false, createdAt: '2026-01-01', ...fields },
    state: { lastPosition: 0, lastMessageAt: null, ...fields },
    membership: {
      readPosition: 0,
      mentionPositions: [],
      isFavourite: false,
      isClosed: false,
      sectionId: null,
      ...fields,
    },
  }) as unknown as JoinedChannel
const section = { id: 's1', name: 'Work' } as unknown as SectionView
const groups = (all: JoinedChannel[], openId: string | null = null, failedIn: string[] = []) =>
  sidebarGroups(
    all,
    [section],
    openId as ChannelId | null,
    new Set(failedIn as ChannelId[]),
    (joined) => joined.channel.name ?? '',
  ).map((group) => [group.key, group.channels.map((joined) => joined.channel.id)])

describe('sidebarGroups', () => {
  it('puts every channel in one place', () => {
    const all = [
      make('b'),
      make('a'),
      make('fav', { isFavourite: true, sectionId: section.id }),
      make('work', { sectionId: section.id }),
      make('old', { sectionId: 'gone' as never }),
      make('dm', { kind: 'direct', lastMessageAt: '2026-01-02' }),
      make('dm2', { kind: 'group', lastMessageAt: '2026-01-03' }),
    ]
    expect(groups(all)).toEqual([
      ['favourites', ['fav']],
      ['s1', ['work']],
      ['channels', ['a', 'b', 'old']],
      ['talks', ['dm2', 'dm']],
    ])
  })

  it('hides archived and closed ones unless they are open, have something new or something that was not sent', () => {
    const all = [
      make('archived', { isArchived: true }),
      make('closed', { kind: 'direct', isClosed: true }),
      make('woken', { kind: 'direct', isClosed: true, lastPosition: 2 }),
    ]
    expect(groups(all)).toEqual([
      ['s1', []],
      ['channels', []],
      ['talks', ['woken']],
    ])
    expect(groups(all, 'archived')[1]).toEqual(['channels', ['archived']])
    expect(groups(all, null, ['archived'])[1]).toEqual(['channels', ['archived']])
  })
})
