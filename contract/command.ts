// What a command is: name, one sentence, shapes, refusals and how often. Door, client, OpenAPI and docs read this.
import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

/** `limit` calls per `perSeconds`, counted per person; for public commands per address. */
export type Rate = { limit: number; perSeconds: number }

export const rates = {
  /** Things a person does all day: reading, scrolling, typing. */
  often: { limit: 600, perSeconds: 60 },
  /** Things a person writes. */
  write: { limit: 120, perSeconds: 60 },
  /** Things done a few times a day. */
  seldom: { limit: 30, perSeconds: 60 },
  /** Doors where guessing would pay. */
  guarded: { limit: 20, perSeconds: 60 },
} as const satisfies Record<string, Rate>

export type Command<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  name: string
  summary: string
  /** public: anybody; signedIn: a session or token. What they may do is the policy's business. */
  access: 'public' | 'signedIn'
  input: Input
  output: Output
  /** Refusals besides those every command may answer (invalid_input, not_signed_in, rate_limited, internal, not_ready). */
  errors: readonly ErrorCode[]
  rate: Rate
}

/** Keeps the shapes' types; adds nothing at run time. */
export function command<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Command<Input, Output>,
): Command<Input, Output> {
  return definition
}
