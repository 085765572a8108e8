// Asks before a task is deleted for everybody.
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../contract/boards.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { deleteTask } from './actions.ts'

type DeleteTaskDialogProps = { board: BoardView; task: TaskView; onClose: () => void }

export function DeleteTaskDialog({ board, task, onClose }: DeleteTaskDialogProps) {
  const { t } = useTranslation('tasks')
  return (
    <ConfirmDialog
      isOpen
      isDestructive
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('delete.title', { title: task.title })}
      confirmLabel={t('delete.confirm')}
      onConfirm={() => deleteTask(board, task)}
    >
      {t('delete.explanation')}
    </ConfirmDialog>
  )
}
