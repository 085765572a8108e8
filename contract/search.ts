// Search: over messages, files, tasks, channels and people, as far as the caller may read them at that moment.
import { z } from 'zod'
import { ChannelView } from './channels.ts'
import { command } from './command.ts'
import { ChannelId, FileId, MessageId, PersonId } from './ids.ts'
import { filterNames, maxQueryLength } from './lib/search-query.ts'
import { MessageView } from './messages.ts'
import { TaskView } from './tasks.ts'
import { instant } from './text.ts'

export const SearchKind = z.enum(['message', 'file', 'task', 'channel', 'person'])
export type SearchKind = z.infer<typeof SearchKind>

/** Plain text in pieces; a message's mention tokens (lib/mentions.ts) are never cut. */
const Fragments = z.array(z.object({ text: z.string(), isMatch: z.boolean() }))

export const SearchHit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), message: MessageView, excerpt: Fragments }),
  z.object({
    kind: z.literal('file'),
    fileId: FileId,
    name: Fragments,
    excerpt: Fragments.meta({ description: 'Of the text in it; empty when only the name matched' }),
    channelId: ChannelId,
    messageId: MessageId,
    threadId: MessageId.nullable(),
    authorId: PersonId,
    sentAt: instant,
  }),
  z.object({
    kind: z.literal('task'),
    task: TaskView,
    channelId: ChannelId,
    name: z.string().meta({ description: 'Such as OPS-123' }),
    title: Fragments,
    excerpt: Fragments.meta({
      description: 'Of its description and checklist; empty when only the title matched',
    }),
  }),
  z.object({
    kind: z.literal('channel'),
    channel: ChannelView,
    memberCount: z.number().int(),
    name: Fragments,
    topic: Fragments,
  }),
  z.object({ kind: z.literal('person'), personId: PersonId, name: Fragments, title: Fragments }),
])
export type SearchHit = z.infer<typeof SearchHit>
export type SearchHitOf<Kind extends SearchKind> = Extract<SearchHit, { kind: Kind }>

export const search = {
  find: command({
    name: 'search.find',
    summary:
      'Finds messages, files, tasks, channels or people by words, parts of words and filters (from: in: before: after: on: has: mentions: is:thread, "phrase", -without).',
    access: 'signedIn',
    input: z.object({
      query: z
        .string()
        .max(maxQueryLength)
        .meta({ description: 'As typed. Days are those of the own time zone' }),
      kind: SearchKind.default('message'),
      sort: z
        .enum(['relevance', 'time'])
        .default('relevance')
        .meta({ description: 'relevance ranks the newest matches; time goes back without an end' }),
      channelId: ChannelId.nullable().default(null).meta({ description: 'Only in this channel' }),
      after: z
        .string()
        .max(200)
        .nullable()
        .default(null)
        .meta({ description: 'The `next` of the page before' }),
      limit: z.number().int().min(1).max(50).default(20),
    }),
    output: z.object({
      hits: z.array(SearchHit),
      channels: z
        .array(ChannelView)
        .meta({ description: 'Where the messages, files and tasks of this page stand' }),
      next: z.string().nullable().meta({ description: 'null: there is no more' }),
      isRanked: z.boolean().meta({ description: 'Ranked are the newest matches only; sort by time for all' }),
      isCut: z.boolean().meta({
        description: 'Time ran out: what was found so far. Sorted by time, `next` goes on behind it',
      }),
      unknown: z
        .array(z.object({ name: z.enum(filterNames), value: z.string() }))
        .meta({ description: 'Filters that name nobody, or no channel the caller may read' }),
    }),
    errors: ['not_found', 'search_too_wide'],
    rate: { limit: 240, perSeconds: 60 },
  }),
}
