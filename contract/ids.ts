// Branded ids: a person's id can't be handed to a place that wants a channel's.
import { z } from 'zod'

/** A UUID as Postgres writes it (RFC 9562, lower case). New ones are version 7, made by the database. */
const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be a UUID in lower case')

export const PersonId = uuid.brand<'PersonId'>().meta({ description: 'A person or a bot' })
export const ChannelId = uuid
  .brand<'ChannelId'>()
  .meta({ description: 'A channel, direct or group conversation' })
export const MessageId = uuid.brand<'MessageId'>()
export const ClientId = uuid.brand<'ClientId'>().meta({
  description: 'Chosen by the sender, once per message: a repeated send with it answers the first message',
})
export const SessionId = uuid.brand<'SessionId'>()
export const InvitationId = uuid.brand<'InvitationId'>()
export const SectionId = uuid.brand<'SectionId'>()
export const CallId = uuid.brand<'CallId'>()
export const FileId = uuid.brand<'FileId'>()
export const ReleaseId = uuid
  .brand<'ReleaseId'>()
  .meta({ description: 'A version of the desktop app for one system' })
export const GroupId = uuid.brand<'GroupId'>().meta({ description: 'People under one handle' })
export const ActivityId = uuid.brand<'ActivityId'>()
export const ScheduledId = uuid.brand<'ScheduledId'>()
export const ReminderId = uuid.brand<'ReminderId'>()
export const BoardId = uuid.brand<'BoardId'>()
export const ListId = uuid.brand<'ListId'>().meta({ description: 'A list of a board' })
export const LabelId = uuid.brand<'LabelId'>().meta({ description: 'A label of a board' })
export const TaskId = uuid
  .brand<'TaskId'>()
  .meta({ description: 'Also the id of the message whose thread holds its comments' })
export const CheckId = uuid.brand<'CheckId'>().meta({ description: 'A line of a checklist' })
export const SeatId = uuid.brand<'SeatId'>().meta({ description: 'One person in one window of one call' })

export type PersonId = z.infer<typeof PersonId>
export type ChannelId = z.infer<typeof ChannelId>
export type MessageId = z.infer<typeof MessageId>
export type ClientId = z.infer<typeof ClientId>
export type SessionId = z.infer<typeof SessionId>
export type InvitationId = z.infer<typeof InvitationId>
export type SectionId = z.infer<typeof SectionId>
export type CallId = z.infer<typeof CallId>
export type FileId = z.infer<typeof FileId>
export type ReleaseId = z.infer<typeof ReleaseId>
export type GroupId = z.infer<typeof GroupId>
export type ActivityId = z.infer<typeof ActivityId>
export type ScheduledId = z.infer<typeof ScheduledId>
export type ReminderId = z.infer<typeof ReminderId>
export type BoardId = z.infer<typeof BoardId>
export type ListId = z.infer<typeof ListId>
export type LabelId = z.infer<typeof LabelId>
export type TaskId = z.infer<typeof TaskId>
export type CheckId = z.infer<typeof CheckId>
export type SeatId = z.infer<typeof SeatId>
