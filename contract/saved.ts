// Messages put aside for later: each person's own list, which nobody else learns of.
import { z } from 'zod'
import { ChannelView } from './channels.ts'
import { command, rates } from './command.ts'
import { ChannelId, MessageId } from './ids.ts'
import { MessageView } from './messages.ts'
import { instant } from './text.ts'

export const maxSaved = 1000

/** That a message is saved; what it says comes with the list. */
export const SavedMark = z.object({ messageId: MessageId, channelId: ChannelId, isDone: z.boolean() })
export type SavedMark = z.infer<typeof SavedMark>

const oneMessage = z.object({ messageId: MessageId })

export const saved = {
  add: command({
    name: 'saved.add',
    summary: `Saves a message for later, at most ${maxSaved} of them. One that was done is to do again; twice equals once.`,
    access: 'signedIn',
    input: oneMessage,
    output: z.object({}),
    errors: ['not_found', 'message_deleted'],
    rate: rates.write,
  }),
  remove: command({
    name: 'saved.remove',
    summary: 'Takes a message off the own list. Twice equals once.',
    access: 'signedIn',
    input: oneMessage,
    output: z.object({}),
    errors: [],
    rate: rates.write,
  }),
  setDone: command({
    name: 'saved.setDone',
    summary: 'Marks a saved message as done, or as to do again. not_found: it is not saved any more.',
    access: 'signedIn',
    input: oneMessage.extend({ isDone: z.boolean() }),
    output: z.object({}),
    errors: ['not_found'],
    rate: rates.write,
  }),
  list: command({
    name: 'saved.list',
    summary: 'Lists the saved messages that the caller may still see, to do or done, the newest first.',
    access: 'signedIn',
    input: z.object({
      isDone: z.boolean().default(false),
      before: instant.nullable().default(null),
      limit: z.number().int().min(1).max(100).default(30),
    }),
    output: z.object({
      saved: z.array(
        z.object({ message: MessageView, at: instant.meta({ description: 'When it was saved, or done' }) }),
      ),
      channels: z
        .array(ChannelView)
        .meta({ description: 'Those of these messages that the caller is not in, but may read' }),
      hasOlder: z.boolean(),
    }),
    errors: [],
    rate: rates.often,
  }),
}
