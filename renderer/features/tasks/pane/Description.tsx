// The description of a task: Markdown as in messages, changed in its place by the same editor.
import { Pencil } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../../contract/boards.ts'
import type { MessageId } from '../../../../contract/ids.ts'
import type { TaskDetail, TaskView } from '../../../../contract/tasks.ts'
import { lazyAgain } from '../../../app/load-again.ts'
import { draftsStore, editKey } from '../../../data/drafts.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Markdown } from '../../messages/markdown/Markdown.tsx'
import { taskOutboxStore } from '../task-outbox.ts'

const DescriptionEditor = lazyAgain(() =>
  import('./DescriptionEditor.tsx').then((file) => file.DescriptionEditor),
)

type DescriptionProps = { board: BoardView; task: TaskView; detail: TaskDetail; canWork: boolean }

export function Description({ board, task, detail, canWork }: DescriptionProps) {
  const { t } = useTranslation('board')
  // What was being typed when the window closed is gone on with.
  const hasDraft = draftsStore((state) => state.drafts.has(editKey(task.id as string as MessageId)))
  const [isEditing, setIsEditing] = useState(hasDraft)
  const description = useShownDescription(task, detail)
  if (isEditing && canWork) {
    return (
      <Suspense fallback={null}>
        <DescriptionEditor
          board={board}
          task={task}
          description={description}
          onDone={() => setIsEditing(false)}
        />
      </Suspense>
    )
  }
  if (description === '') {
    return canWork ? (
      <Button variant="ghost" size="sm" className="-ms-2.5 self-start" onPress={() => setIsEditing(true)}>
        {t('pane.addDescription')}
      </Button>
    ) : null
  }
  return (
    <section aria-label={t('pane.description')} className="group/description relative">
      <Markdown body={description} />
      {canWork && (
        <IconButton
          size="xs"
          variant="outline"
          label={t('pane.editDescription')}
          icon={<Pencil size={14} />}
          onPress={() => setIsEditing(true)}
          className="absolute -top-1 right-0 opacity-0 group-focus-within/description:opacity-100 group-hover/description:opacity-100"
        />
      )}
    </section>
  )
}

/** The server's word, or what the viewer has just written and is on its way. */
function useShownDescription(task: TaskView, detail: TaskDetail): string {
  const changes = taskOutboxStore((state) => state.changes)
  let shown = detail.description
  for (const { taskId, state, request } of changes) {
    if (taskId !== task.id || state !== 'sending') continue
    if (request.name === 'tasks.update' && request.input.changes.description !== undefined)
      shown = request.input.changes.description
  }
  return shown
}
