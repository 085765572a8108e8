// One JSON line per happening. Never a message's text, a phone number, an e-mail address or a token.
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** An error's own words only: the driver hangs the row that failed onto it, and with it what somebody wrote. */
function tellable(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name: type, message, stack, cause } = error
  const { code } = error as { code?: unknown }
  return { type, message, stack, code, ...(cause instanceof Error ? { cause: tellable(cause) } : {}) }
}

/** `destination`: standard output when left out. */
export const createLog = (level: string, destination?: DestinationStream): Log =>
  pino(
    {
      level,
      base: { process: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: tellable },
    },
    destination,
  )
