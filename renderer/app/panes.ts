// The right pane: a thread, a channel's details, a person or a task. It lives in the address, so Back closes it and a
// reload keeps it.
import { useMemo } from 'react'
import { useLocation, useRoute, useSearchParams } from 'wouter'
import type { ChannelId, MessageId, PersonId, TaskId } from '../../contract/ids.ts'
import { paths } from './paths.ts'

export type RightPane =
  | { kind: 'thread'; channelId: ChannelId; rootId: MessageId; replyId: MessageId | null }
  | { kind: 'details'; channelId: ChannelId; tab: DetailsTab }
  | { kind: 'person'; personId: PersonId }
  | { kind: 'task'; taskId: TaskId; replyId: MessageId | null }

/** What a channel's details show: what it is, or what was shared in it. */
export type DetailsTab = 'about' | 'files'

/** The channel in the main pane, if it is one. */
export function useOpenChannelId(): ChannelId | null {
  const [, match] = useRoute('/c/:channelId/*?')
  return (match?.channelId as ChannelId | undefined) ?? null
}

export function useRightPane(): RightPane | null {
  const channelId = useOpenChannelId()
  const [, thread] = useRoute('/c/:channelId/t/:rootId')
  const [query] = useSearchParams()
  const personId = query.get('person') as PersonId | null
  const taskId = query.get('task') as TaskId | null
  const details = query.get('details')
  // Beside a board: the channel it lives in.
  const detailsOf = channelId ?? (query.get('of') as ChannelId | null)
  const rootId = (thread?.rootId as MessageId | undefined) ?? null
  const replyId = query.get('reply') as MessageId | null
  return useMemo(() => {
    if (personId) return { kind: 'person', personId }
    if (taskId) return { kind: 'task', taskId, replyId }
    if (details && detailsOf)
      return { kind: 'details', channelId: detailsOf, tab: details === 'files' ? 'files' : 'about' }
    if (channelId && rootId) return { kind: 'thread', channelId, rootId, replyId }
    return null
  }, [channelId, rootId, replyId, personId, taskId, details, detailsOf])
}

/** What of the query says what stands in the pane; the rest is the page's own, such as what it shows of a board. */
const paneKeys = ['person', 'details', 'of', 'task', 'reply']

function withPane(query: URLSearchParams, pane: Record<string, string>): URLSearchParams {
  const after = new URLSearchParams(query)
  for (const key of paneKeys) after.delete(key)
  for (const [key, value] of Object.entries(pane)) after.set(key, value)
  return after
}

/** What opens and closes the right pane. */
export function usePanes() {
  const [location, navigate] = useLocation()
  const [, setQuery] = useSearchParams()
  const channelId = useOpenChannelId()
  return useMemo(
    () => ({
      openThread: (channel: ChannelId, rootId: MessageId, replyId?: MessageId) =>
        navigate(paths.thread(channel, rootId, replyId)),
      openDetails: (channel: ChannelId) => navigate(`${paths.channel(channel)}?details=1`),
      openDetailsHere: (channel: ChannelId) =>
        setQuery((query) => withPane(query, { details: '1', of: channel })),
      showDetailsTab: (tab: DetailsTab) =>
        setQuery(
          (query) => {
            query.set('details', tab === 'files' ? 'files' : '1')
            return query
          },
          { replace: true },
        ),
      openPerson: (personId: PersonId) => setQuery((query) => withPane(query, { person: personId })),
      openTask: (taskId: TaskId) => setQuery((query) => withPane(query, { task: taskId })),
      close: () => {
        const isOverThread = /[?&](person|details|task)=/.test(window.location.search)
        if (isOverThread) setQuery((query) => withPane(query, {}))
        else if (channelId && location !== paths.channel(channelId)) navigate(paths.channel(channelId))
      },
    }),
    [channelId, location, navigate, setQuery],
  )
}
