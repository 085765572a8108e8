// unknown → input: the first of the three times the shape changes.
import type { z } from 'zod'
import { AppError } from '../core/errors.ts'

/** Parses with a schema of the contract. Throws invalid_input that names the field. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  throw new AppError(
    'invalid_input',
    `${field || 'The input'}: ${issue?.message ?? 'is not valid'}.`,
    field ? { field } : {},
  )
}
