// Messages: the heart. Bodies are Markdown with mention tokens (lib/mentions.ts).
import { z } from 'zod'
import { CallSummary } from './calls.ts'
import { command, rates } from './command.ts'
import { FileView, maxFilesPerMessage } from './files.ts'
import { ChannelId, ClientId, FileId, MessageId, PersonId, TaskId } from './ids.ts'
import { emoji, instant, optionalProse, prose } from './text.ts'

export const maxBodyLength = 12_000
export const maxMentions = 50
/** A message changed so often is better written anew; its former bodies are kept. */
export const maxEdits = 100
export const maxReactionKinds = 30
export const maxPinsPerChannel = 100

export const ReactionView = z.object({ emoji: z.string(), personIds: z.array(PersonId) })

/** By whom and when a message was pinned to its channel. */
export const PinView = z.object({ personId: PersonId, at: instant })
export type PinView = z.infer<typeof PinView>

/** What a message at the top of a thread tells about it; absolute, so hearing it twice changes nothing. */
export const ThreadSummary = z.object({
  rootId: MessageId,
  replyCount: z.number().int(),
  lastReplyAt: instant.nullable(),
  personIds: z.array(PersonId).meta({ description: 'The first five who replied' }),
})
export type ThreadSummary = z.infer<typeof ThreadSummary>

export const MessageView = z.object({
  id: MessageId,
  channelId: ChannelId,
  number: z
    .number()
    .int()
    .meta({ description: "The stream's number of its sending: the one order of the channel" }),
  position: z.number().int().nullable().meta({
    description: "Counts the channel's timeline without gaps; null for a reply that stays in its thread",
  }),
  authorId: PersonId,
  clientId: ClientId,
  body: z.string().meta({ description: 'Markdown; empty once deleted' }),
  sentAt: instant,
  editedAt: instant.nullable(),
  deletedAt: instant.nullable(),
  threadId: MessageId.nullable().meta({ description: 'The message this one replies to' }),
  thread: ThreadSummary.nullable().meta({ description: 'Present on a message that has replies' }),
  reactions: z.array(ReactionView),
  // Entries from before there were files have none.
  files: z.array(FileView).default([]),
  // Entries from before there were pins have none.
  pin: PinView.nullable().default(null),
  // Entries from before there were tasks say nothing of it.
  isTask: z.boolean().default(false).meta({
    description: 'It is a task: its thread is the comments on the task with the same id; the body is empty',
  }),
  // Entries from before there were tasks name none.
  taskIds: z.array(TaskId).default([]).meta({
    description: 'Tasks that were made from it, also such as the reader may not see: ask tasks.find',
  }),
  call: CallSummary.nullable().meta({ description: 'Present on the line of a call; the body is empty then' }),
})
export type MessageView = z.infer<typeof MessageView>

/** A page of messages in ascending order, true as of `head`: apply events above it. */
export const MessagePage = z.object({
  messages: z.array(MessageView),
  head: z.number().int().meta({ description: "The channel stream's number that this page includes" }),
  hasOlder: z.boolean(),
  hasNewer: z.boolean(),
})
export type MessagePage = z.infer<typeof MessagePage>

const oneMessage = z.object({ messageId: MessageId })
const limit = z.number().int().min(1).max(200).default(50)
/** A number or position; far enough from the end of the database's integers that a page can be added to it. */
const place = z.int32().min(0).max(2_000_000_000)

