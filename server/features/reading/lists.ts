// The views of threads and mentions, and the unread threads of a start.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { MessageId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { UnreadThread } from '../../../contract/reading.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { loadMessageViews } from '../messages/service.ts'
import { listMentions, listThreads, listUnreadThreads } from './db.ts'

/** Later than everything that was ever sent. */
const endOfTime = '9999-12-31T00:00:00Z'
const beforeOf = (before: string | null) => new Date(before ?? endOfTime)

const viewsOf = (ids: MessageId[], views: Map<MessageId, MessageView>) =>
  ids.flatMap((id) => views.get(id) ?? [])

/**
 * Followed threads of channels the actor is in, the newest reply first. `before`: the
 * `lastReplyAt` of the last one. Threads of the same moment come together, so a page may be a little longer than `limit`.
 */
export async function listFollowedThreads(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'reading.threads'>,
): Promise<OutputOf<'reading.threads'>> {
  const { rows, hasOlder } = await listThreads(
    context.db,
    actor.personId,
    beforeOf(input.before),
    input.limit,
  )
  const ids = rows.flatMap(({ rootId, newestIds }) => [rootId, ...(newestIds ?? [])])
  const views = await loadMessageViews(context, ids)
  const threads = rows.flatMap(({ rootId, newestIds, readNumber, unreadCount }) => {
    const root = views.get(rootId)
    return root ? [{ root, readNumber, newestReplies: viewsOf(newestIds ?? [], views), unreadCount }] : []
  })
  return { threads, hasOlder }
}

/** Messages that mention the actor, newest first; `before` is the `sentAt` of the last one. */
export async function listMentionsOfMe(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'reading.mentions'>,
): Promise<OutputOf<'reading.mentions'>> {
  const { rows, hasOlder } = await listMentions(
    context.db,
    actor.personId,
    beforeOf(input.before),
    input.limit,
  )
  const ids = rows.map(({ messageId }) => messageId)
  return { messages: viewsOf(ids, await loadMessageViews(context, ids)), hasOlder }
}

/** Followed threads with replies the actor has not read, the newest 500: what a client starts from. */
export function loadUnreadThreads(context: Context, actor: Pick<Actor, 'personId'>): Promise<UnreadThread[]> {
  return listUnreadThreads(context.db, actor.personId)
}
