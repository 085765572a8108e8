// tasks.changeChecklist: line by line, so that two who tick different lines never undo each other.
import { randomUUID } from 'node:crypto'
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import type { CheckId, ClientId } from '../../../contract/ids.ts'
import { type CheckView, maxChecks } from '../../../contract/tasks.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand, notFound } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { canChangeTask } from './policy.ts'
import { presentDetail } from './present.ts'
import { reachTaskForChange } from './reach.ts'
import { writeChange } from './write.ts'

type Change = ParsedInputOf<'tasks.changeChecklist'>['change']

/** Behind another line; null: on top; undefined, or behind one that is gone: at the end. */
function insertAfter(
  checks: CheckView[],
  check: CheckView,
  afterId: CheckId | null | undefined,
): CheckView[] {
  const found = checks.findIndex(({ id }) => id === afterId)
  const at = afterId === null ? 0 : found === -1 ? checks.length : found + 1
  return [...checks.slice(0, at), check, ...checks.slice(at)]
}

/** The checklist after a change. Throws not_found for a line that is gone, but not for one to be removed. */
export function changeChecks(checks: CheckView[], change: Change): CheckView[] {
  const known = checks.find(({ id }) => id === change.checkId)
  const others = checks.filter(({ id }) => id !== change.checkId)
  if (change.kind === 'add') {
    const check = { id: change.checkId, text: change.text, isDone: false }
    return known ? checks : insertAfter(checks, check, change.afterId)
  }
  if (change.kind === 'remove') return others
  if (!known) throw notFound('line')
  if (change.kind === 'move')
    return change.afterId === known.id ? checks : insertAfter(others, known, change.afterId)
  const changed =
    change.kind === 'edit' ? { ...known, text: change.text } : { ...known, isDone: change.isDone }
  return checks.map((check) => (check === known ? changed : check))
}

export async function changeChecklist(
  context: Context,
  actor: Actor,
  { taskId, change }: ParsedInputOf<'tasks.changeChecklist'>,
): Promise<OutputOf<'tasks.changeChecklist'>> {
  return inTransaction(context, actor.personId, async (tx, record) => {
    const { board, channel, isMember, task } = await reachTaskForChange(context, actor, taskId, tx)
    demand(canChangeTask(actor, channel, isMember, board))
    const checks = changeChecks(task.checks, change)
    if (JSON.stringify(checks) === JSON.stringify(task.checks)) return presentDetail(task)
    if (checks.length > maxChecks)
      throw new AppError('too_large', `A checklist can have ${maxChecks} lines.`, { field: 'change' })
    const written = { after: { ...task, checks }, overwrote: [], clientId: randomUUID() as ClientId }
    const view = await writeChange(context, { tx, record, board, actor }, task, written)
    return { ...presentDetail({ ...task, checks }), task: view }
  })
}
