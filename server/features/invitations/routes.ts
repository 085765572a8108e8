// The doors of invitations.
import { publicRoute, type Route, route } from '../../http/route.ts'
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  peekInvitation,
  revokeInvitation,
} from './service.ts'

export const invitationRoutes: Route[] = [
  route('invitations.create', createInvitation),
  route('invitations.list', async (context, actor) => ({
    invitations: await listInvitations(context, actor),
  })),
  route('invitations.revoke', async (context, actor, { invitationId }) => ({
    invitation: await revokeInvitation(context, actor, invitationId),
  })),
  publicRoute('invitations.peek', (context, { token }) => peekInvitation(context, token)),
  publicRoute('invitations.accept', acceptInvitation),
]
