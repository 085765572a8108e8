// Signing in from the system's browser: who is signed in there lets the desktop app in, by a code that travels through a
// link and is worth nothing without the verifier that never left the app (RFC 7636; RFC 8252 for native apps).
import { createHash } from 'node:crypto'
import { userStream } from '../../../contract/events.ts'
import type { SignedInView } from '../../../contract/sessions.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand } from '../../core/errors.ts'
import type { RequestFacts } from '../../http/route.ts'
import { inTransaction } from '../../journal/journal.ts'
import * as db from './db.ts'
import { insertHandover, takeHandoverRow } from './handover-db.ts'
import { canOfferHandover, canSignIn, wrongHandover } from './policy.ts'
import { handOver, startSession } from './start-session.ts'
import { hashOfToken, newToken } from './tokens.ts'

const lifeMs = 60_000

/** Throws forbidden for a bot. */
export async function offerHandover(
  context: Context,
  actor: Actor,
  { challenge }: { challenge: string },
): Promise<{ code: string }> {
  demand(canOfferHandover(actor))
  const code = newToken()
  const { personId } = actor
  await inTransaction(context, personId, async (tx, record) => {
    const expiresAt = new Date(context.clock.now().getTime() + lifeMs)
    await insertHandover(tx, { codeHash: hashOfToken(code), personId, challenge, expiresAt })
    record(userStream(personId), { type: 'session.offered' }, personId)
  })
  return { code }
}

/** Throws wrong_credentials, whatever was wrong. A code is used up by the first try. */
export async function takeHandover(
  context: Context,
  { code, verifier, as }: { code: string; verifier: string; as: 'browser' | 'token' },
  facts: RequestFacts,
): Promise<SignedInView> {
  const offered = await takeHandoverRow(context.db, hashOfToken(code))
  const isRight =
    offered !== null && offered.expiresAt > context.clock.now() && offered.challenge === challengeOf(verifier)
  if (!isRight) throw wrongHandover()
  const { personId } = offered
  const started = await inTransaction(context, personId, async (tx, record) => {
    demand(canSignIn(await db.lockPerson(tx, personId, 'share')))
    return startSession(context, tx, record, { personId, kind: as, facts })
  })
  return handOver(context, started, facts)
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
