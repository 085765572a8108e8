// Messages shown away from their channel: in Mentions, Threads and Unread. They are asked for as lists, in which many
// channels meet; from then on they hear what happens to them as those of a timeline do, for as long as a list is open.
import { useMemo } from 'react'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { changeMessage } from './change.ts'
import { drawPatches, patchesStore } from './changes.ts'
import { hearWhile } from './fetching.ts'
import { withListed } from './reducer.ts'
import { messagesStore } from './state.ts'

let openLists = 0

/** Keeps what is listed in memory while a list is open. */
export function keepListed(): () => void {
  openLists += 1
  return () => {
    openLists -= 1
    if (openLists === 0) messagesStore.setState({ listed: new Map<MessageId, MessageView>() })
  }
}

/** Asks for messages of a list. They have no common head: what is heard meanwhile is applied; twice equals once. */
export function askListed<Answer>(
  ask: () => Promise<Answer>,
  messagesOf: (answer: Answer) => MessageView[],
): Promise<Answer> {
  const { restarts } = messagesStore.getState()
  return hearWhile(null, ask, (answer, heard) => {
    // Whoever left needs it no more, and where something was missed, the list is being asked for again.
    if (openLists === 0 || messagesStore.getState().restarts !== restarts) return answer
    const now = messagesOf(answer).map((message) =>
      heard.reduce((known, { event }) => changeMessage(known, event), message),
    )
    messagesStore.setState((state) => withListed(state, now))
    return answer
  })
}

/** Listed messages as they are now, with the viewer's own unfinished doings; without those of channels one has left. */
export function useListed(messages: MessageView[]): MessageView[] {
  const listed = messagesStore((state) => state.listed)
  const patches = patchesStore((state) => state.patches)
  return useMemo(
    () =>
      drawPatches(
        messages.flatMap(({ id }) => listed.get(id) ?? []),
        patches,
      ),
    [messages, listed, patches],
  )
}
