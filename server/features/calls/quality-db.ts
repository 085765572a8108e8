// How calls went, summed up by Postgres.
import type { QualityDay, SeatQuality, SeatReport } from '../../../contract/calls.ts'
import type { CallId, PersonId, SeatId } from '../../../contract/ids.ts'
import type { Database } from '../../core/db.ts'

type DayRow = { [Key in keyof QualityDay]: QualityDay[Key] }

/** One row per day (UTC) with at least one call, oldest first. */
export function sumUpDays(db: Database, since: Date): Promise<QualityDay[]> {
  return db.$queryRaw<DayRow[]>`
    WITH day_calls AS (
      SELECT (started_at AT TIME ZONE 'UTC')::date AS date, count(*)::int AS calls,
        count(*) FILTER (WHERE outcome IN ('missed', 'declined', 'cancelled'))::int AS missed
      FROM call WHERE started_at >= ${since} GROUP BY 1
    ), seats AS (
      SELECT (c.started_at AT TIME ZONE 'UTC')::date AS date, s.quality AS q,
        extract(epoch FROM coalesce(s.left_at, now()) - s.joined_at) / 60 AS minutes
      FROM call_seat s JOIN call c ON c.id = s.call_id WHERE c.started_at >= ${since}
    ), day_seats AS (
      SELECT date, count(*)::int AS seats, sum(minutes)::float AS "seatMinutes",
        percentile_cont(0.5) WITHIN GROUP (ORDER BY (q ->> 'joinMs')::float) AS "joinP50Ms",
        percentile_cont(0.95) WITHIN GROUP (ORDER BY (q ->> 'joinMs')::float) AS "joinP95Ms",
        percentile_cont(0.5) WITHIN GROUP (ORDER BY (q ->> 'roundTripMs')::float) AS "roundTripP50Ms",
        percentile_cont(0.95) WITHIN GROUP (ORDER BY (q ->> 'roundTripMs')::float) AS "roundTripP95Ms",
        percentile_cont(0.95) WITHIN GROUP (
          ORDER BY greatest((q ->> 'lossUpPercent')::float, (q ->> 'lossDownPercent')::float)) AS "lossP95Percent",
        percentile_cont(0.95) WITHIN GROUP (ORDER BY (q ->> 'concealedPercent')::float) AS "concealedP95Percent",
        sum((q ->> 'freezes')::float) / nullif(sum(minutes) FILTER (WHERE q IS NOT NULL), 0)::float * 60 AS "freezesPerHour",
        count(*) FILTER (WHERE q ->> 'path' = 'relay')::int AS "relayedSeats",
        count(*) FILTER (WHERE q ->> 'path' = 'tcp')::int AS "tcpSeats"
      FROM seats GROUP BY date
    )
    SELECT to_char(c.date, 'YYYY-MM-DD') AS date, c.calls, c.missed, coalesce(s.seats, 0) AS seats,
      coalesce(s."seatMinutes", 0) AS "seatMinutes", s."joinP50Ms", s."joinP95Ms", s."roundTripP50Ms", s."roundTripP95Ms",
      s."lossP95Percent", s."concealedP95Percent", s."freezesPerHour",
      coalesce(s."relayedSeats", 0) AS "relayedSeats", coalesce(s."tcpSeats", 0) AS "tcpSeats"
    FROM day_calls c LEFT JOIN day_seats s USING (date) ORDER BY c.date`
}

export async function listForQuality(db: Database, before: string | null, limit: number) {
  const calls = await db.call.findMany({
    where: before ? { startedAt: { lt: new Date(before) } } : {},
    orderBy: { startedAt: 'desc' },
    take: limit,
    select: { id: true, startedAt: true, endedAt: true, outcome: true },
  })
  const seats = await db.callSeat.findMany({
    where: { callId: { in: calls.map(({ id }) => id) } },
    orderBy: { joinedAt: 'asc' },
  })
  const byCall = Map.groupBy(seats, ({ callId }) => callId)
  return calls.map((call) => ({
    ...call,
    id: call.id as CallId,
    seats: (byCall.get(call.id) ?? []).map(
      (seat): SeatReport => ({
        seatId: seat.id as SeatId,
        personId: seat.personId as PersonId,
        joinedAt: seat.joinedAt.toISOString(),
        leftAt: seat.leftAt?.toISOString() ?? null,
        quality: seat.quality as SeatQuality | null,
      }),
    ),
  }))
}
