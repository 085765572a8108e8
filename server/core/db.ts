// The database client. Only features' db.ts files and the journal use it.
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from './prisma/client.ts'

export { Prisma }
export type Database = PrismaClient
export type Transaction = Prisma.TransactionClient

const pools = new WeakMap<Database, pg.Pool>()

/** The driver writes and reads instants without their zone, so the session's has to be UTC, wherever the database lives. */
function inUtc(url: string): string {
  const address = new URL(url)
  const options = [address.searchParams.get('options'), '-c TimeZone=UTC'].filter(Boolean).join(' ')
  address.searchParams.set('options', options)
  return address.href
}

/**
 * Opens a pool of `connections` to `url`. A statement is ended after 15 s, a wait for a lock after 5 s and a wait for a
 * silent database after `silenceMs`, so that no request hangs behind a stuck one.
 */
export function openDatabase(url: string, connections: number, silenceMs = 20_000): Database {
  const pool = new pg.Pool({
    connectionString: inUtc(url),
    max: connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 15_000,
    lock_timeout: 5_000,
    // The limits above are kept by the database; when it falls silent (a failover, a firewall that drops), this one is.
    query_timeout: silenceMs,
    keepAlive: true,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'nucleus',
  })
  // An idle connection that the database closes is opened anew at the next query; unheard, it would end the process.
  pool.on('error', () => {})
  // So would one that is cut in the moment between being taken from the pool and its first query, where neither the
  // pool nor Prisma listens. Whoever took it learns of it by that query.
  pool.on('connect', (client) => client.on('error', () => {}))
  const adapter = new PrismaPg(pool, { disposeExternalPool: true })
  // A longer message would quote the arguments, and so what people wrote.
  const db = new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })
  pools.set(db, pool)
  return db
}

/** Connections at work and those who wait for one. */
export function queriesInFlight(db: Database): number {
  const pool = pools.get(db)
  return pool ? pool.totalCount - pool.idleCount + pool.waitingCount : 0
}

/** The SQLSTATE (PostgreSQL appendix A) behind an error of the driver, however deep Prisma wrapped it. */
export function sqlState(error: unknown): string | null {
  const seen = new Set<unknown>()
  for (let at: unknown = error; at && typeof at === 'object' && !seen.has(at); ) {
    seen.add(at)
    const { code, originalCode, meta, cause } = at as Record<string, unknown>
    for (const candidate of [originalCode, code]) {
      if (typeof candidate === 'string' && /^[0-9A-Z]{5}$/.test(candidate) && !/^P\d{4}$/.test(candidate))
        return candidate
    }
    if (code === 'P2002') return uniqueViolation
    if (code === 'P2034') return deadlock
    at = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  }
  return null
}

export const uniqueViolation = '23505'
export const divisionByZero = '22012'
export const deadlock = '40P01'
/** Errors that a repeated transaction gets over: serialization failure, deadlock, lock not available. */
export const isPassing = (error: unknown) => ['40001', deadlock, '55P03'].includes(sqlState(error) ?? '')

/** More than it can do: connections, memory, time (classes 53 and 57014 of SQLSTATE, a full pool, Prisma's P2028). */
export function isOverloaded(error: unknown): boolean {
  if (/^(53|57014)/.test(sqlState(error) ?? '')) return true
  return causesOf(error).some(
    ({ code, message }) =>
      /^(P2024|P2028)$/.test(String(code)) || /timeout exceeded when trying/.test(String(message)),
  )
}

/** Driver and Prisma codes for "the database can't be reached" (Node's errno, Prisma's P1001, P1002, P1008, P1017). */
const lostCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|P1001|P1002|P1008|P1017)$/
const lostMessages =
  /Connection terminated|connection timeout|server closed the connection|is not queryable|Query read timeout|Can't reach database/i

/** The database is away or going away: classes 08 and 57P of SQLSTATE, or no connection at all. It comes back by itself. */
export function isUnreachable(error: unknown): boolean {
  if (/^(08|57P)/.test(sqlState(error) ?? '')) return true
  return causesOf(error).some(
    ({ code, message, kind }) =>
      lostCodes.test(String(code)) || lostMessages.test(String(message)) || kind === 'ConnectionClosed',
  )
}

/** Nothing is wrong with what was asked: the same again, later, may succeed. */
export const mayWorkLater = (error: unknown): boolean =>
  isPassing(error) || isOverloaded(error) || isUnreachable(error)

type Cause = { code?: unknown; message?: unknown; kind?: unknown }

/** An error and what it was made from, however deep Prisma wrapped it. */
function causesOf(error: unknown): Cause[] {
  const causes: Cause[] = []
  for (let at = error; at && typeof at === 'object' && causes.length < 6; ) {
    const { cause, meta } = at as { cause?: unknown; meta?: { driverAdapterError?: unknown } }
    causes.push(at)
    at = cause ?? meta?.driverAdapterError
  }
  return causes
}
