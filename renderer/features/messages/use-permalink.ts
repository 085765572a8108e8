// A permalink to a reply that lives only in its thread opens the thread; the timeline has no place for it.
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import { call } from '../../data/api.ts'
import { messagesStore } from './state.ts'

export function usePermalink(channelId: ChannelId, messageId: MessageId | null): void {
  const [, navigate] = useLocation()
  useEffect(() => {
    if (!messageId) return
    const known = messagesStore.getState().timelines.get(channelId)?.window.messages
    if (known?.some((message) => message.id === messageId)) return
    const stop = new AbortController()
    call('messages.find', { messageId }, { signal: stop.signal }).then(
      ({ message }) => {
        if (message.channelId !== channelId)
          navigate(paths.message(message.channelId, message.id), { replace: true })
        else if (message.threadId && message.position === null) {
          navigate(paths.thread(channelId, message.threadId, message.id), { replace: true })
        }
      },
      // The timeline shows its own refusal.
      () => undefined,
    )
    return () => stop.abort()
  }, [channelId, messageId, navigate])
}
