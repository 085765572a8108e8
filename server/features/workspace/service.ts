// The workspace: made once by whoever starts the server, then renamed at most.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { workspaceStream } from '../../../contract/events.ts'
import type { SignedInView } from '../../../contract/sessions.ts'
import type { WorkspaceView } from '../../../contract/workspace.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Database, Transaction } from '../../core/db.ts'
import { AppError, demand } from '../../core/errors.ts'
import { version } from '../../core/version.ts'
import type { RequestFacts } from '../../http/route.ts'
import { inTransaction } from '../../journal/journal.ts'
import { insertChannel } from '../channels/service.ts'
import { createPerson, newPersonId } from '../people/service.ts'
import { handOver, hashNewPassword, hashOfToken, newToken, startSession } from '../sessions/service.ts'
import * as db from './db.ts'
import { canCreateWorkspace, canRenameWorkspace, canSetMailExcerpts, setupDone } from './policy.ts'
import { presentWorkspace } from './present.ts'

/** The channel that everybody but guests is put into. */
const firstChannelName = 'general'

/**
 * A fresh token for the link that creates the workspace, or null when it exists. The token of an earlier start stops
 * working, so a link in an old log opens nothing.
 */
export async function ensureSetupToken(context: Context): Promise<string | null> {
  const token = newToken()
  return (await db.saveSetupToken(context.db, hashOfToken(token), context.clock.now())) ? token : null
}

/** The workspace. Throws not_ready before it was created. */
export async function loadWorkspace(
  context: Context,
  source: Database | Transaction = context.db,
): Promise<WorkspaceView> {
  const row = await db.findWorkspace(source)
  if (!row) throw new AppError('not_ready', 'The workspace has not been created yet.')
  return presentWorkspace(row)
}

/** What anybody may know: what this is, its version, and whether it is set up. */
export async function peekWorkspace(context: Context): Promise<OutputOf<'workspace.peek'>> {
  const row = await db.findWorkspace(context.db)
  return {
    product: 'nucleus',
    version,
    isSetUp: row !== null,
    name: row?.name ?? null,
    leastApp: row?.leastApp ?? null,
  }
}

/**
 * Creates the workspace, its owner and the channel #general, and signs the owner in; all or nothing. Throws setup_done
 * when it exists (also for the second of two calls at once), forbidden for a wrong token, weak_password.
 */
export async function createWorkspace(
  context: Context,
  input: ParsedInputOf<'workspace.create'>,
  facts: RequestFacts,
): Promise<SignedInView> {
  if (await db.findWorkspace(context.db)) throw setupDone()
  demand(canCreateWorkspace(hashOfToken(input.token), await db.findSetupTokenHash(context.db)))
  const { name, email, workspaceName, timeZone = 'UTC' } = input
  const passwordHash = await hashNewPassword(context, input.password, { names: [name, email, workspaceName] })
  const id = await newPersonId(context)
  const started = await inTransaction(context, id, async (tx, record) => {
    const row = await db.insertWorkspace(tx, workspaceName, context.clock.now())
    if (!row) throw setupDone()
    record(workspaceStream, { type: 'workspace.changed', workspace: presentWorkspace(row) })
    await createPerson(context, tx, record, {
      id,
      kind: 'person',
      name,
      title: '',
      timeZone,
      role: 'owner',
      email,
      passwordHash,
    })
    await insertChannel(tx, record, { kind: 'public', name: firstChannelName, createdById: id })
    return startSession(context, tx, record, { personId: id, kind: input.as, facts })
  })
  return handOver(context, started, facts)
}

/** Renames the workspace. Twice equals once. */
export async function renameWorkspace(context: Context, actor: Actor, name: string): Promise<WorkspaceView> {
  demand(canRenameWorkspace(actor))
  return inTransaction(context, actor.personId, async (tx, record) => {
    const row = await db.renameWorkspace(tx, name)
    if (!row) return loadWorkspace(context, tx)
    const workspace = presentWorkspace(row)
    record(workspaceStream, { type: 'workspace.changed', workspace })
    return workspace
  })
}

/** Sets whether e-mails may quote messages. Twice equals once. */
export async function setMailExcerpts(
  context: Context,
  actor: Actor,
  isAllowed: boolean,
): Promise<WorkspaceView> {
  demand(canSetMailExcerpts(actor))
  return inTransaction(context, actor.personId, async (tx, record) => {
    const row = await db.setMailExcerpts(tx, isAllowed)
    if (!row) return loadWorkspace(context, tx)
    const workspace = presentWorkspace(row)
    record(workspaceStream, { type: 'workspace.changed', workspace })
    return workspace
  })
}
