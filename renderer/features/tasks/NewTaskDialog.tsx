// Making a task without leaving what one reads: from a message, or from the composer.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../contract/boards.ts'
import type { BoardId, ListId, PersonId, TaskId } from '../../../contract/ids.ts'
import type { MessageView } from '../../../contract/messages.ts'
import { maxTitleLength } from '../../../contract/tasks.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { openDialog } from '../channels/dialogs.ts'
import { filesText } from '../files/excerpt.ts'
import { readable } from '../groups/readable.ts'
import { myId, useMe } from '../people/store.ts'
import { createTask } from './actions.ts'
import { keepLastBoard, lastBoard } from './last-board.ts'
import { useBoards } from './store.ts'
import { tellMade } from './tell-made.ts'

type NewTaskDialogProps = {
  message: MessageView | null
  /** Markdown that was typed, where there is no message. */
  text: string
  /** Where it is told else than in a notice. */
  onMade: ((boardId: BoardId, taskId: TaskId) => void) | null
  onClose: () => void
}

/** The first line, as a title. */
function titleOf(text: string): string {
  const [line = ''] = text
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean)
  return line.slice(0, maxTitleLength)
}

export function NewTaskDialog({ message, text, onMade, onClose }: NewTaskDialogProps) {
  const { t } = useTranslation('tasks')
  const boards = useBoards()
  const canCreate = useMe()?.abilities.canCreateBoards
  const [title, setTitle] = useState(() =>
    titleOf(message ? readable(message.body) || filesText(message.files) : readable(text)),
  )
  const [boardId, setBoardId] = useState(() => lastBoard(boards, message?.channelId ?? null)?.id ?? null)
  const [chosenList, setChosenList] = useState<ListId | null>(null)
  const [isMine, setIsMine] = useState(false)
  const board = boards.find(({ id }) => id === boardId) ?? null
  const list = board?.lists.find(({ id }) => id === chosenList) ?? firstOpenList(board)

  const make = (event: FormEvent) => {
    event.preventDefault()
    if (!board || !list || title.trim() === '') return
    const taskId = createTask(board, list.id, {
      title: title.trim(),
      messageId: message?.id ?? null,
      description: descriptionOf(message, text, title.trim()),
      assigneeIds: isMine ? [myId() as PersonId] : [],
    })
    keepLastBoard(board.id)
    onClose()
    if (onMade) onMade(board.id, taskId)
    else tellMade(board, taskId)
  }
  if (boards.length === 0) {
    return (
      <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('new.title')}>
        <p className="text-base text-ink-soft">{t('new.noBoard')}</p>
        {canCreate && (
          <Button variant="primary" className="mt-3" onPress={() => openDialog({ kind: 'board' })}>
            {t('newBoard')}
          </Button>
        )}
      </Dialog>
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(message ? 'new.fromMessage' : 'new.title')}
      size="md"
    >
      <form onSubmit={make} className="flex flex-col gap-4">
        <TextField
          autoFocus
          label={t('new.name')}
          value={title}
          onChange={setTitle}
          maxLength={maxTitleLength}
        />
        <div className="flex gap-3">
          <Select
            className="flex-1"
            label={t('new.board')}
            value={boardId}
            onChange={(id: BoardId) => {
              setBoardId(id)
              setChosenList(null)
            }}
            options={boards.map(({ id, name, key }) => ({ id, label: `${name} (${key})` }))}
          />
          <Select
            className="flex-1"
            label={t('new.list')}
            value={list?.id ?? null}
            onChange={setChosenList}
            options={(board?.lists ?? []).map(({ id, name }) => ({ id, label: name }))}
          />
        </div>
        <Checkbox isSelected={isMine} onChange={setIsMine}>
          {t('new.assignMe')}
        </Checkbox>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="primary" isDisabled={!list || title.trim() === ''}>
            {t('new.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const firstOpenList = (board: BoardView | null) =>
  board?.lists.find(({ kind }) => kind === 'open') ?? board?.lists[0]

/** What the title does not say: of a message as a quote, for it may change or go; of what was typed as it is. */
function descriptionOf(message: MessageView | null, text: string, title: string): string {
  if (!message) return text.trim() === title ? '' : text
  return readable(message.body).trim() === title ? '' : quoted(message)
}

const quoted = (message: MessageView): string =>
  readable(message.body)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
