// Start and reconnect: state with its numbers, or what was missed.
import { z } from 'zod'
import { ChannelState, ChannelView, JoinedChannel, SectionView } from './channels.ts'
import { command, rates } from './command.ts'
import { Entry, StreamName } from './events.ts'
import { GroupView } from './groups.ts'
import { PersonId, SessionId } from './ids.ts'
import { NotificationRules } from './notifications.ts'
import { PersonView } from './people.ts'
import { UnreadThread } from './reading.ts'
import { SavedMark } from './saved.ts'
import { WorkspaceView } from './workspace.ts'

/** What the viewer may do in the workspace. */
export const Abilities = z.object({
  canCreateChannels: z.boolean(),
  canCreateBoards: z.boolean(),
  canBrowseChannels: z.boolean(),
  canInvitePeople: z.boolean(),
  canInviteAdmins: z.boolean(),
  canManagePeople: z.boolean(),
  canManageBots: z.boolean(),
  canManageGroups: z.boolean(),
  canRenameWorkspace: z.boolean(),
  canSeeAudit: z.boolean(),
  canSeeCallQuality: z.boolean(),
  canManageReleases: z.boolean(),
})
export type Abilities = z.infer<typeof Abilities>

const Cursors = z.record(StreamName, z.number().int().min(0))
export type Cursors = z.infer<typeof Cursors>

/** Everything a client needs before it opens a channel, true as of `cursors`. */
export const StartState = z.object({
  me: z.object({
    personId: PersonId,
    email: z.string().nullable(),
    sessionId: SessionId,
    abilities: Abilities,
  }),
  workspace: WorkspaceView,
  people: z.array(PersonView),
  groups: z.array(GroupView),
  sections: z.array(SectionView),
  channels: z.array(JoinedChannel),
  unreadThreads: z.array(UnreadThread),
  rules: NotificationRules,
  activityUnread: z.number().int(),
  saved: z.array(SavedMark),
  cursors: Cursors,
})
export type StartState = z.infer<typeof StartState>

export const CatchUp = z.object({
  entries: z.array(Entry).meta({ description: 'Missed entries, in order within each stream' }),
  fresh: z
    .array(
      z.object({ stream: StreamName, head: z.number().int(), channel: ChannelView, state: ChannelState }),
    )
    .meta({ description: 'Channels where too much was missed: drop their messages, go on from head' }),
  gone: z
    .array(StreamName)
    .meta({ description: 'Streams the caller may not hear any more: drop what is held of them' }),
  hasMore: z.boolean().meta({ description: 'Ask again with the new cursors' }),
})
export type CatchUp = z.infer<typeof CatchUp>

export const sync = {
  start: command({
    name: 'sync.start',
    summary: 'Gives the state a client starts from, with the number of every stream it includes.',
    access: 'signedIn',
    input: z.object({}),
    output: StartState,
    errors: [],
    rate: rates.write,
  }),
  catchUp: command({
    name: 'sync.catchUp',
    summary: 'Gives what was missed since these cursors. cursor_outdated: take fresh state with sync.start.',
    access: 'signedIn',
    input: z.object({
      cursors: Cursors.refine((all) => Object.keys(all).length <= 5000, 'has more than 5,000 streams'),
    }),
    output: CatchUp,
    errors: ['cursor_outdated'],
    rate: rates.often,
  }),
}
