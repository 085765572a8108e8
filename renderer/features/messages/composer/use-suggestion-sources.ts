// Who and what can be offered in a composer: people (members first), @channel and @here, channels, emoji.
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoinedChannel } from '../../../../contract/channels.ts'
import type { PersonView } from '../../../../contract/people.ts'
import { absolute, paths } from '../../../app/paths.ts'
import { listOf } from '../../../data/list-of.ts'
import { channelsStore } from '../../channels/store.ts'
import { groupsStore } from '../../groups/store.ts'
import { peopleStore } from '../../people/store.ts'
import { matchRank } from '../../search/match.ts'
import { loadEmojiData, searchEmoji } from '../emoji/emoji-data.ts'
import type { SuggestionItem, SuggestionSources } from './suggestions.ts'

const most = 8

export function useSuggestionSources(joined: JoinedChannel | undefined): SuggestionSources {
  const { t } = useTranslation('messages')
  return useMemo(
    () => ({
      mentions: (query) =>
        mixed(findPeople(query, joined), [...findGroups(query, t), ...findEveryone(query, joined, t)]),
      channels: findChannels,
      emoji: findEmoji,
    }),
    [joined, t],
  )
}

function findPeople(query: string, joined: JoinedChannel | undefined): SuggestionItem[] {
  const memberIds = joined?.channel.memberIds ?? null
  const isMember = (person: PersonView) => memberIds === null || memberIds.includes(person.id)
  return [...peopleStore.getState().people.values()]
    .filter((person) => person.isActive)
    .map((person) => ({ person, rank: matchRank(query, person.name) }))
    .filter(({ rank }) => rank !== null)
    .sort(
      (a, b) =>
        Number(isMember(b.person)) - Number(isMember(a.person)) ||
        (a.rank ?? 0) - (b.rank ?? 0) ||
        a.person.name.localeCompare(b.person.name),
    )
    .slice(0, most)
    .map(({ person }) => ({
      kind: 'person',
      id: person.id,
      label: person.name,
      detail: person.title,
      isMember: isMember(person),
    }))
}

/** People first, but where there are many, groups and everybody keep a place each. */
function mixed(people: SuggestionItem[], others: SuggestionItem[]): SuggestionItem[] {
  const kept = others.slice(0, most / 2)
  return [...people.slice(0, most - kept.length), ...kept]
}

function findGroups(query: string, t: TFunction): SuggestionItem[] {
  return listOf(groupsStore.getState().groups)
    .filter((group) => !group.isArchived && group.memberIds.length > 0)
    .map((group) => ({ group, rank: matchRank(query, group.handle) ?? matchRank(query, group.name) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.group.handle.localeCompare(b.group.handle))
    .map(({ group }) => ({
      kind: 'group',
      id: `group:${group.id}`,
      label: group.handle,
      detail: `${group.name} · ${t('groups:people', { count: group.memberIds.length })}`,
    }))
}

function findEveryone(query: string, joined: JoinedChannel | undefined, t: TFunction): SuggestionItem[] {
  if (!joined?.membership.abilities.canMentionEveryone || joined.channel.kind === 'direct') return []
  return (['channel', 'here'] as const)
    .filter((group) => group.startsWith(query.toLowerCase()))
    .map((group) => ({ kind: 'everyone', id: group, label: group, detail: t(`suggestions.${group}`) }))
}

function findChannels(query: string): SuggestionItem[] {
  return [...channelsStore.getState().channels.values()]
    .filter(
      ({ channel }) =>
        channel.name !== null &&
        !channel.isBoard &&
        !channel.isArchived &&
        matchRank(query, channel.name) !== null,
    )
    .sort((a, b) => (a.channel.name ?? '').localeCompare(b.channel.name ?? ''))
    .slice(0, most)
    .map(({ channel }) => ({
      kind: 'channel',
      id: channel.id,
      label: channel.name ?? '',
      detail: channel.topic,
      url: absolute(paths.channel(channel.id)),
    }))
}

async function findEmoji(query: string): Promise<SuggestionItem[]> {
  const data = await loadEmojiData()
  return searchEmoji(data, query, most).map((entry) => ({
    kind: 'emoji',
    id: entry.emoji,
    label: entry.label,
    detail: `:${entry.shortcodes[0]}:`,
  }))
}
