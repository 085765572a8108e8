// Under a message: the tasks made from it and those it links to, as they stand now.
import type { MessageView } from '../../../contract/messages.ts'
import { tasksOf } from './linked-tasks.ts'
import { TaskLink } from './TaskLink.tsx'

export function MessageTasks({ message }: { message: MessageView }) {
  const ids = tasksOf(message, window.location.origin)
  if (ids.length === 0) return null
  return (
    <ul className="mt-1 flex flex-col items-start gap-1 empty:hidden">
      {ids.map((id) => (
        <TaskLink key={id} taskId={id} />
      ))}
    </ul>
  )
}
