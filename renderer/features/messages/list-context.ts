// What every row of a message list needs to know about the list it stands in.
import { createContext, useContext } from 'react'
import type { JoinedChannel } from '../../../contract/channels.ts'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'

export type ListContext = {
  /** Undefined in a preview of a channel the viewer is not in: then nothing can be done but reading. */
  joined: JoinedChannel | undefined
  /** In a thread pane: no thread footers, no "reply". */
  isThread: boolean
  /** In a list of messages from many places: they can be opened and copied there, not changed. */
  isExcerpt?: boolean
  editingId: MessageId | null
  setEditing: (id: MessageId | null) => void
  quote: ((message: MessageView) => void) | null
  openThread: (message: MessageView) => void
}

const Context = createContext<ListContext | null>(null)
export const ListProvider = Context.Provider

export function useListContext(): ListContext {
  const context = useContext(Context)
  if (!context) throw new Error('A message row stands in a message list')
  return context
}
