// One JSON line per happening. Never a message's text, a phone number, an e-mail address or a token.
import { type Logger, pino } from 'pino'

export type Log = Logger

export const createLog = (level: string): Log =>
  pino({ level, base: { process: process.pid }, timestamp: pino.stdTimeFunctions.isoTime })
