// Where in a channel's timeline the list stands, and how it gets to another place.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChannelId, MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { messagesStore } from './state.ts'
import { type At, openTimeline } from './store.ts'

export type PlaceInTimeline = {
  /** Another number is another list: it starts afresh at `startAt`. */
  turn: number
  isReady: boolean
  startAt: string | null
  highlightedKey: string | null
}

const highlightMs = 2400

const windowOf = (channelId: ChannelId) => messagesStore.getState().timelines.get(channelId)

/** Somebody else may be fetching the same place already; then openTimeline leaves it to them. */
function loaded(channelId: ChannelId): Promise<void> {
  const isLoading = () => windowOf(channelId)?.status === 'loading'
  if (!isLoading()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = messagesStore.subscribe(() => {
      if (isLoading()) return
      stop()
      resolve()
    })
  })
}

function firstPlace(channelId: ChannelId, messageId: MessageId | null): PlaceInTimeline {
  const known = windowOf(channelId)
  // Known and at its newest end: drawn at once, with no skeleton between two channels.
  const isReady = !messageId && known?.status === 'ready' && !known.window.hasNewer
  return { turn: 0, isReady, startAt: null, highlightedKey: null }
}

export function usePlace(channelId: ChannelId, messageId: MessageId | null) {
  const [place, setPlace] = useState(() => firstPlace(channelId, messageId))
  const turns = useRef(0)

  const go = useCallback(
    async (
      at: At,
      isTarget: ((message: MessageView) => boolean) | null,
      shouldHighlight = false,
      isOpening = false,
    ) => {
      turns.current += 1
      const turn = turns.current
      if (!isOpening) setPlace((now) => ({ ...now, isReady: false }))
      await openTimeline(channelId, at)
      await loaded(channelId)
      if (turn !== turns.current) return
      const found = isTarget ? windowOf(channelId)?.window.messages.find(isTarget) : undefined
      const key = found?.clientId ?? null
      setPlace((now) =>
        isOpening && now.isReady
          ? now
          : { turn, isReady: true, startAt: key, highlightedKey: shouldHighlight ? key : null },
      )
    },
    [channelId],
  )

  const before = useRef<MessageId | null>(null)
  useEffect(() => {
    if (messageId) void go({ kind: 'message', messageId }, (message) => message.id === messageId, true)
    // From a permalink to the channel itself: one is there already, and stays where one is.
    else if (!before.current) void go({ kind: 'newest' }, null, false, true)
    before.current = messageId
    return () => {
      // An answer that comes after leaving belongs to nobody.
      turns.current += 1
    }
  }, [messageId, go])

  const { highlightedKey } = place
  useEffect(() => {
    if (!highlightedKey) return
    const timer = setTimeout(() => setPlace((now) => ({ ...now, highlightedKey: null })), highlightMs)
    return () => clearTimeout(timer)
  }, [highlightedKey])

  return { place, go }
}
