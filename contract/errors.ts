// The closed list of refusals. A code never changes its meaning; everything else is `internal` and tells nothing.
import { z } from 'zod'

export const errorStatus = {
  invalid_input: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  forbidden: 403,
  origin_refused: 403,
  not_found: 404,
  unknown_command: 404,
  already_exists: 409,
  setup_done: 409,
  channel_archived: 409,
  board_archived: 409,
  message_deleted: 409,
  last_owner: 409,
  call_ended: 409,
  call_full: 409,
  call_locked: 409,
  not_in_call: 409,
  seat_moved: 409,
  cursor_outdated: 409,
  file_not_ready: 409,
  wrong_offset: 409,
  link_expired: 410,
  invitation_invalid: 410,
  too_large: 413,
  weak_password: 422,
  upload_busy: 423,
  search_too_wide: 422,
  rate_limited: 429,
  storage_full: 507,
  internal: 500,
  not_ready: 503,
  calls_unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus
export const ErrorCode = z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]])

/** What every refused request answers with. */
export const ErrorView = z.object({
  error: z.object({
    code: ErrorCode,
    message: z.string().meta({ description: 'A sentence for people' }),
    field: z.string().optional().meta({ description: 'Which input was wrong, dotted' }),
    retryAfterMs: z.number().optional().meta({ description: 'How long to wait before the next try' }),
  }),
})
export type ErrorView = z.infer<typeof ErrorView>