export const messages = {
  send: command({
    name: 'messages.send',
    summary:
      'Sends a message. The answer comes after the commit; the same clientId again answers the first message.',
    access: 'signedIn',
    input: z
      .object({
        clientId: ClientId,
        channelId: ChannelId,
        body: optionalProse(maxBodyLength).meta({ description: 'May be empty beside files' }),
        threadId: MessageId.nullable().default(null),
        alsoToChannel: z
          .boolean()
          .default(false)
          .meta({ description: 'For a reply: show it in the channel as well' }),
        fileIds: z.array(FileId).max(maxFilesPerMessage).default([]).meta({
          description: 'Own files of this channel that have arrived whole and no message carries yet',
        }),
      })
      .refine(({ body, fileIds }) => body !== '' || fileIds.length > 0, {
        path: ['body'],
        error: 'is empty',
      }),
    output: z.object({ message: MessageView }),
    errors: ['forbidden', 'not_found', 'channel_archived', 'already_exists', 'file_not_ready'],
    rate: rates.write,
  }),
  edit: command({
    name: 'messages.edit',
    summary: 'Changes the body of an own message; the former body is kept as history.',
    access: 'signedIn',
    input: oneMessage.extend({ body: prose(maxBodyLength) }),
    output: z.object({ message: MessageView }),
    errors: ['forbidden', 'not_found', 'message_deleted', 'channel_archived'],
    rate: rates.write,
  }),
  delete: command({
    name: 'messages.delete',
    summary: 'Deletes a message for everybody: its text leaves the database, the journal and every client.',
    access: 'signedIn',
    input: oneMessage,
    output: z.object({}),
    errors: ['forbidden', 'not_found'],
    rate: rates.write,
  }),
  list: command({
    name: 'messages.list',
    summary: "Reads a page of a channel's timeline.",
    access: 'signedIn',
    input: z.object({
      channelId: ChannelId,
      at: z
        .discriminatedUnion('kind', [
          z.object({ kind: z.literal('newest') }),
          z.object({ kind: z.literal('before'), position: place }),
          z.object({ kind: z.literal('after'), position: place }),
          z.object({ kind: z.literal('around'), position: place }),
          z.object({ kind: z.literal('message'), messageId: MessageId }),
          z.object({ kind: z.literal('date'), date: instant }),
        ])
        .default({ kind: 'newest' }),
      limit,
    }),
    output: MessagePage,
    errors: ['forbidden', 'not_found'],
    rate: rates.often,
  }),
  replies: command({
    name: 'messages.replies',
    summary: 'Reads a thread: its first message and a page of replies, the newest or those before a number.',
    access: 'signedIn',
    input: z.object({ rootId: MessageId, before: place.nullable().default(null), limit }),
    output: MessagePage.extend({ root: MessageView }),
    errors: ['forbidden', 'not_found'],
    rate: rates.often,
  }),
  find: command({
    name: 'messages.find',
    summary: 'Reads one message, for a permalink.',
    access: 'signedIn',
    input: oneMessage,
    output: z.object({ message: MessageView }),
    errors: ['not_found'],
    rate: rates.often,
  }),
  history: command({
    name: 'messages.history',
    summary: 'Reads the former bodies of an edited message, oldest first.',
    access: 'signedIn',
    input: oneMessage,
    output: z.object({ revisions: z.array(z.object({ body: z.string(), replacedAt: instant })) }),
    errors: ['forbidden', 'not_found'],
    rate: rates.often,
  }),
}

export const reactions = {
  add: command({
    name: 'reactions.add',
    summary: 'Adds an emoji to a message. Twice equals once.',
    access: 'signedIn',
    input: oneMessage.extend({ emoji }),
    output: z.object({}),
    errors: ['forbidden', 'not_found', 'message_deleted', 'channel_archived'],
    rate: rates.write,
  }),
  remove: command({
    name: 'reactions.remove',
    summary: 'Takes the own emoji off a message. Twice equals once.',
    access: 'signedIn',
    input: oneMessage.extend({ emoji }),
    output: z.object({}),
    errors: ['forbidden', 'not_found', 'message_deleted', 'channel_archived'],
    rate: rates.write,
  }),
}

export const pins = {
  add: command({
    name: 'pins.add',
    summary: 'Pins a message to its channel, for everybody there. Twice equals once.',
    access: 'signedIn',
    input: oneMessage,
    output: z.object({}),
    errors: ['forbidden', 'not_found', 'message_deleted', 'channel_archived'],
    rate: rates.write,
  }),
  remove: command({
    name: 'pins.remove',
    summary: 'Takes a pinned message off the pins of its channel. Twice equals once.',
    access: 'signedIn',
    input: oneMessage,
    output: z.object({}),
    errors: ['forbidden', 'not_found', 'channel_archived'],
    rate: rates.write,
  }),
  list: command({
    name: 'pins.list',
    summary: `Lists the pinned messages of a channel, of which there are at most ${maxPinsPerChannel}, the newest pin first.`,
    access: 'signedIn',
    input: z.object({ channelId: ChannelId }),
    output: z.object({ messages: z.array(MessageView) }),
    errors: ['forbidden', 'not_found'],
    rate: rates.often,
  }),
}
