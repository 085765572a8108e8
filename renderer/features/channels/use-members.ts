// The members of a channel, page by page; read again when their number changes.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { call } from '../../data/api.ts'

type Members = { ids: PersonId[] | null; next: PersonId | null; error: unknown }

export function useMembers({ channel, state: { memberCount } }: JoinedChannel) {
  const [members, setMembers] = useState<Members>({ ids: channel.memberIds, next: null, error: null })
  const question = useRef(0)
  const { id: channelId, memberIds } = channel

  const load = useCallback(
    async (after: PersonId | null) => {
      question.current += 1
      const mine = question.current
      try {
        const page = await call('channels.members', { channelId, after })
        if (mine !== question.current) return
        setMembers((now) => ({
          ids: after ? [...(now.ids ?? []), ...page.personIds] : page.personIds,
          next: page.next,
          error: null,
        }))
      } catch (error) {
        if (mine === question.current) setMembers((now) => ({ ...now, error }))
      }
    },
    [channelId],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed count means that the list changed
  useEffect(() => {
    if (memberIds) setMembers({ ids: memberIds, next: null, error: null })
    else void load(null)
    return () => {
      question.current += 1
    }
  }, [load, memberIds, memberCount])
  return {
    ...members,
    hasMore: members.next !== null,
    reload: () => load(null),
    more: () => load(members.next),
  }
}
