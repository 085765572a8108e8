// Boards: where tasks stand in lists. A board lives in a channel: who is in the channel works on it, its changes are
// entries of the channel's stream, and comments on its tasks are threads there.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { BoardId, ChannelId, ClientId, LabelId, ListId, PersonId } from './ids.ts'
import { instant, line, optionalLine } from './text.ts'

export const maxBoardsPerChannel = 50
export const maxLists = 50
export const maxLabels = 100
/** On a board, without those that are archived. */
export const maxOpenTasks = 5000

/** In front of its tasks' numbers: OPS in OPS-123. */
export const boardKey = z
  .string()
  .max(40)
  .transform((text) => text.trim().toUpperCase())
  .pipe(z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/, 'must be 2 to 10 letters and digits, such as OPS'))

/** What it means for a task to stand in a list. */
export const ListKind = z.enum(['open', 'started', 'done'])
export type ListKind = z.infer<typeof ListKind>

export const ListView = z.object({
  id: ListId,
  name: z.string(),
  kind: ListKind,
  limit: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'How many tasks should stand in it at most; more are shown as too many' }),
})
export type ListView = z.infer<typeof ListView>

export const LabelColor = z.enum([
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
])
export type LabelColor = z.infer<typeof LabelColor>
export const LabelView = z.object({ id: LabelId, name: z.string(), color: LabelColor })
export type LabelView = z.infer<typeof LabelView>

/** The same for every viewer. */
export const BoardView = z.object({
  id: BoardId,
  channelId: ChannelId.meta({
    description: 'Where it lives; a channel of its own, or one where people talk',
  }),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  isArchived: z.boolean(),
  lists: z.array(ListView).meta({ description: 'From left to right' }),
  labels: z.array(LabelView),
  createdById: PersonId,
  createdAt: instant,
  revision: z.number().int().meta({ description: 'Grows with every change; the higher one wins' }),
})
export type BoardView = z.infer<typeof BoardView>

const oneBoard = z.object({ boardId: BoardId })
const oneList = oneBoard.extend({ listId: ListId })
const answer = z.object({ board: BoardView })
const name = line(80)
const limit = z.number().int().min(1).max(1000).nullable()

export const boards = {
  create: command({
    name: 'boards.create',
    summary:
      'Makes a board in a channel the caller is in, or, without one, in a channel of its own, public or private. Twice with a clientId is once.',
    access: 'signedIn',
    input: z.object({
      clientId: ClientId,
      name,
      key: boardKey,
      description: optionalLine(250).default(''),
      home: z
        .discriminatedUnion('kind', [
          z.object({ kind: z.literal('channel'), channelId: ChannelId }),
          z.object({
            kind: z.literal('own'),
            isPublic: z.boolean().default(true),
            memberIds: z.array(PersonId).max(1000).default([]),
          }),
        ])
        .default({ kind: 'own', isPublic: true, memberIds: [] }),
      lists: z
        .array(z.object({ name, kind: ListKind }))
        .min(1)
        .max(maxLists)
        .default([
          { name: 'To do', kind: 'open' },
          { name: 'In progress', kind: 'started' },
          { name: 'Done', kind: 'done' },
        ]),
    }),
    output: answer,
    errors: ['forbidden', 'not_found', 'already_exists', 'channel_archived', 'too_large'],
    rate: rates.seldom,
  }),
  update: command({
    name: 'boards.update',
    summary: 'Renames or describes a board.',
    access: 'signedIn',
    input: oneBoard.extend({ name: name.optional(), description: optionalLine(250).optional() }),
    output: answer,
    errors: ['forbidden', 'not_found', 'board_archived', 'channel_archived'],
    rate: rates.write,
  }),
  archive: command({
    name: 'boards.archive',
    summary: 'Archives a board (nobody changes it any more, all stays readable) or brings it back.',
    access: 'signedIn',
    input: oneBoard.extend({ isArchived: z.boolean() }),
    output: answer,
    errors: ['forbidden', 'not_found', 'channel_archived'],
    rate: rates.seldom,
  }),
  addList: command({
    name: 'boards.addList',
    summary: 'Adds a list to the right end of a board, under an id the caller chose. Twice equals once.',
    access: 'signedIn',
    input: oneList.extend({ name, kind: ListKind.default('open'), limit: limit.default(null) }),
    output: answer,
    errors: ['forbidden', 'not_found', 'already_exists', 'board_archived', 'channel_archived', 'too_large'],
    rate: rates.write,
  }),
  updateList: command({
    name: 'boards.updateList',
    summary:
      'Renames a list, or changes its limit or what it means. Tasks in a list that becomes one of done tasks are done.',
    access: 'signedIn',
    input: oneList.extend({ name: name.optional(), kind: ListKind.optional(), limit: limit.optional() }),
    output: answer,
    errors: ['forbidden', 'not_found', 'board_archived', 'channel_archived'],
    rate: rates.write,
  }),
  moveList: command({
    name: 'boards.moveList',
    summary: 'Puts a list behind another one; null: to the left end.',
    access: 'signedIn',
    input: oneList.extend({ afterId: ListId.nullable() }),
    output: answer,
    errors: ['forbidden', 'not_found', 'board_archived', 'channel_archived'],
    rate: rates.write,
  }),
  removeList: command({
    name: 'boards.removeList',
    summary: 'Takes a list off the board. Tasks that stand in it go to the end of another one.',
    access: 'signedIn',
    input: oneList.extend({ moveTasksTo: ListId }),
    output: answer,
    errors: ['forbidden', 'not_found', 'board_archived', 'channel_archived'],
    rate: rates.write,
  }),
  saveLabels: command({
    name: 'boards.saveLabels',
    summary: 'Replaces the labels of a board. One that is left out goes off its tasks, too.',
    access: 'signedIn',
    input: oneBoard.extend({
      labels: z
        .array(z.object({ id: LabelId, name: line(40), color: LabelColor }))
        .max(maxLabels)
        .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'has an id twice'),
    }),
    output: answer,
    errors: ['forbidden', 'not_found', 'board_archived', 'channel_archived'],
    rate: rates.write,
  }),
  browse: command({
    name: 'boards.browse',
    summary: 'Lists the boards the caller may see, by name: those of own channels and of public ones.',
    access: 'signedIn',
    input: z.object({
      query: z.string().max(100).default(''),
      includeArchived: z.boolean().default(false),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    output: z.object({
      boards: z.array(z.object({ board: BoardView, isMember: z.boolean() })),
      hasMore: z.boolean(),
    }),
    errors: [],
    rate: rates.often,
  }),
}
