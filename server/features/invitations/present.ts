// Invitation row → InvitationView.
import type { ChannelId, InvitationId, PersonId } from '../../../contract/ids.ts'
import type { InvitationView } from '../../../contract/invitations.ts'
import type { Role } from '../../../contract/people.ts'

type Row = {
  id: InvitationId
  role: Role
  channelIds: ChannelId[]
  createdById: PersonId
  createdAt: Date
  expiresAt: Date
  maxUses: number
  uses: number
  revokedAt: Date | null
}

export const presentInvitation = (row: Row): InvitationView => ({
  id: row.id,
  role: row.role,
  channelIds: row.channelIds,
  createdById: row.createdById,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  maxUses: row.maxUses,
  uses: row.uses,
  isRevoked: row.revokedAt !== null,
})
