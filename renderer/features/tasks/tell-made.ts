// Says that a task was made elsewhere than where one is, and leads there.
import i18next from 'i18next'
import { navigate } from 'wouter/use-browser-location'
import type { BoardView } from '../../../contract/boards.ts'
import type { TaskId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import { showToast } from '../../ui/Toast.tsx'

export function tellMade(board: BoardView, taskId: TaskId): void {
  showToast({
    tone: 'good',
    title: i18next.t('tasks:new.made'),
    body: board.name,
    action: { label: i18next.t('tasks:new.open'), run: () => navigate(paths.task(board.id, taskId)) },
  })
}
