// The address of a channel that is nothing but a board's home: it leads to the board, and to the task that is talked about.
import { useEffect, useState } from 'react'
import { Redirect, useRoute, useSearchParams } from 'wouter'
import type { ChannelId, MessageId, TaskId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import { call } from '../../data/api.ts'
import { useChannel } from '../channels/store.ts'

type BoardHomeProps = { channelId: ChannelId; messageId: MessageId | null }
type Comment = { rootId: string; replyId: MessageId | null }

export function BoardHome({ channelId, messageId }: BoardHomeProps) {
  const boardId = useChannel(channelId)?.state.boards[0]?.id
  const [, thread] = useRoute('/c/:channelId/t/:rootId')
  const [query] = useSearchParams()
  const found = useCommented(messageId)
  const open: Comment | null = thread?.rootId
    ? { rootId: thread.rootId, replyId: query.get('reply') as MessageId | null }
    : (found ?? null)
  // Its state comes with the next entry; or what a link names is being looked for.
  if (!boardId || (messageId && found === undefined)) return null
  if (!open) return <Redirect to={paths.board(boardId)} replace />
  const path = paths.task(boardId, open.rootId as TaskId)
  return <Redirect to={open.replyId ? `${path}&reply=${open.replyId}` : path} replace />
}

/** The task that a comment is about; undefined while it is asked for, null when there is none. */
function useCommented(messageId: MessageId | null): Comment | null | undefined {
  const [found, setFound] = useState<Comment | null | undefined>(undefined)
  useEffect(() => {
    if (!messageId) return setFound(null)
    const stop = new AbortController()
    call('messages.find', { messageId }, { signal: stop.signal }).then(
      ({ message }) => setFound({ rootId: message.threadId ?? message.id, replyId: message.id }),
      () => stop.signal.aborted || setFound(null),
    )
    return () => stop.abort()
  }, [messageId])
  return found
}
