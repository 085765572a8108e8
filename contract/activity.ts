// What concerns a person, in one list: who named them, answered, reacted, added them or called in vain.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { ActivityId, ChannelId, MessageId, PersonId } from './ids.ts'
import { MessageView } from './messages.ts'
import { instant } from './text.ts'

export const ActivityKind = z.enum([
  'person',
  'group',
  'everyone',
  'keyword',
  'reply',
  'reaction',
  'joined',
  'call',
])
export type ActivityKind = z.infer<typeof ActivityKind>

/** Counted no further: a badge says "99+". */
export const mostUnread = 100

export const ActivityView = z.object({
  id: ActivityId,
  kind: ActivityKind.meta({
    description:
      'person, group, everyone, keyword: a message that mentions. reply: in a followed thread. reaction: to an own message. joined: somebody added the viewer to a channel. call: missed',
  }),
  channelId: ChannelId,
  rootId: MessageId.nullable().meta({ description: 'The thread a mention or reply stands in' }),
  actorId: PersonId.nullable().meta({ description: 'Who did it; for reactions the latest' }),
  emoji: z.string().nullable(),
  at: instant,
  isUnread: z.boolean(),
  message: MessageView.nullable(),
})
export type ActivityView = z.infer<typeof ActivityView>

const nothing = z.object({})

export const activity = {
  list: command({
    name: 'activity.list',
    summary: 'Lists what concerns the caller in channels they are in, newest first.',
    access: 'signedIn',
    input: z.object({
      kinds: z.array(ActivityKind).min(1).nullable().default(null).meta({ description: 'null: all' }),
      onlyUnread: z.boolean().default(false),
      before: instant.nullable().default(null),
      limit: z.number().int().min(1).max(100).default(30),
    }),
    output: z.object({ items: z.array(ActivityView), hasOlder: z.boolean() }),
    errors: [],
    rate: rates.often,
  }),
  mark: command({
    name: 'activity.mark',
    summary: 'Marks lines of the own activity as read or unread. The channels themselves stay as they are.',
    access: 'signedIn',
    input: z.object({ ids: z.array(ActivityId).min(1).max(200), isUnread: z.boolean() }),
    output: nothing,
    errors: [],
    rate: rates.often,
  }),
  markAll: command({
    name: 'activity.markAll',
    summary: 'Marks the whole own activity as read.',
    access: 'signedIn',
    input: nothing,
    output: nothing,
    errors: [],
    rate: rates.seldom,
  }),
}
