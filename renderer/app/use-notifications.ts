// A click on a notification leads to its message.
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { startNotifications } from '../features/notifications/notify.ts'
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
}
