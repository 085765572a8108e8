// Bots are rows of person.
import type { PersonId } from '../../../contract/ids.ts'
import type { Transaction } from '../../core/db.ts'

/** Locks the bot: of two renewals at once the later one ends the earlier one's session too. */
export async function lockBot(tx: Transaction, botId: PersonId): Promise<{ isActive: boolean } | null> {
  const [row] = await tx.$queryRaw<{ isActive: boolean }[]>`
    SELECT is_active AS "isActive" FROM person WHERE id = ${botId}::uuid AND kind = 'bot' FOR NO KEY UPDATE`
  return row ?? null
}
