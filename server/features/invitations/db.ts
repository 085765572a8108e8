// Tables invitation and invitation_use.
import type { ChannelId, InvitationId, PersonId } from '../../../contract/ids.ts'
import type { Role } from '../../../contract/people.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'

export type InvitationRow = {
  id: InvitationId
  role: Exclude<Role, 'owner'>
  channelIds: ChannelId[]
  createdById: PersonId
  createdAt: Date
  expiresAt: Date
  maxUses: number
  uses: number
  revokedAt: Date | null
}
export type FoundInvitation = InvitationRow & {
  workspaceName: string
  creator: { name: string; role: Role; kind: 'person' | 'bot'; isActive: boolean }
}

const mostListed = 500
const withoutHash = { tokenHash: true } as const

export type NewInvitation = Pick<
  InvitationRow,
  'role' | 'channelIds' | 'createdById' | 'createdAt' | 'expiresAt' | 'maxUses'
>

export async function insertInvitation(
  tx: Transaction,
  invitation: NewInvitation,
  tokenHash: Buffer,
): Promise<InvitationRow> {
  const row = await tx.invitation.create({
    data: { ...invitation, tokenHash: new Uint8Array(tokenHash) },
    omit: withoutHash,
  })
  return row as InvitationRow
}

/** Newest first; `createdById` null: everybody's. */
export async function listInvitations(db: Database, createdById: PersonId | null): Promise<InvitationRow[]> {
  const where = createdById ? { createdById } : {}
  const rows = await db.invitation.findMany({
    where,
    orderBy: { id: 'desc' },
    take: mostListed,
    omit: withoutHash,
  })
  return rows as InvitationRow[]
}

export async function lockInvitation(tx: Transaction, id: InvitationId): Promise<InvitationRow | null> {
  await tx.$queryRaw`SELECT 1 FROM invitation WHERE id = ${id}::uuid FOR UPDATE`
  return (await tx.invitation.findUnique({ where: { id }, omit: withoutHash })) as InvitationRow | null
}

export async function revokeInvitation(tx: Transaction, id: InvitationId, now: Date): Promise<InvitationRow> {
  const row = await tx.invitation.update({ where: { id }, data: { revokedAt: now }, omit: withoutHash })
  return row as InvitationRow
}

/** `lock`: it and its maker stay as they are until the commit, so uses are counted one by one. */
export async function findInvitation(
  db: Database | Transaction,
  tokenHash: Buffer,
  lock: boolean,
): Promise<FoundInvitation | null> {
  const locking = lock ? Prisma.sql`FOR UPDATE OF i FOR SHARE OF p` : Prisma.empty
  const [row] = await db.$queryRaw<FoundInvitation[]>(Prisma.sql`
    SELECT i.id, i.role, i.channel_ids AS "channelIds", i.created_by_id AS "createdById", i.created_at AS "createdAt",
      i.expires_at AS "expiresAt", i.max_uses AS "maxUses", i.uses, i.revoked_at AS "revokedAt",
      w.name AS "workspaceName",
      jsonb_build_object('name', p.name, 'role', p.role, 'kind', p.kind, 'isActive', p.is_active) AS creator
    FROM invitation i JOIN person p ON p.id = i.created_by_id, workspace w
    WHERE i.token_hash = ${tokenHash} ${locking}`)
  return row ?? null
}

export async function insertUse(
  tx: Transaction,
  invitationId: InvitationId,
  personId: PersonId,
): Promise<void> {
  await tx.invitation.update({ where: { id: invitationId }, data: { uses: { increment: 1 } } })
  await tx.invitationUse.create({ data: { invitationId, personId } })
}

/** Whether this very link made the account with this e-mail address. */
export const hasMade = async (db: Database, tokenHash: Buffer, email: string): Promise<boolean> =>
  (
    await db.$queryRaw<unknown[]>`
      SELECT 1 FROM invitation i JOIN invitation_use u ON u.invitation_id = i.id JOIN person p ON p.id = u.person_id
      WHERE i.token_hash = ${tokenHash} AND p.email = ${email}`
  ).length > 0

/** The channel that everybody but guests is put into: the oldest public one, whatever it is called by now. */
export async function findFirstChannel(tx: Transaction): Promise<ChannelId | null> {
  const row = await tx.channel.findFirst({
    where: { kind: 'public' },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  return (row?.id ?? null) as ChannelId | null
}
