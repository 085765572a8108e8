// A task in the right pane: what it is, what is said about it.
import { Archive, Ellipsis, Link2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { BoardView } from '../../../../contract/boards.ts'
import type { MessageId, TaskId } from '../../../../contract/ids.ts'
import type { TaskDetail, TaskView } from '../../../../contract/tasks.ts'
import { paths } from '../../../app/paths.ts'
import { failureText } from '../../../app/submit.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuTrigger } from '../../../ui/Menu.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import { archiveTask } from '../actions.ts'
import { nameOfTask } from '../name.ts'
import { useBoard, useTask } from '../store.ts'
import { TaskMenuItems } from '../TaskMenuItems.tsx'
import { Checklist } from './Checklist.tsx'
import { Comments } from './Comments.tsx'
import { Description } from './Description.tsx'
import { useDetail } from './detail.ts'
import { Fields } from './Fields.tsx'
import { History } from './History.tsx'
import { SourceMessage } from './SourceMessage.tsx'
import { Title } from './Title.tsx'

type TaskPaneProps = { taskId: TaskId; replyId: MessageId | null; onClose: () => void }

export function TaskPane({ taskId, replyId, onClose }: TaskPaneProps) {
  const { t } = useTranslation('board')
  const task = useTask(taskId)
  const known = useBoard(task?.boardId)
  const { detail, error, retry } = useDetail(taskId, task)
  if (error?.code === 'not_found' || task === null || (!task && error)) {
    return (
      <section aria-label={t('pane.gone')} className="flex h-full flex-col">
        <header className="flex h-12 shrink-0 items-center justify-end border-b border-line pe-2">
          <IconButton label={t('pane.close')} shortcut="Escape" icon={<X size={16} />} onPress={onClose} />
        </header>
        <EmptyState
          className="h-full"
          title={t('pane.gone')}
          action={error?.code !== 'not_found' && <Button onPress={retry}>{t('tryAgain')}</Button>}
        >
          {error && error.code !== 'not_found' ? failureText(t, error) : t('pane.goneHint')}
        </EmptyState>
      </section>
    )
  }
  if (!task || !known) return <SkeletonRows className="p-5" hasAvatar={false} label={t('loading')} />
  const canWork = known.isMember && !known.board.isArchived && task.archivedAt === null
  return (
    <section
      aria-label={t('pane.label', { name: nameOfTask(known.board, task) })}
      className="flex h-full min-h-0 flex-col"
    >
      <PaneHeader board={known.board} task={task} canWork={canWork} onClose={onClose} />
      <Comments task={task} channelId={known.channelId} replyId={replyId} onEscape={onClose}>
        {task.archivedAt && (
          <Banner
            className="mx-5 mt-4"
            icon={<Archive size={15} />}
            action={
              known.isMember && (
                <Button size="sm" variant="ghost" onPress={() => archiveTask(known.board, task, false)}>
                  {t('pane.restore')}
                </Button>
              )
            }
          >
            {t('pane.archived')}
          </Banner>
        )}
        <Body board={known.board} task={task} detail={detail} canWork={canWork} />
        {error && (
          <Banner
            tone="danger"
            className="mx-5 my-2"
            action={
              <Button size="sm" variant="ghost" onPress={retry}>
                {t('tryAgain')}
              </Button>
            }
          >
            {failureText(t, error)}
          </Banner>
        )}
      </Comments>
    </section>
  )
}

type HeaderProps = { board: BoardView; task: TaskView; canWork: boolean; onClose: () => void }

function PaneHeader({ board, task, canWork, onClose }: HeaderProps) {
  const { t } = useTranslation('board')
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line ps-5 pe-2">
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-md leading-5 font-semibold tabular-nums">{nameOfTask(board, task)}</h2>
        <p className="truncate text-xs text-ink-faint">
          <Link href={paths.board(board.id)} className="text-inherit no-underline hover:underline">
            {board.name}
          </Link>
        </p>
      </div>
      <MenuTrigger>
        <IconButton label={t('pane.menu')} icon={<Ellipsis size={16} />} placement="bottom" />
        <Menu label={t('pane.menu')} placement="bottom end">
          <TaskMenuItems board={board} task={task} canWork={canWork} />
        </Menu>
      </MenuTrigger>
      <IconButton
        label={t('pane.close')}
        shortcut="Escape"
        icon={<X size={16} />}
        placement="bottom"
        onPress={onClose}
      />
    </header>
  )
}

type BodyProps = { board: BoardView; task: TaskView; detail: TaskDetail | null; canWork: boolean }

function Body({ board, task, detail, canWork }: BodyProps) {
  const { t } = useTranslation('board')
  return (
    <div className="flex flex-col gap-4 px-5 pt-4">
      <Title board={board} task={task} canWork={canWork} />
      <Fields board={board} task={task} canWork={canWork} />
      {detail ? (
        <Description key={task.id} board={board} detail={detail} task={task} canWork={canWork} />
      ) : (
        task.descriptionRevision > 0 && <SkeletonRows rows={2} hasAvatar={false} label={t('loading')} />
      )}
      {detail && <Checklist taskId={task.id} checks={detail.checks} canWork={canWork} />}
      {task.messageId && (
        <p className="flex items-center gap-1.5 text-sm text-ink-soft">
          <Link2 size={14} aria-hidden />
          <SourceMessage messageId={task.messageId} />
        </p>
      )}
      <History board={board} task={task} />
    </div>
  )
}
