// row → view.
import type { CallOutcome, CallView, ParticipantState, ParticipantView } from '../../../contract/calls.ts'
import type { CallId, ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'

export type CallRow = {
  id: string
  channelId: string
  messageId: string | null
  startedById: string
  startedAt: Date
  endedAt: Date | null
  outcome: string
  ringsUntil: Date | null
  isLocked: boolean
  hasLobby: boolean
  revision: number
}
export type ParticipantRow = {
  callId: string
  personId: string
  state: string
  isHost: boolean
  joinedAt: Date | null
  leftAt: Date | null
}

const presentParticipant = (row: ParticipantRow): ParticipantView => ({
  personId: row.personId as PersonId,
  state: row.state as ParticipantState,
  isHost: row.isHost,
  joinedAt: row.joinedAt?.toISOString() ?? null,
  leftAt: row.leftAt?.toISOString() ?? null,
})

export const presentCall = (row: CallRow, participants: ParticipantRow[]): CallView => ({
  id: row.id as CallId,
  channelId: row.channelId as ChannelId,
  messageId: row.messageId as MessageId,
  startedById: row.startedById as PersonId,
  startedAt: row.startedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  outcome: row.outcome as CallOutcome,
  ringsUntil: row.ringsUntil?.toISOString() ?? null,
  isLocked: row.isLocked,
  hasLobby: row.hasLobby,
  participants: participants.map(presentParticipant),
  revision: row.revision,
})
