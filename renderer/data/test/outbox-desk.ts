// The server's side of the outbox in its tests, and ways to wait for what the outbox shows.
import type { ChannelId, ClientId, FileId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { outboxStore } from '../outbox.ts'

export const person = '00000001-0000-7000-8000-000000000001' as PersonId
export const general = '00000002-0000-7000-8000-000000000001' as ChannelId
export const random = '00000002-0000-7000-8000-000000000002' as ChannelId

type Post = { clientId: ClientId; channelId: ChannelId; body: string; fileIds: FileId[] }
type Answer = { message: Post; take: () => void; refuse: (error: unknown) => void }

/** The server's side: every try waits here for an answer. */
export class Desk {
  tries: Post[] = []
  waiting: Answer[] = []
  sent: MessageView[] = []
  #wake: (() => void)[] = []

  post = (message: Post): Promise<MessageView> =>
    new Promise((resolve, reject) => {
      this.tries.push(message)
      const view = { id: message.clientId as string as MessageId, ...message } as unknown as MessageView
      this.waiting.push({ message, take: () => resolve(view), refuse: reject })
      for (const wake of this.#wake.splice(0)) wake()
    })

  /** The next try that arrives, once it does. */
  async next(): Promise<Answer> {
    while (this.waiting.length === 0) await new Promise<void>((resolve) => this.#wake.push(resolve))
    return this.waiting.shift() as Answer
  }
}

export const pending = () => outboxStore.getState().pending
/** Waits for the outbox to show something. */
export const when = (isSo: () => boolean) =>
  new Promise<void>((resolve) => {
    if (isSo()) return resolve()
    const stop = outboxStore.subscribe(() => {
      if (!isSo()) return
      stop()
      resolve()
    })
  })
