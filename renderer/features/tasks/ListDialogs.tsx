// What a list is called, what it means and how much fits into it; taking it off the board.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BoardView, ListKind, type ListView } from '../../../contract/boards.ts'
import type { ListId } from '../../../contract/ids.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'

type ListDialogProps = { board: BoardView; list: ListView; onClose: () => void }

export function ListDialog({ board, list, onClose }: ListDialogProps) {
  const { t } = useTranslation('board')
  const [name, setName] = useState(list.name)
  const [kind, setKind] = useState(list.kind)
  const [limit, setLimit] = useState(list.limit === null ? '' : String(list.limit))
  const { submit, isRunning, sentence, errorOf } = useSubmit('boards.updateList', ['name', 'limit'])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const input = { boardId: board.id, listId: list.id, name, kind, limit: limit ? Number(limit) : null }
    if (await submit(input)) onClose()
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('list.edit')}>
      <form onSubmit={save} className="flex flex-col gap-4">
        <TextField
          autoFocus
          label={t('list.name')}
          value={name}
          onChange={setName}
          maxLength={80}
          error={errorOf('name')}
        />
        <Select
          label={t('list.kind')}
          value={kind}
          onChange={setKind}
          options={ListKind.options.map((id) => ({ id, label: t(`list.kinds.${id}`) }))}
        />
        <TextField
          label={t('list.limit')}
          note={t('optional')}
          description={t('list.limitHint')}
          inputMode="numeric"
          value={limit}
          onChange={(text) => setLimit(text.replace(/\D/g, '').slice(0, 4))}
          error={errorOf('limit')}
        />
        {sentence && <Banner tone="danger">{sentence}</Banner>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="primary" isPending={isRunning} isDisabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function RemoveListDialog({
  board,
  list,
  taskCount,
  onClose,
}: ListDialogProps & { taskCount: number }) {
  const { t } = useTranslation('board')
  const others = board.lists.filter(({ id }) => id !== list.id)
  const [moveTasksTo, setMoveTasksTo] = useState<ListId | null>(others[0]?.id ?? null)
  const { submit, isRunning, sentence } = useSubmit('boards.removeList')
  const remove = async () => {
    if (moveTasksTo && (await submit({ boardId: board.id, listId: list.id, moveTasksTo }))) onClose()
  }
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('list.removeTitle', { name: list.name })}
      footer={
        <>
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" isPending={isRunning} onPress={() => void remove()}>
            {t('list.remove')}
          </Button>
        </>
      }
    >
      {taskCount > 0 && (
        <Select
          label={t('list.moveTo', { count: taskCount })}
          value={moveTasksTo}
          onChange={setMoveTasksTo}
          options={others.map(({ id, name }) => ({ id, label: name }))}
        />
      )}
      {sentence && (
        <Banner tone="danger" className="mt-3">
          {sentence}
        </Banner>
      )}
    </Dialog>
  )
}
