// Adding a list at the right end of a board.
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BoardView, maxLists } from '../../../contract/boards.ts'
import type { ListId } from '../../../contract/ids.ts'
import { useSubmit } from '../../app/submit.ts'
import { newId } from '../../data/new-id.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'

export function AddList({ board }: { board: BoardView }) {
  const { t } = useTranslation('board')
  const [name, setName] = useState<string | null>(null)
  const [listId, setListId] = useState(() => newId() as ListId)
  const { submit, isRunning, sentence, errorOf } = useSubmit('boards.addList', ['name'])
  if (board.lists.length >= maxLists) return null
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await submit({ boardId: board.id, listId, name: name ?? '' }))) return
    setName(null)
    setListId(newId() as ListId)
  }
  if (name === null) {
    return (
      <Button
        variant="ghost"
        className="w-44 justify-start"
        icon={<Plus size={15} />}
        onPress={() => setName('')}
      >
        {t('list.add')}
      </Button>
    )
  }
  return (
    <form onSubmit={add} className="flex w-72 shrink-0 flex-col gap-2 self-start rounded-lg bg-sidebar p-2">
      <TextField
        autoFocus
        label={t('list.name')}
        hideLabel
        placeholder={t('list.name')}
        value={name}
        onChange={setName}
        maxLength={80}
        error={errorOf('name') ?? sentence}
        onKeyDown={(event) => event.key === 'Escape' && setName(null)}
      />
      <div className="flex gap-1">
        <Button
          size="sm"
          type="submit"
          variant="primary"
          isPending={isRunning}
          isDisabled={name.trim() === ''}
        >
          {t('list.add')}
        </Button>
        <Button size="sm" variant="ghost" onPress={() => setName(null)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
