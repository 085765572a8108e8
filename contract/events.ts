// Everything a client ever hears. An entry is numbered without gaps on its stream; nothing in it depends on the viewer,
// except on the viewer's own user: stream.
import { z } from 'zod'
import { BoardView } from './boards.ts'
import { CallView } from './calls.ts'
import { ChannelPreference, ChannelView, JoinedChannel, SectionView } from './channels.ts'
import { FileView } from './files.ts'
import { GroupView } from './groups.ts'
import {
  BoardId,
  ChannelId,
  GroupId,
  InvitationId,
  MessageId,
  PersonId,
  ReminderId,
  SessionId,
  TaskId,
} from './ids.ts'
import { MessageView, PinView, ThreadSummary } from './messages.ts'
import { NotificationRules } from './notifications.ts'
import { PersonView, Role } from './people.ts'
import { MentionReason, UnreadThread } from './reading.ts'
import { SavedMark } from './saved.ts'
import { Overwrite, TaskChanges, TaskView } from './tasks.ts'
import { instant } from './text.ts'
import { WorkspaceView } from './workspace.ts'

/** workspace: everybody; directory: all but guests; channel: its members; user: one person. */
export const StreamName = z
  .string()
  .regex(/^(workspace|directory|(channel|user):[0-9a-f-]{36})$/)
  .brand<'StreamName'>()
export type StreamName = z.infer<typeof StreamName>

export const workspaceStream = 'workspace' as StreamName
export const directoryStream = 'directory' as StreamName
export const channelStream = (id: ChannelId) => `channel:${id}` as StreamName
export const userStream = (id: PersonId) => `user:${id}` as StreamName
/** The channel a stream belongs to, or null. */
export const channelOfStream = (stream: StreamName) =>
  stream.startsWith('channel:') ? (stream.slice('channel:'.length) as ChannelId) : null

const thread = ThreadSummary.nullable().meta({
  description: 'The thread it belongs to, as it stands afterwards',
})
const reaction = { channelId: ChannelId, messageId: MessageId, emoji: z.string(), personId: PersonId }
const membershipChange = { channelId: ChannelId, personId: PersonId, memberCount: z.number().int() }

