// What a refused command answers, so that a test can say which no it expects.
import type { ErrorCode } from '../../contract/errors.ts'
import { Refusal } from './client.ts'

/** The refusal of a command that has to be refused. Fails when it was answered. */
export async function refusalOf(asked: Promise<unknown>): Promise<Refusal> {
  try {
    await asked
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('The command was answered, not refused.')
}

/** Its code. */
export const refused = async (asked: Promise<unknown>): Promise<ErrorCode> => (await refusalOf(asked)).code
