// Where the line above what is new stands. It stays while the channel is read, so that one sees what was new.
import { useEffect, useRef, useState } from 'react'
import type { JoinedChannel } from '../../../contract/channels.ts'
import { markRead } from '../reading/store.ts'

type NewLine = {
  /** Everything above this position is new; null: nothing was. */
  newFrom: number | null
  /** The viewer said "unread from here": looking does not read again until they act. */
  release: () => void
}

/** `seenUpTo` is the position of the newest message while its end of the list is in sight of somebody; else null. */
export function useNewLine(joined: JoinedChannel | undefined, seenUpTo: number | null): NewLine {
  const channelId = joined?.channel.id
  const read = joined?.membership.readPosition ?? 0
  const last = joined?.state.lastPosition ?? 0
  const [newFrom, setNewFrom] = useState<number | null>(joined && read < last ? read : null)
  const before = useRef({ read, last, isJoined: joined !== undefined })
  const isHeld = useRef(false)
  const [, setReleased] = useState(0)

  useEffect(() => {
    const previous = before.current
    before.current = { read, last, isJoined: channelId !== undefined }
    if (channelId === undefined || !previous.isJoined) return
    if (read < previous.read) {
      isHeld.current = true
      setNewFrom(read)
    } else if (last > previous.last && previous.read >= previous.last && seenUpTo === null) {
      // Something came while nobody looked, and everything before it had been read.
      setNewFrom(previous.last)
    }
  }, [channelId, read, last, seenUpTo])

  useEffect(() => {
    if (channelId && seenUpTo !== null && !isHeld.current) markRead(channelId, seenUpTo)
  })

  return {
    newFrom,
    release: () => {
      if (!isHeld.current) return
      isHeld.current = false
      setReleased((count) => count + 1)
    },
  }
}
