// The law of boards: a board is seen and worked on by those who see and write in the channel it lives in.
import type { PersonId } from '../../../contract/ids.ts'
import { isAdmin, isGuest } from '../../core/actor.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'
import { canPost, type RuledChannel, type Viewer } from '../channels/policy.ts'

/** Of the board, what the law asks for. */
export type RuledBoard = { isArchived: boolean; createdById: PersonId }

export function canCreateBoards(viewer: Viewer): Verdict {
  return !isGuest(viewer) || refuse('Guests can not make boards.')
}

/** Make, change, move and delete tasks, and comment on them. */
export function canWorkOnBoard(
  viewer: Viewer,
  channel: RuledChannel,
  isMember: boolean,
  board: Pick<RuledBoard, 'isArchived'>,
): Verdict {
  const post = canPost(viewer, channel, isMember)
  if (post !== true) return post
  return !board.isArchived || new AppError('board_archived', 'This board is archived. Bring it back first.')
}

/** Its name, lists and labels. */
export function canManageBoard(
  viewer: Viewer,
  channel: RuledChannel,
  isMember: boolean,
  board: RuledBoard,
): Verdict {
  if (isGuest(viewer)) return refuse('Guests can work on a board, but not change its lists and labels.')
  return canWorkOnBoard(viewer, channel, isMember, board)
}

export function canArchiveBoard(
  viewer: Viewer,
  channel: RuledChannel,
  isMember: boolean,
  board: RuledBoard,
): Verdict {
  const post = canPost(viewer, channel, isMember)
  if (post !== true) return post
  const isMaker = board.createdById === viewer.personId && !isGuest(viewer)
  return isMaker || isAdmin(viewer) || refuse('Only the maker of the board and admins can archive it.')
}
