// Channels: public and private ones, direct and group conversations, and what a person set for each.
import { z } from 'zod'
import { BoardView } from './boards.ts'
import { CallView } from './calls.ts'
import { command, rates } from './command.ts'
import { ChannelId, PersonId, SectionId } from './ids.ts'
import { NotifyLevel } from './notifications.ts'
import { instant, line, optionalLine } from './text.ts'

export const ChannelKind = z.enum(['public', 'private', 'direct', 'group'])
export type ChannelKind = z.infer<typeof ChannelKind>

/** The same for every viewer. */
export const ChannelView = z.object({
  id: ChannelId,
  kind: ChannelKind,
  name: z.string().nullable().meta({ description: 'null for direct and group conversations' }),
  topic: z.string(),
  isArchived: z.boolean(),
  // Entries from before there were boards say nothing of it.
  isBoard: z.boolean().default(false).meta({
    description: 'It is the home of a board and nothing else: it stands among boards, not among channels',
  }),
  memberIds: z.array(PersonId).nullable().meta({ description: 'Only for direct and group conversations' }),
  createdById: PersonId,
  createdAt: instant,
  revision: z.number().int().meta({ description: 'Grows with every change; the higher one wins' }),
})
export type ChannelView = z.infer<typeof ChannelView>

/** Where a channel's talk stands. Unread = lastPosition - the member's readPosition. */
export const ChannelState = z.object({
  lastPosition: z
    .number()
    .int()
    .meta({ description: 'Position of the newest message of the timeline; 0 when empty' }),
  lastMessageAt: instant.nullable(),
  memberCount: z.number().int(),
  call: CallView.nullable().meta({ description: 'The call that is open here' }),
  // Entries from before there were boards have none.
  boards: z.array(BoardView).default([]),
})
export type ChannelState = z.infer<typeof ChannelState>

/** What the viewer may do in a channel; the server decides, the client only shows. */
export const ChannelAbilities = z.object({
  canPost: z.boolean(),
  canManage: z.boolean().meta({ description: 'Rename, set topic, archive' }),
  canInvite: z.boolean(),
  canRemoveOthers: z.boolean(),
  canLeave: z.boolean(),
  canMentionEveryone: z.boolean(),
  canDeleteOthersMessages: z.boolean(),
  canSeeHistoryOfOthers: z.boolean(),
})
export type ChannelAbilities = z.infer<typeof ChannelAbilities>

/** What a person set for a channel, for themselves only. */
export const ChannelPreference = z.object({
  channelId: ChannelId,
  isMuted: z.boolean(),
  isFavourite: z.boolean(),
  isClosed: z
    .boolean()
    .meta({ description: 'A direct conversation taken out of the sidebar; a new message opens it again' }),
  sectionId: SectionId.nullable(),
  notifyLevel: NotifyLevel.nullable()
    .default(null)
    .meta({ description: 'What calls the viewer here; null: as everywhere' }),
})
export type ChannelPreference = z.infer<typeof ChannelPreference>

/** The viewer's own place in a channel. */
export const MembershipView = ChannelPreference.extend({
  readPosition: z.number().int(),
  mentionPositions: z
    .array(z.number().int())
    .meta({ description: 'Positions above readPosition that mention the viewer, ascending' }),
  abilities: ChannelAbilities,
})
export type MembershipView = z.infer<typeof MembershipView>

/** A channel as its member gets it. */
export const JoinedChannel = z.object({
  channel: ChannelView,
  state: ChannelState,
  membership: MembershipView,
})
export type JoinedChannel = z.infer<typeof JoinedChannel>

export const SectionView = z.object({ id: SectionId, name: z.string() })
export type SectionView = z.infer<typeof SectionView>

/** Lower-case words joined by - or _, in any script. */
export const channelName = line(80)
  .transform((text) => text.replace(/^#+/, '').trim().toLocaleLowerCase('en').replace(/\s+/g, '-'))
  .pipe(
    z
      .string()
      .min(1)
      .regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_-]*$/u, 'may have letters, digits, - and _ only'),
  )

const oneChannel = z.object({ channelId: ChannelId })
const joined = z.object({ joined: JoinedChannel })
const nothing = z.object({})