export const Event = z.discriminatedUnion('type', [
  // workspace
  z.object({ type: z.literal('workspace.changed'), workspace: WorkspaceView }),
  z.object({ type: z.literal('person.changed'), person: PersonView }),
  // directory, and the channel itself
  z.object({ type: z.literal('channel.changed'), channel: ChannelView }),
  // directory
  z.object({ type: z.literal('group.changed'), group: GroupView }),
  // channel
  z.object({
    type: z.literal('message.sent'),
    message: MessageView,
    thread,
    mentionsEveryone: z.enum(['channel', 'here']).nullable(),
  }),
  // Only what changed: a whole view could carry reactions older than those the client already heard of.
  z.object({
    type: z.literal('message.edited'),
    channelId: ChannelId,
    messageId: MessageId,
    body: z.string(),
    editedAt: instant,
  }),
  z.object({
    type: z.literal('message.deleted'),
    channelId: ChannelId,
    messageId: MessageId,
    deletedAt: instant,
    thread,
  }),
  // On the stream of who uploads it; of the channel, once a message carries it.
  z.object({ type: z.literal('file.changed'), file: FileView }),
  z.object({ type: z.literal('reaction.added'), ...reaction }),
  z.object({ type: z.literal('reaction.removed'), ...reaction }),
  z.object({
    type: z.literal('message.pinned'),
    channelId: ChannelId,
    messageId: MessageId,
    pin: PinView,
  }),
  z.object({ type: z.literal('message.unpinned'), channelId: ChannelId, messageId: MessageId }),
  z.object({
    type: z.literal('message.tasked'),
    channelId: ChannelId,
    messageId: MessageId,
    taskIds: z.array(TaskId),
  }),
  z.object({ type: z.literal('member.joined'), ...membershipChange }),
  z.object({ type: z.literal('member.left'), ...membershipChange }),
  // channel: a call, whole and with its revision, so that the newest one simply counts
  z.object({ type: z.literal('call.started'), call: CallView }),
  z.object({ type: z.literal('call.waited'), call: CallView, personId: PersonId }),
  z.object({ type: z.literal('call.joined'), call: CallView, personId: PersonId }),
  z.object({ type: z.literal('call.left'), call: CallView, personId: PersonId }),
  z.object({ type: z.literal('call.declined'), call: CallView, personId: PersonId }),
  z.object({ type: z.literal('call.removed'), call: CallView, personId: PersonId }),
  z.object({ type: z.literal('call.changed'), call: CallView }),
  z.object({ type: z.literal('call.ended'), call: CallView }),
  // channel: its boards, whole and with their revision, and their tasks
  z.object({ type: z.literal('board.changed'), board: BoardView }),
  z.object({ type: z.literal('task.created'), task: TaskView }),
  z
    .object({ type: z.literal('task.restored'), task: TaskView })
    .meta({ description: 'Back from the archive: those who forgot it get it whole' }),
  z.object({
    type: z.literal('task.changed'),
    boardId: BoardId,
    taskId: TaskId,
    revision: z.number().int(),
    changes: TaskChanges,
    overwrote: z.array(Overwrite).meta({ description: 'Whose writing this replaced without having seen it' }),
  }),
  z
    .object({
      type: z.literal('tasks.changed'),
      boardId: BoardId,
      items: z.array(z.object({ taskId: TaskId, revision: z.number().int(), changes: TaskChanges })),
    })
    .meta({ description: 'Many at once; never their words' }),
  z.object({ type: z.literal('task.deleted'), boardId: BoardId, taskId: TaskId }),
  // user
  z.object({ type: z.literal('channel.joined'), joined: JoinedChannel, head: z.number().int() }),
  z.object({ type: z.literal('channel.left'), channelId: ChannelId }),
  z.object({
    type: z.literal('channel.read'),
    channelId: ChannelId,
    readPosition: z.number().int(),
    mentionPositions: z
      .array(z.number().int())
      .nullable()
      .meta({ description: 'Given when the mark went back; null: those above readPosition stay' }),
  }),
  z.object({
    type: z.literal('mention.added'),
    channelId: ChannelId,
    messageId: MessageId,
    position: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'null: a reply that stands in its thread only' }),
    reason: MentionReason.default('person'),
  }),
  // user: a guest hears of the groups they are in
  z.object({ type: z.literal('group.shown'), group: GroupView }),
  z.object({ type: z.literal('group.hidden'), groupId: GroupId }),
  z.object({ type: z.literal('activity.changed'), unreadCount: z.number().int() }),
  z.object({ type: z.literal('rules.changed'), rules: NotificationRules }),
  z.object({ type: z.literal('preference.changed'), preference: ChannelPreference }),
  z.object({ type: z.literal('sections.changed'), sections: z.array(SectionView) }),
  z.object({
    type: z.literal('saved.changed'),
    mark: SavedMark.extend({
      isDone: SavedMark.shape.isDone.nullable().meta({ description: 'null: saved no more' }),
    }),
  }),
  z.object({
    type: z.literal('draft.changed'),
    channelId: ChannelId,
    threadId: MessageId.nullable(),
    revision: z.number().int(),
    writerId: z.uuid().meta({ description: 'The window that changed it' }),
    isThere: z.boolean().meta({ description: 'false: sent or deleted; true: fetch it' }),
  }),
  z.object({ type: z.literal('thread.replied'), unread: UnreadThread }),
  z.object({ type: z.literal('thread.read'), rootId: MessageId, readNumber: z.number().int() }),
  // Their text is nobody else's and may go any day: an entry says only that the own list changed, and is asked for it.
  z.object({ type: z.literal('scheduled.changed') }),
  z.object({ type: z.literal('reminders.changed') }),
  z.object({ type: z.literal('reminder.fired'), reminderId: ReminderId }),
  z
    .object({ type: z.literal('access.changed') })
    .meta({ description: 'The own role changed: take fresh state' }),
  z.object({ type: z.literal('session.started'), sessionId: SessionId }),
  z.object({ type: z.literal('session.ended'), sessionId: SessionId }),
  // For the audit trail, on the stream of the account, and of the invitation's maker.
  z
    .object({ type: z.literal('session.offered') })
    .meta({ description: 'The person let the desktop app sign in from the browser' }),
  z.object({ type: z.literal('password.changed') }),
  z
    .object({ type: z.literal('password.refused') })
    .meta({ description: 'Somebody gave a wrong password for the account' }),
  z
    .object({ type: z.literal('release.changed') })
    .meta({ description: 'On the stream of the admin: versions of the desktop app' }),
  z.object({ type: z.literal('invitation.created'), invitationId: InvitationId, role: Role }),
  z.object({ type: z.literal('invitation.revoked'), invitationId: InvitationId }),
])
export type Event = z.infer<typeof Event>
export type EventType = Event['type']
export type EventOf<Type extends EventType> = Extract<Event, { type: Type }>

/** One line of a stream. */
export const Entry = z.object({
  stream: StreamName,
  number: z.number().int().positive(),
  at: instant,
  actorId: PersonId.nullable(),
  event: Event,
})
export type Entry = z.infer<typeof Entry>
