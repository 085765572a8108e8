// Writing new tasks at the end of a list: each Enter makes one, several lines make several.
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView, ListView } from '../../../contract/boards.ts'
import type { TaskId } from '../../../contract/ids.ts'
import { maxTitleLength } from '../../../contract/tasks.ts'
import { Button } from '../../ui/Button.tsx'
import { createTask } from './actions.ts'

type AddTaskProps = {
  board: BoardView
  list: ListView
  /** How many stand above it. */
  count: number
  onAdded: (taskId: TaskId) => void
  onClose: () => void
}

/** More at once are a mistake of the clipboard. */
const mostAtOnce = 50

export function AddTask({ board, list, count, onAdded, onClose }: AddTaskProps) {
  const { t } = useTranslation('board')
  const [title, setTitle] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
  }, [])
  // It stays in sight while the list grows above it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new task moves it
  useEffect(() => {
    field.current?.scrollIntoView({ block: 'nearest' })
  }, [count])

  const add = (titles: string[]) => {
    const lines = titles.map((text) => text.trim().slice(0, maxTitleLength)).filter(Boolean)
    for (const line of lines.slice(0, mostAtOnce)) onAdded(createTask(board, list.id, { title: line }))
    setTitle('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (title.trim() === '') onClose()
    else add([title])
  }
  const onPaste = (event: ClipboardEvent) => {
    const lines = event.clipboardData
      .getData('text')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
    if (lines.length < 2 || title.trim() !== '') return
    event.preventDefault()
    add(lines)
  }
  return (
    <div className="rounded-md border border-accent bg-raised p-2 shadow-edge">
      <textarea
        ref={field}
        aria-label={t('newTask', { list: list.name })}
        placeholder={t('newTaskPlaceholder')}
        rows={2}
        maxLength={maxTitleLength}
        value={title}
        onChange={(event) => setTitle(event.target.value.replace(/\r?\n/g, ' '))}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="block w-full resize-none bg-transparent text-md outline-none placeholder:text-ink-faint"
      />
      <div className="mt-1 flex items-center gap-1">
        <Button size="sm" variant="primary" isDisabled={title.trim() === ''} onPress={() => add([title])}>
          {t('add')}
        </Button>
        <Button size="sm" variant="ghost" onPress={onClose}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}
