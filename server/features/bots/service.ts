// Bots: accounts for other programs, each with one token that does not expire.
import type { PersonId } from '../../../contract/ids.ts'
import type { PersonView } from '../../../contract/people.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand, notFound } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { createPerson, findPersonView, newPersonId } from '../people/service.ts'
import { endSessions, startSession } from '../sessions/service.ts'
import * as db from './db.ts'
import { canManageBots, canRenewToken } from './policy.ts'

export type BotWithToken = { bot: PersonView; token: string }

/** Makes a bot with the role of a member. The token is in the answer and nowhere else. */
export async function createBot(
  context: Context,
  actor: Actor,
  input: { name: string; title?: string },
): Promise<BotWithToken> {
  demand(canManageBots(actor))
  const id = await newPersonId(context)
  return inTransaction(context, actor.personId, async (tx, record) => {
    const { name, title = '' } = input
    const account = {
      id,
      kind: 'bot',
      name,
      title,
      timeZone: 'UTC',
      role: 'member',
      email: null,
      passwordHash: null,
    } as const
    const bot = await createPerson(context, tx, record, account)
    const { token } = await startSession(context, tx, record, { personId: id, kind: 'bot', facts: null })
    return { bot, token }
  })
}

/** Replaces a bot's token; the old one stops working at once. Throws not_found, also for a person. */
export async function renewToken(context: Context, actor: Actor, botId: PersonId): Promise<BotWithToken> {
  demand(canManageBots(actor))
  return inTransaction(context, actor.personId, async (tx, record) => {
    const row = await db.lockBot(tx, botId)
    if (!row) throw notFound('bot')
    demand(canRenewToken(actor, row))
    await endSessions(tx, record, botId)
    const { token } = await startSession(context, tx, record, { personId: botId, kind: 'bot', facts: null })
    return { bot: await findPersonView(context, tx, botId), token }
  })
}
