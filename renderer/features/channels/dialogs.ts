// Which of the channel dialogs is open. They are opened from the sidebar, by keys and from empty pages.
import { create } from 'zustand'
import type { BoardView } from '../../../contract/boards.ts'
import type { JoinedChannel, SectionView } from '../../../contract/channels.ts'
import type { BoardId, TaskId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import type { TaskView } from '../../../contract/tasks.ts'

export type ChannelDialog =
  | { kind: 'browse' }
  | { kind: 'create' }
  | { kind: 'direct' }
  | { kind: 'section'; section: SectionView | null; joined?: JoinedChannel }
  | { kind: 'deleteSection'; section: SectionView }
  | { kind: 'leave'; joined: JoinedChannel }
  | { kind: 'board' }
  | {
      kind: 'task'
      message: MessageView | null
      /** What was typed, where there is no message. */
      text?: string
      onMade?: (boardId: BoardId, taskId: TaskId) => void
    }
  | { kind: 'deleteTask'; board: BoardView; task: TaskView }

export const dialogStore = create<{ dialog: ChannelDialog | null }>()(() => ({ dialog: null }))

export const openDialog = (dialog: ChannelDialog) => dialogStore.setState({ dialog })
export const closeDialog = () => dialogStore.setState({ dialog: null })
