// What a person has read, what mentions them, which threads they follow.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { ChannelId, MessageId } from './ids.ts'
import { MessageView } from './messages.ts'
import { instant } from './text.ts'

/** A followed thread with replies the person has not read. */
export const UnreadThread = z.object({
  rootId: MessageId,
  channelId: ChannelId,
  lastReplyNumber: z.number().int(),
  isMention: z.boolean(),
})
export type UnreadThread = z.infer<typeof UnreadThread>

/** Why a message calls somebody; of several reasons the most personal one. */
export const MentionReason = z.enum(['person', 'group', 'everyone', 'keyword'])
export type MentionReason = z.infer<typeof MentionReason>

const limit = z.number().int().min(1).max(100).default(30)

export const reading = {
  markChannel: command({
    name: 'reading.markChannel',
    summary: 'Sets how far a channel is read; a smaller position marks it unread from there.',
    access: 'signedIn',
    input: z.object({
      channelId: ChannelId,
      position: z.int32().min(0),
      mayGoBack: z.boolean().default(false).meta({
        description: 'true for "mark unread from here"; false never loses a newer mark of another device',
      }),
    }),
    output: z.object({ readPosition: z.number().int() }),
    errors: ['not_found'],
    rate: rates.often,
  }),
  markAll: command({
    name: 'reading.markAll',
    summary: 'Marks every channel and thread as read.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({}),
    errors: [],
    rate: rates.seldom,
  }),
  markThread: command({
    name: 'reading.markThread',
    summary: 'Marks a followed thread as read up to a reply.',
    access: 'signedIn',
    input: z.object({ rootId: MessageId, number: z.int32().min(0) }),
    output: z.object({}),
    errors: ['not_found'],
    rate: rates.often,
  }),
  followThread: command({
    name: 'reading.followThread',
    summary: 'Follows a thread, or stops following it.',
    access: 'signedIn',
    input: z.object({ rootId: MessageId, isFollowed: z.boolean() }),
    output: z.object({}),
    errors: ['not_found'],
    rate: rates.write,
  }),
  threads: command({
    name: 'reading.threads',
    summary: 'Lists the followed threads, the one with the newest reply first.',
    access: 'signedIn',
    input: z.object({ before: instant.nullable().default(null), limit }),
    output: z.object({
      threads: z.array(
        z.object({
          root: MessageView,
          readNumber: z.number().int(),
          newestReplies: z.array(MessageView),
          unreadCount: z.number().int(),
        }),
      ),
      hasOlder: z.boolean(),
    }),
    errors: [],
    rate: rates.often,
  }),
  mentions: command({
    name: 'reading.mentions',
    summary: 'Lists the messages that mention the caller, newest first.',
    access: 'signedIn',
    input: z.object({ before: instant.nullable().default(null), limit }),
    output: z.object({ messages: z.array(MessageView), hasOlder: z.boolean() }),
    errors: [],
    rate: rates.often,
  }),
}
