// Keeping drafts. The own user: stream hears that one changed, never what it says: the journal keeps its entries for
// days, and a draft that was sent or deleted must be gone.
import { randomUUID } from 'node:crypto'
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { maxDrafts } from '../../../contract/drafts.ts'
import { userStream } from '../../../contract/events.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand } from '../../core/errors.ts'
import { lockStream } from '../../journal/append.ts'
import { inTransaction } from '../../journal/journal.ts'
import { reachChannel } from '../channels/service.ts'
import { readMessage } from '../messages/service.ts'
import {
  countDrafts,
  type DraftRow,
  deleteDraft,
  findDraft,
  listDrafts,
  nextRevision,
  type Place,
  putDraft,
} from './db.ts'
import { type Kept, mergeDraft } from './merge.ts'
import { canKeepDraft, tooManyDrafts } from './policy.ts'
import { presentDraft } from './present.ts'

/** Throws not_found, forbidden. */
async function reachPlace(context: Context, actor: Actor, { channelId, threadId }: Place): Promise<void> {
  const { membership } = await reachChannel(context, actor, channelId)
  const root = threadId ? await readMessage(context, actor, threadId) : null
  demand(canKeepDraft(membership !== null, channelId, root))
}

const keptOf = ({ body, savedAt, ...row }: DraftRow): Kept => ({
  ...row,
  text: body,
  savedAt: savedAt.toISOString(),
})

const isSame = (row: DraftRow, { text, older }: Pick<Kept, 'text' | 'older'>) =>
  row.body === text && JSON.stringify(row.older) === JSON.stringify(older)

/**
 * Keeps what a device has written, and answers the draft as it stands then. Saving the same again changes nothing.
 * Throws not_found and forbidden where the actor can not write, invalid_input when there are too many drafts.
 */
export async function saveDraft(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'drafts.save'>,
): Promise<OutputOf<'drafts.save'>> {
  const { channelId, threadId, writerId } = input
  const { personId } = actor
  const place = { channelId, threadId }
  await reachPlace(context, actor, place)
  const stream = userStream(personId)
  return inTransaction(context, personId, async (tx, record) => {
    // Two devices at once come one after the other, and revisions in the order of their entries.
    await lockStream(tx, stream)
    const row = await findDraft(tx, personId, place)
    const merged = mergeDraft(row && keptOf(row), input, randomUUID)
    if (!row && !merged) return { draft: null, revision: input.baseRevision }
    if (row && merged && isSame(row, merged)) return { draft: presentDraft(row), revision: row.revision }
    const revision = await nextRevision(tx)
    const tell = { channelId, threadId, revision, writerId, isThere: merged !== null }
    record(stream, { type: 'draft.changed', ...tell }, threadId ?? channelId)
    if (!merged) {
      await deleteDraft(tx, personId, place)
      return { draft: null, revision }
    }
    if (!row && (await countDrafts(tx, personId)) >= maxDrafts) throw tooManyDrafts()
    const savedAt = context.clock.now()
    const next = { ...place, body: merged.text, older: merged.older, revision, writerId, savedAt }
    await putDraft(tx, personId, next)
    return { draft: presentDraft(next), revision }
  })
}

export async function readDraft(context: Context, actor: Actor, place: Place) {
  const row = await findDraft(context.db, actor.personId, place)
  return { draft: row && presentDraft(row) }
}

export async function listOwnDrafts(context: Context, actor: Actor): Promise<OutputOf<'drafts.list'>> {
  return { drafts: (await listDrafts(context.db, actor.personId)).map(presentDraft) }
}
