// The own activity: a page of it, marking it, and letting it go after its time.
import { type ActivityView, mostUnread } from '../../../contract/activity.ts'
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { ActivityId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { inTransaction } from '../../journal/journal.ts'
import { loadMessageViews } from '../messages/service.ts'
import { countUnread, deleteBefore, listActivity, markActivity } from './db.ts'
import { recordUnread } from './listeners.ts'

const endOfTime = '9999-12-31T00:00:00Z'
/** Who comes back after a quarter still finds what waits; older lines help nobody. */
const keepDays = 90
const dayMs = 86_400_000
const atATime = 5000

/** A page of what concerns the actor; `before` is the `at` of the last line of the page before. */
export async function listOwnActivity(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'activity.list'>,
): Promise<OutputOf<'activity.list'>> {
  const { before, ...wanted } = input
  const { rows, hasOlder } = await listActivity(context.db, actor.personId, {
    ...wanted,
    before: new Date(before ?? endOfTime),
  })
  const views = await loadMessageViews(
    context,
    rows.flatMap(({ messageId }) => messageId ?? []),
  )
  const items: ActivityView[] = rows.map(({ messageId, at, ...row }) => {
    const message = messageId ? (views.get(messageId) ?? null) : null
    return { ...row, at: at.toISOString(), actorId: row.actorId ?? message?.authorId ?? null, message }
  })
  return { items, hasOlder }
}

/** How much is unread, for sync.start. */
export async function loadUnreadActivity(
  context: Context,
  { personId }: Pick<Actor, 'personId'>,
): Promise<number> {
  return (await countUnread(context.db, [personId], mostUnread)).get(personId) ?? 0
}

/** Marks own lines (null: all) as read or unread. What is so already changes nothing. */
export async function markOwnActivity(
  context: Context,
  actor: Actor,
  ids: ActivityId[] | null,
  isUnread: boolean,
): Promise<void> {
  const { personId } = actor
  await inTransaction(context, personId, async (tx, record) => {
    if ((await markActivity(tx, personId, ids, isUnread)) > 0) await recordUnread(tx, record, [personId])
  })
}

/** Forgets lines after 90 days. For a job; safe to repeat. Answers how many. */
export async function trimActivity(context: Context): Promise<number> {
  const before = new Date(context.clock.now().getTime() - keepDays * dayMs)
  for (let all = 0; ; ) {
    const trimmed = await deleteBefore(context.db, before, atATime)
    all += trimmed
    if (trimmed < atATime) return all
  }
}
