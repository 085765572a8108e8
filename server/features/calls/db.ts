// Tables call, call_participant and call_seat.
import type { CallView, ParticipantView, SeatQuality } from '../../../contract/calls.ts'
import type { CallId, ChannelId, MessageId, PersonId, SeatId, SessionId } from '../../../contract/ids.ts'
import { type Database, Prisma, type Transaction } from '../../core/db.ts'
import { type CallRow, type ParticipantRow, presentCall } from './present.ts'

type Reader = Database | Transaction

const dateOf = (instant: string | null) => (instant === null ? null : new Date(instant))

async function withParticipants(db: Reader, rows: CallRow[]): Promise<CallView[]> {
  if (rows.length === 0) return []
  const participants = await db.callParticipant.findMany({
    where: { callId: { in: rows.map(({ id }) => id) } },
    orderBy: [{ joinedAt: { sort: 'asc', nulls: 'last' } }, { personId: 'asc' }],
  })
  const byCall = Map.groupBy(participants as ParticipantRow[], ({ callId }) => callId)
  return rows.map((row) => presentCall(row, byCall.get(row.id) ?? []))
}

export async function findCall(db: Reader, id: CallId): Promise<CallView | null> {
  const row = await db.call.findUnique({ where: { id } })
  return row ? ((await withParticipants(db, [row]))[0] ?? null) : null
}

export async function findOpenCall(db: Reader, channelId: ChannelId): Promise<CallView | null> {
  const row = await db.call.findFirst({ where: { channelId, endedAt: null } })
  return row ? ((await withParticipants(db, [row]))[0] ?? null) : null
}

export async function insertCall(
  tx: Transaction,
  call: { channelId: ChannelId; startedById: PersonId; startedAt: Date; ringsUntil: Date | null },
): Promise<CallId> {
  const { id } = await tx.call.create({ data: { ...call, outcome: 'open' }, select: { id: true } })
  return id as CallId
}

export const nameMessage = (tx: Transaction, id: CallId, messageId: MessageId) =>
  tx.call.update({ where: { id }, data: { messageId } })

/** Writes what differs between two views of one call. */
export async function saveCall(tx: Transaction, before: CallView, after: CallView): Promise<void> {
  const { id, endedAt, outcome, isLocked, hasLobby, revision } = after
  await tx.call.update({
    where: { id },
    data: { endedAt: dateOf(endedAt), outcome, isLocked, hasLobby, revision },
  })
  await saveParticipants(
    tx,
    id,
    after.participants.filter((one) => !before.participants.includes(one)),
  )
}

export async function saveParticipants(tx: Transaction, callId: CallId, participants: ParticipantView[]) {
  if (participants.length === 0) return
  const rows = JSON.stringify(participants)
  await tx.$executeRaw`
    INSERT INTO call_participant (call_id, person_id, state, is_host, joined_at, left_at)
    SELECT ${callId}::uuid, p."personId", p.state, p."isHost", p."joinedAt", p."leftAt"
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS p("personId" uuid, state text, "isHost" boolean, "joinedAt" timestamptz, "leftAt" timestamptz)
    ON CONFLICT (call_id, person_id) DO UPDATE SET state = EXCLUDED.state, is_host = EXCLUDED.is_host,
      joined_at = EXCLUDED.joined_at, left_at = EXCLUDED.left_at`
}

