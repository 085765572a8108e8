// What may be put aside. Whether a message may be seen at all is the law of its channel.
import type { MessageView } from '../../../contract/messages.ts'
import { maxSaved } from '../../../contract/saved.ts'
import { AppError, type Verdict } from '../../core/errors.ts'

/** `count`: how many other messages the person has saved. */
export function canSaveMessage(message: Pick<MessageView, 'deletedAt'>, count: number): Verdict {
  if (message.deletedAt !== null) return new AppError('message_deleted', 'This message has been deleted.')
  if (count < maxSaved) return true
  return new AppError(
    'invalid_input',
    `You have saved ${maxSaved.toLocaleString('en')} messages, which is as many as there can be. Take some off the list first.`,
    { field: 'messageId' },
  )
}
