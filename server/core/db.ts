// The database client. Only features' db.ts files and the journal use it.
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from './prisma/client.ts'

export { Prisma }
export type Database = PrismaClient
export type Transaction = Prisma.TransactionClient

/**
 * Opens a pool of `connections` to `url`. A statement is ended after 15 s and a wait for a lock after 5 s, so that no
 * request hangs behind a stuck one.
 */
export function openDatabase(url: string, connections: number): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 15_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'nucleus',
  })
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } })
}

/** The SQLSTATE (PostgreSQL appendix A) behind an error of the driver, however deep Prisma wrapped it. */
export function sqlState(error: unknown): string | null {
  const seen = new Set<unknown>()
  for (let at: unknown = error; at && typeof at === 'object' && !seen.has(at); ) {
    seen.add(at)
    const { code, originalCode, meta, cause } = at as Record<string, unknown>
    for (const candidate of [originalCode, code]) {
      if (typeof candidate === 'string' && /^[0-9A-Z]{5}$/.test(candidate) && !/^P\d{4}$/.test(candidate)) return candidate
    }
    if (code === 'P2002') return uniqueViolation
    if (code === 'P2034') return deadlock
    at = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  }
  return null
}

export const uniqueViolation = '23505'
export const deadlock = '40P01'
/** Errors that a repeated transaction gets over: serialization failure, deadlock, lock not available. */
export const isPassing = (error: unknown) => ['40001', deadlock, '55P03'].includes(sqlState(error) ?? '')
