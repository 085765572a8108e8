// What is thrown becomes a refusal from the closed list; what is not known becomes `internal` and tells nothing.
import type { FastifyReply } from 'fastify'
import { type ErrorCode, type ErrorView, errorStatus } from '../../contract/errors.ts'
import { isOverloaded, isPassing, isUnreachable } from '../core/db.ts'
import { AppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'

/** Fastify's own refusals, before a command is reached. */
const knownCodes: Record<string, [ErrorCode, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 'The request is too large.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['invalid_input', 'Send JSON with content-type application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid_input', 'The body is empty; send a JSON object.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid_input', 'The body is not JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid_input', 'The body does not have the length it announced.'],
}

export function asAppError(error: unknown, log: Log): AppError {
  if (error instanceof AppError) return error
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  const known = knownCodes[code ?? '']
  if (known) return new AppError(...known)
  if (statusCode === 400) return new AppError('invalid_input', 'The body is not valid JSON.')
  if (isPassing(error) || isOverloaded(error))
    return new AppError('not_ready', 'The server is very busy. Try again.', { retryAfterMs: 1000 })
  if (isUnreachable(error)) {
    log.warn({ err: error }, 'the database is away')
    return new AppError('not_ready', 'The database is not there for a moment. Try again.', {
      retryAfterMs: 1000,
    })
  }
  log.error({ err: error }, 'request failed')
  return new AppError('internal', 'Something went wrong on the server. It has been logged.')
}

export function sendError(reply: FastifyReply, error: AppError): FastifyReply {
  const { code, message, field, retryAfterMs } = error
  const view: ErrorView = {
    error: { code, message, ...(field ? { field } : {}), ...(retryAfterMs ? { retryAfterMs } : {}) },
  }
  if (retryAfterMs) reply.header('retry-after', Math.ceil(retryAfterMs / 1000))
  return reply.code(errorStatus[code]).send(view)
}
