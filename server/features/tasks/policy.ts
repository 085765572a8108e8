// The law of tasks: whoever works on a board works on its tasks.
import type { PersonId } from '../../../contract/ids.ts'
import { isAdmin } from '../../core/actor.ts'
import { AppError, refuse, type Verdict } from '../../core/errors.ts'
import { canWorkOnBoard, type RuledBoard } from '../boards/policy.ts'
import type { RuledChannel, Viewer } from '../channels/policy.ts'

export function canMakeTask(
  viewer: Viewer,
  channel: RuledChannel,
  isMember: boolean,
  board: RuledBoard,
): Verdict {
  return canWorkOnBoard(viewer, channel, isMember, board)
}

export function canChangeTask(
  viewer: Viewer,
  channel: RuledChannel,
  isMember: boolean,
  board: RuledBoard,
): Verdict {
  return canWorkOnBoard(viewer, channel, isMember, board)
}

/** Deleting can't be undone, so it is for whoever made the task or the board, and admins; others archive. */
export function canDeleteTask(
  viewer: Viewer,
  channel: RuledChannel,
  isMember: boolean,
  board: RuledBoard,
  task: { createdById: PersonId },
): Verdict {
  const work = canWorkOnBoard(viewer, channel, isMember, board)
  if (work !== true) return work
  const isMaker = [task.createdById, board.createdById].includes(viewer.personId)
  return isMaker || isAdmin(viewer) || refuse('Only who made the task can delete it. You can archive it.')
}

/** Nobody is given work that they can not see. */
export function canBeAssigned(areMembers: boolean): Verdict {
  return (
    areMembers ||
    new AppError('invalid_input', 'Only people on the board can be assigned. Add them to it first.', {
      field: 'assigneeIds',
    })
  )
}