export const channels = {
  create: command({
    name: 'channels.create',
    summary: 'Makes a public or private channel; the maker is its first member.',
    access: 'signedIn',
    input: z.object({
      kind: ChannelKind.extract(['public', 'private']),
      name: channelName,
      topic: optionalLine(250).default(''),
      memberIds: z.array(PersonId).max(1000).default([]),
    }),
    output: joined,
    errors: ['forbidden', 'already_exists', 'not_found'],
    rate: rates.seldom,
  }),
  openDirect: command({
    name: 'channels.openDirect',
    summary:
      'Opens the conversation of exactly these people and the caller; the same people always get the same one.',
    access: 'signedIn',
    input: z.object({ personIds: z.array(PersonId).min(1).max(8) }),
    output: joined,
    errors: ['forbidden', 'not_found'],
    rate: rates.write,
  }),
  update: command({
    name: 'channels.update',
    summary: 'Renames a channel or sets its topic.',
    access: 'signedIn',
    input: oneChannel.extend({ name: channelName.optional(), topic: optionalLine(250).optional() }),
    output: z.object({ channel: ChannelView }),
    errors: ['forbidden', 'not_found', 'already_exists', 'channel_archived'],
    rate: rates.seldom,
  }),
  archive: command({
    name: 'channels.archive',
    summary: 'Archives a channel (nobody posts any more, all stays readable) or brings it back.',
    access: 'signedIn',
    input: oneChannel.extend({ isArchived: z.boolean() }),
    output: z.object({ channel: ChannelView }),
    errors: ['forbidden', 'not_found'],
    rate: rates.seldom,
  }),
  join: command({
    name: 'channels.join',
    summary: 'Joins a public channel.',
    access: 'signedIn',
    input: oneChannel,
    output: joined,
    errors: ['forbidden', 'not_found', 'channel_archived'],
    rate: rates.write,
  }),
  leave: command({
    name: 'channels.leave',
    summary: 'Leaves a channel.',
    access: 'signedIn',
    input: oneChannel,
    output: nothing,
    errors: ['forbidden', 'not_found'],
    rate: rates.write,
  }),
  invite: command({
    name: 'channels.invite',
    summary: 'Adds people to a channel.',
    access: 'signedIn',
    input: oneChannel.extend({ personIds: z.array(PersonId).min(1).max(1000) }),
    output: z.object({ added: z.array(PersonId) }),
    errors: ['forbidden', 'not_found', 'channel_archived'],
    rate: rates.seldom,
  }),
  remove: command({
    name: 'channels.remove',
    summary: 'Removes somebody from a channel; not one more event reaches them.',
    access: 'signedIn',
    input: oneChannel.extend({ personId: PersonId }),
    output: nothing,
    errors: ['forbidden', 'not_found'],
    rate: rates.seldom,
  }),
  browse: command({
    name: 'channels.browse',
    summary: 'Finds public channels, and private ones of the viewer, by part of a name or topic.',
    access: 'signedIn',
    input: z.object({
      query: z.string().max(100).default(''),
      channelId: ChannelId.optional().meta({ description: 'Only this channel, if it is among them' }),
      includeArchived: z.boolean().default(false),
      after: z
        .string()
        .max(200)
        .nullable()
        .default(null)
        .meta({ description: 'The `next` of the page before' }),
      limit: z.number().int().min(1).max(100).default(50),
    }),
    output: z.object({
      channels: z.array(
        z.object({ channel: ChannelView, memberCount: z.number().int(), isMember: z.boolean() }),
      ),
      next: z.string().nullable(),
    }),
    errors: ['forbidden'],
    rate: rates.often,
  }),
  members: command({
    name: 'channels.members',
    summary: 'Lists the members of a channel by name.',
    access: 'signedIn',
    input: oneChannel.extend({
      after: PersonId.nullable().default(null).meta({ description: 'The last person of the page before' }),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({ personIds: z.array(PersonId), next: PersonId.nullable() }),
    errors: ['forbidden', 'not_found'],
    rate: rates.often,
  }),
  setPreference: command({
    name: 'channels.setPreference',
    summary:
      'Mutes, favourites, closes or files a channel in a sidebar section, or sets what calls there, for the caller only.',
    access: 'signedIn',
    input: oneChannel.extend({
      isMuted: z.boolean().optional(),
      isFavourite: z.boolean().optional(),
      isClosed: z.boolean().optional(),
      sectionId: SectionId.nullable().optional(),
      notifyLevel: NotifyLevel.nullable().optional(),
    }),
    output: z.object({ preference: ChannelPreference }),
    errors: ['not_found'],
    rate: rates.write,
  }),
  saveSections: command({
    name: 'channels.saveSections',
    summary:
      'Replaces the list of the own sidebar sections, in order. Channels of a removed section fall back to the usual place.',
    access: 'signedIn',
    input: z.object({ sections: z.array(z.object({ id: SectionId, name: line(60) })).max(50) }),
    output: z.object({ sections: z.array(SectionView) }),
    errors: [],
    rate: rates.write,
  }),
}
