// What people call a task: OPS-123.
import type { TaskView } from '../../../contract/tasks.ts'

/** Without a number until the server has given it one. */
export const nameOfTask = ({ key }: { key: string }, { number }: Pick<TaskView, 'number'>): string =>
  number === 0 ? key : `${key}-${number}`