/** Calls that somebody was in or was called to, newest first. */
export async function listCallsOf(
  db: Reader,
  personId: PersonId,
  page: { before: string | null; limit: number; onlyMissed: boolean },
): Promise<CallView[]> {
  const before = page.before ? Prisma.sql`AND c.started_at < ${new Date(page.before)}` : Prisma.empty
  const missed = page.onlyMissed
    ? Prisma.sql`AND p.state IN ('missed', 'busy') AND c.started_by_id <> p.person_id`
    : Prisma.empty
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM call_participant p JOIN call c ON c.id = p.call_id
    JOIN membership m ON m.channel_id = c.channel_id AND m.person_id = p.person_id
    WHERE p.person_id = ${personId}::uuid ${missed} ${before} ORDER BY c.started_at DESC LIMIT ${page.limit}`
  return listCalls(
    db,
    ids.map(({ id }) => id as CallId),
  )
}

/** Newest first. */
export async function listCalls(db: Reader, ids: CallId[]): Promise<CallView[]> {
  const rows = await db.call.findMany({ where: { id: { in: ids } }, orderBy: { startedAt: 'desc' } })
  return withParticipants(db, rows)
}

/** Open calls in which somebody still rings although the time is over. */
export async function listRungOut(db: Reader, now: Date): Promise<CallId[]> {
  const rows = await db.$queryRaw<{ id: CallId }[]>`
    SELECT id FROM call c WHERE ended_at IS NULL AND rings_until < ${now}
      AND EXISTS (SELECT FROM call_participant p WHERE p.call_id = c.id AND p.state = 'ringing')`
  return rows.map(({ id }) => id)
}

// Below, times are the database's own: the clocks of several processes need not agree.

/** Open calls that no process has carried for so long. */
export async function listAbandoned(db: Reader, silentMs: number): Promise<CallId[]> {
  const rows = await db.$queryRaw<{ id: CallId }[]>`
    SELECT id FROM call WHERE ended_at IS NULL
      AND coalesce(host_seen_at, started_at) < now() - ${silentMs} * interval '1 millisecond'`
  return rows.map(({ id }) => id)
}

/**
 * Says that this process carries these calls. Answers those that are open still, and that no other has taken; where it is
 * the only one (`isAlone`) a call of another is one of its own before a restart.
 */
export async function noteHosting(
  db: Reader,
  hosting: { hostId: string; ids: CallId[]; isAlone: boolean },
): Promise<Set<CallId>> {
  const { hostId, ids, isAlone } = hosting
  if (ids.length === 0) return new Set()
  const rows = await db.$queryRaw<{ id: CallId }[]>`
    UPDATE call SET host_id = ${hostId}::uuid, host_seen_at = now()
    WHERE id = ANY(${ids}::uuid[]) AND ended_at IS NULL
      AND (${isAlone} OR host_id IS NULL OR host_id = ${hostId}::uuid)
    RETURNING id`
  return new Set(rows.map(({ id }) => id))
}

/** The process that says it carries a call, and when it said so last. */
export async function findHost(
  db: Reader,
  id: CallId,
): Promise<{ hostId: string | null; seenAt: Date | null } | null> {
  const row = await db.call.findUnique({ where: { id }, select: { hostId: true, hostSeenAt: true } })
  return row && { hostId: row.hostId, seenAt: row.hostSeenAt }
}

/**
 * Takes a call that nobody carries, for a member of its channel: it has no process, or one that has said nothing for
 * `silentMs`. Two at once: the row decides. Answers who carries it now.
 */
export async function claimHost(
  db: Reader,
  id: CallId,
  claim: { hostId: string; personId: PersonId; silentMs: number },
): Promise<string | null> {
  const { hostId, personId, silentMs } = claim
  await db.$executeRaw`
    UPDATE call c SET host_id = ${hostId}::uuid, host_seen_at = now() WHERE id = ${id}::uuid AND ended_at IS NULL
      AND (host_id IS NULL OR host_id = ${hostId}::uuid OR host_seen_at < now() - ${silentMs} * interval '1 millisecond')
      AND EXISTS (SELECT FROM membership m WHERE m.channel_id = c.channel_id AND m.person_id = ${personId}::uuid)`
  return (await findHost(db, id))?.hostId ?? null
}

export type SeatAccess = { seatId: SeatId; personId: PersonId; sessionId: SessionId; channelId: ChannelId }

/** Those of the seats whose person has lost the channel or the session. */
export async function listWithoutAccess(db: Reader, seats: SeatAccess[], now: Date): Promise<SeatId[]> {
  const rows = await db.$queryRaw<{ seatId: SeatId }[]>`
    SELECT s."seatId" FROM jsonb_to_recordset(${JSON.stringify(seats)}::jsonb)
      AS s("seatId" uuid, "personId" uuid, "sessionId" uuid, "channelId" uuid)
    WHERE NOT EXISTS (SELECT FROM membership m WHERE m.channel_id = s."channelId" AND m.person_id = s."personId")
      OR NOT EXISTS (SELECT FROM session x WHERE x.id = s."sessionId" AND (x.expires_at IS NULL OR x.expires_at > ${now}))`
  return rows.map(({ seatId }) => seatId)
}

/** This process is going: whoever comes next takes its calls at once. */
export async function releaseHosting(db: Reader, hostId: string): Promise<void> {
  await db.$executeRaw`UPDATE call SET host_id = NULL WHERE host_id = ${hostId}::uuid AND ended_at IS NULL`
}

export async function insertSeat(
  db: Reader,
  seat: { id: SeatId; callId: CallId; personId: PersonId; joinedAt: Date },
): Promise<void> {
  await db.callSeat.createMany({ data: [seat], skipDuplicates: true })
}

export async function saveQuality(db: Reader, id: SeatId, quality: SeatQuality): Promise<void> {
  await db.callSeat.updateMany({ where: { id }, data: { quality } })
}

export async function endSeat(db: Reader, id: SeatId, at: Date): Promise<void> {
  await db.callSeat.updateMany({ where: { id, leftAt: null }, data: { leftAt: at } })
}

export async function endSeatsOf(db: Reader, callId: CallId, at: Date): Promise<void> {
  await db.callSeat.updateMany({ where: { callId, leftAt: null }, data: { leftAt: at } })
}
