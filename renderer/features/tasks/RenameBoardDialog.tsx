// What a board is called and what it is for.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../contract/boards.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

export function RenameBoardDialog({ board, onClose }: { board: BoardView; onClose: () => void }) {
  const { t } = useTranslation('board')
  const [name, setName] = useState(board.name)
  const [description, setDescription] = useState(board.description)
  const { submit, isRunning, sentence, errorOf } = useSubmit('boards.update', ['name', 'description'])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await submit({ boardId: board.id, name, description })) onClose()
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('rename.action')}>
      <form onSubmit={save} className="flex flex-col gap-4">
        <TextField
          autoFocus
          label={t('create.name')}
          value={name}
          onChange={setName}
          maxLength={80}
          error={errorOf('name')}
        />
        <TextField
          label={t('create.description')}
          note={t('optional')}
          value={description}
          onChange={setDescription}
          maxLength={250}
          error={errorOf('description')}
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
