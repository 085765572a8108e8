// All that can be done with a task, as menu items.
import { Archive, ArrowRightLeft, Link, PanelRight, Signal, Trash2, UserCheck, UserMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../contract/boards.ts'
import { Priority, type TaskView } from '../../../contract/tasks.ts'
import { usePanes } from '../../app/panes.ts'
import { absolute, paths } from '../../app/paths.ts'
import { copyText } from '../../ui/clipboard.ts'
import { Menu, MenuItem, MenuSeparator, Submenu } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { openDialog } from '../channels/dialogs.ts'
import { myId } from '../people/store.ts'
import { archiveTask, assign, moveToList, updateTask } from './actions.ts'
import { PriorityMark } from './PriorityMark.tsx'

type TaskMenuProps = { board: BoardView; task: TaskView; canWork: boolean }

export function TaskMenuItems({ board, task, canWork }: TaskMenuProps) {
  const { t } = useTranslation('board')
  const panes = usePanes()
  const copyLink = async () => {
    const isDone = await copyText(absolute(paths.task(board.id, task.id)))
    showToast({ tone: isDone ? 'good' : 'danger', title: t(isDone ? 'linkCopied' : 'copyFailed') })
  }
  return (
    <>
      <MenuItem icon={<PanelRight size={15} />} shortcut="Enter" onAction={() => panes.openTask(task.id)}>
        {t('card.open')}
      </MenuItem>
      <MenuItem icon={<Link size={15} />} onAction={() => void copyLink()}>
        {t('copyLink')}
      </MenuItem>
      {canWork && <WorkItems board={board} task={task} />}
    </>
  )
}

function WorkItems({ board, task }: { board: BoardView; task: TaskView }) {
  const { t } = useTranslation('board')
  const me = myId()
  const isMine = me !== null && task.assigneeIds.includes(me)
  const archive = () => {
    archiveTask(board, task, true)
    showToast({
      title: t('archivedTask', { title: task.title }),
      action: { label: t('undo'), run: () => archiveTask(board, task, false) },
    })
  }
  return (
    <>
      <MenuSeparator />
      {me && (
        <MenuItem
          icon={isMine ? <UserMinus size={15} /> : <UserCheck size={15} />}
          shortcut="I"
          onAction={() => assign(board, task, me, !isMine)}
        >
          {t(isMine ? 'card.unassignMe' : 'card.assignMe')}
        </MenuItem>
      )}
      <Submenu>
        <MenuItem icon={<ArrowRightLeft size={15} />}>{t('card.moveTo')}</MenuItem>
        <Menu label={t('card.moveTo')}>
          {board.lists.map(({ id, name }) => (
            <MenuItem key={id} isDisabled={id === task.listId} onAction={() => moveToList(board, task, id)}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Submenu>
      <Submenu>
        <MenuItem icon={<Signal size={15} />}>{t('fields.priority')}</MenuItem>
        <Menu label={t('fields.priority')}>
          {Priority.options.map((priority) => (
            <MenuItem
              key={priority}
              icon={<PriorityMark priority={priority} isSilent />}
              onAction={() => updateTask(board, task, { priority })}
            >
              {t(`tasks:priority.${priority}`)}
            </MenuItem>
          ))}
        </Menu>
      </Submenu>
      <MenuSeparator />
      <MenuItem icon={<Archive size={15} />} onAction={archive}>
        {t('card.archive')}
      </MenuItem>
      <MenuItem
        icon={<Trash2 size={15} />}
        isDestructive
        onAction={() => openDialog({ kind: 'deleteTask', board, task })}
      >
        {t('card.delete')}
      </MenuItem>
    </>
  )
}
