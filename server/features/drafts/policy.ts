// Who may keep a draft where.

import { maxDrafts } from '../../../contract/drafts.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { AppError, notFound, refuse, type Verdict } from '../../core/errors.ts'

/**
 * Members only: whoever leaves loses what they were writing. An archived channel, or one where posting is not allowed
 * just now, takes drafts: what was typed before must not get lost. `root`: the first message of the thread.
 */
export function canKeepDraft(
  isMember: boolean,
  channelId: ChannelId,
  root: { channelId: ChannelId; threadId: string | null } | null,
): Verdict {
  if (!isMember) return refuse('Join the channel before you write in it.')
  if (root === null) return true
  if (root.channelId !== channelId) return notFound('message')
  return root.threadId === null || refuse('A reply has no thread of its own.')
}

export const tooManyDrafts = () =>
  new AppError('invalid_input', `There can be at most ${maxDrafts} drafts. Send or delete some of them.`)
