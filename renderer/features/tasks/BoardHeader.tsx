// The top of a board: what it is called, who is on it, what can be done with it.
import { Archive, ArchiveRestore, Ellipsis, Link, Pencil, SquareKanban, Tags, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../contract/boards.ts'
import { usePanes } from '../../app/panes.ts'
import { absolute, paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { copyText } from '../../ui/clipboard.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useChannelName } from '../channels/channel-name.ts'
import { useChannel } from '../channels/store.ts'
import { LabelsDialog } from './LabelsDialog.tsx'
import { RenameBoardDialog } from './RenameBoardDialog.tsx'

export function BoardHeader({ board, canWork }: { board: BoardView; canWork: boolean }) {
  const { t } = useTranslation('board')
  const channel = useChannel(board.channelId)?.channel
  const channelName = useChannelName(channel)
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line ps-5 pe-3">
      <SquareKanban size={17} className="shrink-0 text-ink-faint" aria-hidden />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-lg leading-6 font-semibold tracking-[-0.01em]">
          <bdi>{board.name}</bdi>
          <span className="ms-2 text-xs font-medium text-ink-faint">{board.key}</span>
        </h1>
        {channel && !channel.isBoard && (
          <p className="truncate text-xs text-ink-faint">{t('inChannel', { name: channelName })}</p>
        )}
      </div>
      <BoardMenu board={board} canWork={canWork} />
    </header>
  )
}

type Dialog = 'labels' | 'rename' | null

function BoardMenu({ board, canWork }: { board: BoardView; canWork: boolean }) {
  const { t } = useTranslation('board')
  const panes = usePanes()
  const [dialog, setDialog] = useState<Dialog>(null)
  const isMember = useChannel(board.channelId) !== undefined
  const archive = () =>
    void call('boards.archive', { boardId: board.id, isArchived: !board.isArchived }).catch((error) =>
      showToast({ tone: 'danger', title: t('failed'), body: failureText(t, error) }),
    )
  const copyLink = async () => {
    const isDone = await copyText(absolute(paths.board(board.id)))
    showToast({ tone: isDone ? 'good' : 'danger', title: t(isDone ? 'linkCopied' : 'copyFailed') })
  }
  return (
    <>
      <MenuTrigger>
        <IconButton label={t('menu')} icon={<Ellipsis size={17} />} placement="bottom" />
        <Menu label={t('menu')} placement="bottom end">
          <MenuItem icon={<Link size={15} />} onAction={() => void copyLink()}>
            {t('copyLink')}
          </MenuItem>
          {isMember && (
            <MenuItem icon={<Users size={15} />} onAction={() => panes.openDetailsHere(board.channelId)}>
              {t('people')}
            </MenuItem>
          )}
          {canWork && (
            <MenuItem icon={<Tags size={15} />} onAction={() => setDialog('labels')}>
              {t('labels.title')}
            </MenuItem>
          )}
          {canWork && (
            <MenuItem icon={<Pencil size={15} />} onAction={() => setDialog('rename')}>
              {t('rename.action')}
            </MenuItem>
          )}
          {isMember && <MenuSeparator />}
          {isMember && (
            <MenuItem
              icon={board.isArchived ? <ArchiveRestore size={15} /> : <Archive size={15} />}
              onAction={archive}
            >
              {t(board.isArchived ? 'restore' : 'archive')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      {dialog === 'labels' && <LabelsDialog board={board} onClose={() => setDialog(null)} />}
      {dialog === 'rename' && <RenameBoardDialog board={board} onClose={() => setDialog(null)} />}
    </>
  )
}
