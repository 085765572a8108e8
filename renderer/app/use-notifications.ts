// A click on a notification leads to its message.
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { startNotifications, tellWhereWeLook } from '../features/notifications/notify.ts'
import { useOpenChannelId } from './panes.ts'
import { paths } from './paths.ts'

export function useNotifications(): void {
  const [, navigate] = useLocation()
  useEffect(
    () =>
      startNotifications({
        navigate: ({ channelId, messageId, threadId }) =>
          navigate(
            threadId ? paths.thread(channelId, threadId, messageId) : paths.message(channelId, messageId),
          ),
      }),
    [navigate],
  )
  const openId = useOpenChannelId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another channel is looked at
  useEffect(tellWhereWeLook, [openId])
}
