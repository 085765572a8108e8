// What can be done with a list of a board.
import { ArrowLeft, ArrowRight, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView, ListView } from '../../../contract/boards.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/Menu.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { ListDialog, RemoveListDialog } from './ListDialogs.tsx'

type ListMenuProps = { board: BoardView; list: ListView; index: number; taskCount: number }

export function ListMenu({ board, list, index, taskCount }: ListMenuProps) {
  const { t } = useTranslation('board')
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null)
  const { lists } = board
  const move = (afterIndex: number) =>
    void call('boards.moveList', {
      boardId: board.id,
      listId: list.id,
      afterId: lists[afterIndex]?.id ?? null,
    }).catch((error) => showToast({ tone: 'danger', title: t('failed'), body: failureText(t, error) }))
  return (
    <>
      <MenuTrigger>
        <IconButton size="xs" label={t('list.menu', { name: list.name })} icon={<Ellipsis size={15} />} />
        <Menu label={t('list.menu', { name: list.name })} placement="bottom end">
          <MenuItem icon={<Pencil size={15} />} onAction={() => setDialog('edit')}>
            {t('list.edit')}
          </MenuItem>
          <MenuItem icon={<ArrowLeft size={15} />} isDisabled={index === 0} onAction={() => move(index - 2)}>
            {t('list.left')}
          </MenuItem>
          <MenuItem
            icon={<ArrowRight size={15} />}
            isDisabled={index === lists.length - 1}
            onAction={() => move(index + 1)}
          >
            {t('list.right')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<Trash2 size={15} />}
            isDestructive
            isDisabled={lists.length < 2}
            onAction={() => setDialog('remove')}
          >
            {t('list.remove')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {dialog === 'edit' && <ListDialog board={board} list={list} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && (
        <RemoveListDialog board={board} list={list} taskCount={taskCount} onClose={() => setDialog(null)} />
      )}
    </>
  )
}
