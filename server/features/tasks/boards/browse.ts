// Boards to choose from.
import type { OutputOf, ParsedInputOf } from '../../../../contract/commands.ts'
import { type Actor, isGuest } from '../../../core/actor.ts'
import type { Context } from '../../../core/context.ts'
import { presentBoard } from '../../boards/present.ts'
import { browseBoardRows } from '../../boards/service.ts'

export async function browseBoards(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'boards.browse'>,
): Promise<OutputOf<'boards.browse'>> {
  const { query, includeArchived, limit } = input
  const pattern = `%${query.trim().replace(/[\\%_]/g, '\\$&')}%`
  const filter = { isGuest: isGuest(actor), pattern, includeArchived, limit: limit + 1 }
  const rows = await browseBoardRows(context.db, actor.personId, filter)
  return {
    boards: rows.slice(0, limit).map(({ isMember, ...board }) => ({ board: presentBoard(board), isMember })),
    hasMore: rows.length > limit,
  }
}
