// Which version of the desktop app a session uses: it updates itself, and stays signed in.
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import * as db from './db.ts'

/** Writes only what changed; a browser is what it was at sign-in. */
export async function noteApp(context: Context, actor: Actor, userAgent: string): Promise<void> {
  if (!userAgent.includes('NucleusDesktop/')) return
  await db
    .setDevice(context.db, actor.sessionId, userAgent)
    .catch((error) => context.log.warn({ err: error }, 'the version of an app could not be noted'))
}
