// Invitations by link.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { ChannelId, InvitationId, PersonId } from './ids.ts'
import { Role } from './people.ts'
import { newPassword, SignedInView } from './sessions.ts'
import { email, instant, line, timeZone } from './text.ts'

export const InvitationView = z.object({
  id: InvitationId,
  role: Role,
  channelIds: z.array(ChannelId),
  createdById: PersonId,
  createdAt: instant,
  expiresAt: instant,
  maxUses: z.number().int(),
  uses: z.number().int(),
  isRevoked: z.boolean(),
})
export type InvitationView = z.infer<typeof InvitationView>

export const invitations = {
  create: command({
    name: 'invitations.create',
    summary: 'Makes an invitation link. The link is shown once; only its hash is kept.',
    access: 'signedIn',
    input: z.object({
      role: Role.exclude(['owner']),
      expiresInDays: z.number().int().min(1).max(90).default(7),
      maxUses: z.number().int().min(1).max(1000).default(1),
      channelIds: z.array(ChannelId).max(50).default([]),
    }),
    output: z.object({ invitation: InvitationView, url: z.string() }),
    errors: ['forbidden', 'not_found'],
    rate: rates.seldom,
  }),
  list: command({
    name: 'invitations.list',
    summary: 'Lists invitations, newest first.',
    access: 'signedIn',
    input: z.object({}),
    output: z.object({ invitations: z.array(InvitationView) }),
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
  revoke: command({
    name: 'invitations.revoke',
    summary: 'Makes an invitation useless at once.',
    access: 'signedIn',
    input: z.object({ invitationId: InvitationId }),
    output: z.object({ invitation: InvitationView }),
    errors: ['forbidden', 'not_found'],
    rate: rates.seldom,
  }),
  peek: command({
    name: 'invitations.peek',
    summary: 'Tells whom an invitation link invites, before it is used.',
    access: 'public',
    input: z.object({ token: z.string().max(200) }),
    output: z.object({ workspaceName: z.string(), role: Role, invitedBy: z.string(), expiresAt: instant }),
    errors: ['invitation_invalid'],
    rate: rates.guarded,
  }),
  accept: command({
    name: 'invitations.accept',
    summary: 'Makes an account from an invitation link and signs it in; the same again signs it in again.',
    access: 'public',
    input: z.object({
      token: z.string().max(200),
      name: line(80),
      email,
      password: newPassword,
      timeZone: timeZone.optional(),
      as: z.enum(['browser', 'token']).default('browser'),
    }),
    output: SignedInView,
    errors: ['invitation_invalid', 'already_exists', 'weak_password'],
    rate: rates.guarded,
  }),
}
