// What a channel is called for the viewer: its name, or the people in a direct or group conversation.
import { useTranslation } from 'react-i18next'
import type { ChannelView } from '../../../contract/channels.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { PersonView } from '../../../contract/people.ts'
import { myId, peopleStore } from '../people/store.ts'

/** The others in a direct or group conversation; the viewer alone in the one with themselves. */
export function othersIn(channel: ChannelView, me: PersonId | null = myId()): PersonId[] {
  const members = channel.memberIds ?? []
  const others = members.filter((id) => id !== me)
  return others.length > 0 ? others : members
}

type People = ReadonlyMap<PersonId, PersonView>

export function channelNameOf(
  channel: ChannelView,
  people: People,
  me: PersonId | null,
  you: string,
): string {
  if (channel.name !== null) return channel.name
  const others = othersIn(channel, me)
  if (others.length === 1 && others[0] === me) return `${people.get(others[0])?.name ?? ''} (${you})`
  return others.map((id) => people.get(id)?.name ?? '?').join(', ')
}

export function useChannelName(channel: ChannelView | undefined): string {
  const { t } = useTranslation('channels')
  const you = t('you')
  return peopleStore((state) =>
    channel ? channelNameOf(channel, state.people, state.me?.personId ?? null, you) : '',
  )
}
