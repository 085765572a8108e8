// A refusal with a name from the contract's closed list. Anything else that is thrown is `internal` to the outside.
import type { ErrorCode } from '../../contract/errors.ts'

export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, message: string, more: { field?: string; retryAfterMs?: number } = {}) {
    super(message)
    this.code = code
    this.field = more.field
    this.retryAfterMs = more.retryAfterMs
  }
}

/** The same answer whether a thing is absent or hidden: nobody learns that it exists. */
export const notFound = (what: string) =>
  new AppError('not_found', `This ${what} does not exist, or you have no access to it.`)

/** A policy's answer: yes, or a no with its reason. */
export type Verdict = true | AppError

export const refuse = (message: string) => new AppError('forbidden', message)

/** Throws the policy's no. */
export function demand(verdict: Verdict): void {
  if (verdict !== true) throw verdict
}
