// The title of a task, changed where it stands: Enter keeps it, Escape leaves it as it was.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../../contract/boards.ts'
import { maxTitleLength, type TaskView } from '../../../../contract/tasks.ts'
import { updateTask } from '../actions.ts'

type TitleProps = { board: BoardView; task: TaskView; canWork: boolean }
/** What is being typed, and the revision it began from. */
type Typing = { text: string; seenRevision: number }

export function Title({ board, task, canWork }: TitleProps) {
  const { t } = useTranslation('board')
  const [typing, setTyping] = useState<Typing | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const text = typing?.text ?? task.title
  // As high as its words.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are what it is measured by
  useEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text])

  const save = () => {
    const title = typing?.text.trim() ?? ''
    if (typing && title !== '' && title !== task.title)
      updateTask(board, task, { title }, typing.seenRevision)
    setTyping(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      event.currentTarget.blur()
    }
    if (event.key === 'Escape' && typing) {
      event.preventDefault()
      event.stopPropagation()
      setTyping(null)
    }
  }
  if (!canWork) {
    return (
      <h3 className="text-xl font-semibold break-words" dir="auto">
        {task.title}
      </h3>
    )
  }
  return (
    <textarea
      ref={field}
      aria-label={t('pane.title')}
      dir="auto"
      rows={1}
      maxLength={maxTitleLength}
      value={text}
      onChange={(event) =>
        setTyping({
          text: event.target.value.replace(/\r?\n/g, ' '),
          seenRevision: typing?.seenRevision ?? task.revision,
        })
      }
      onKeyDown={onKeyDown}
      onBlur={save}
      className="-mx-1.5 w-[calc(100%+0.75rem)] resize-none overflow-hidden rounded-md bg-transparent px-1.5 py-0.5 text-xl font-semibold hover:bg-hover focus:bg-canvas"
    />
  )
}
