// Which of the dialogs about channels is open.
import { lazyAgain } from '../../app/load-again.ts'
import { BrowseChannels } from './BrowseChannels.tsx'
import { CreateChannelDialog } from './CreateChannelDialog.tsx'
import { type ChannelDialog, closeDialog } from './dialogs.ts'
import { LeaveDialog } from './LeaveDialog.tsx'
import { NewDirectDialog } from './NewDirectDialog.tsx'
import { DeleteSectionDialog, SectionDialog } from './SectionDialogs.tsx'

const CreateBoardDialog = lazyAgain(() =>
  import('../tasks/CreateBoardDialog.tsx').then((file) => file.CreateBoardDialog),
)
const NewTaskDialog = lazyAgain(() => import('../tasks/NewTaskDialog.tsx').then((file) => file.NewTaskDialog))
const DeleteTaskDialog = lazyAgain(() =>
  import('../tasks/DeleteTaskDialog.tsx').then((file) => file.DeleteTaskDialog),
)

export function OpenDialog({ dialog }: { dialog: ChannelDialog }) {
  switch (dialog.kind) {
    case 'browse':
      return <BrowseChannels onClose={closeDialog} />
    case 'create':
      return <CreateChannelDialog onClose={closeDialog} />
    case 'direct':
      return <NewDirectDialog onClose={closeDialog} />
    case 'section':
      return <SectionDialog section={dialog.section} joined={dialog.joined} onClose={closeDialog} />
    case 'deleteSection':
      return <DeleteSectionDialog section={dialog.section} onClose={closeDialog} />
    case 'board':
      return <CreateBoardDialog onClose={closeDialog} />
    case 'task':
      return (
        <NewTaskDialog
          message={dialog.message}
          text={dialog.text ?? ''}
          onMade={dialog.onMade ?? null}
          onClose={closeDialog}
        />
      )
    case 'deleteTask':
      return <DeleteTaskDialog board={dialog.board} task={dialog.task} onClose={closeDialog} />
    case 'leave':
      return <LeaveDialog joined={dialog.joined} onClose={closeDialog} />
  }
}
