// The lists of a board side by side: walked and rearranged with the mouse and with the keyboard.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardView } from '../../../contract/boards.ts'
import type { ListId, TaskId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { usePanes, useRightPane } from '../../app/panes.ts'
import { myId } from '../people/store.ts'
import { AddList } from './AddList.tsx'
import { assign, moveTask } from './actions.ts'
import { BoardList } from './BoardList.tsx'
import { type Carry, type Lists, placeOf, type Step, stepCarry, stepFocus, withCarried } from './carry.ts'
import { findTask } from './store.ts'
import { useBoardKeys } from './use-board-keys.ts'
import { type Drop, useBoardDrop } from './use-card-drag.ts'

type BoardListsProps = { board: BoardView; lists: Lists; isLoading: boolean; canWork: boolean }

const steps: { [key: string]: Step } = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
}

const cardId = (taskId: TaskId) => `task-${taskId}`

/** A card that has just come into a list is hidden until it is measured, and takes no focus before. */
function soon(id: string, hasFocus: boolean): () => void {
  let frames = 0
  let next = 0
  const attempt = () => {
    const element = document.getElementById(id)
    if (hasFocus) element?.focus()
    else element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const isDone = element !== null && (!hasFocus || document.activeElement === element)
    if (!isDone && ++frames < 30) next = requestAnimationFrame(attempt)
  }
  attempt()
  return () => cancelAnimationFrame(next)
}

export function BoardLists({ board, lists, isLoading, canWork }: BoardListsProps) {
  const { t } = useTranslation('board')
  const panes = usePanes()
  const pane = useRightPane()
  const box = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<TaskId | null>(null)
  /** Grows when the focus is to follow; a pointer brings its own. */
  const [wish, setWish] = useState(0)
  const [carry, setCarry] = useState<Carry | null>(null)
  const [adding, setAdding] = useState<ListId | null>(null)
  const [said, setSaid] = useState('')
  const carried = carry && findTask(carry.taskId)
  const drawn = useMemo(
    () => (carry && carried ? withCarried(lists, carry, carried) : lists),
    [lists, carry, carried],
  )
  const first = [...drawn.values()].find((tasks) => tasks.length > 0)?.[0]?.id ?? null
  const activeId = placeOf(drawn, focusedId) ? focusedId : first

  const focus = (taskId: TaskId | null) => {
    setFocusedId(taskId)
    setWish((count) => count + 1)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wish is what asks for it
  useEffect(() => {
    // While a task is carried the board has the keys: a card that goes from list to list is another one each time.
    if (carry) box.current?.focus({ preventScroll: true })
    return wish > 0 && focusedId ? soon(cardId(focusedId), carry === null) : undefined
  }, [wish])

  const drop = useRef<(drop: Drop) => void>(() => {})
  drop.current = ({ taskId, listId, beside }) => {
    const task = findTask(taskId)
    const others = (lists.get(listId) ?? []).filter(({ id }) => id !== taskId)
    const at = others.findIndex(({ id }) => id === beside?.taskId)
    if (task) moveTask(board, task, listId, others, at < 0 ? others.length : at + (beside?.isAbove ? 0 : 1))
    setFocusedId(taskId)
  }
  useBoardDrop(box, board.id, drop)
  useBoardKeys(canWork)

  const nameOf = (listId: ListId) => board.lists.find(({ id }) => id === listId)?.name ?? ''
  const tell = (key: 'lifted' | 'moved' | 'dropped' | 'cancelled', to: Carry, task: TaskView) =>
    setSaid(t(`carry.${key}`, { title: task.title, list: nameOf(to.listId), place: to.index + 1 }))

  const putDown = (to: Carry, task: TaskView) => {
    const others = (lists.get(to.listId) ?? []).filter(({ id }) => id !== to.taskId)
    moveTask(board, task, to.listId, others, to.index)
    setCarry(null)
    tell('dropped', to, task)
    focus(task.id)
  }
  const onCarryKey = (event: KeyboardEvent, now: Carry, task: TaskView) => {
    const step = steps[event.key]
    if (step) {
      const next = stepCarry(lists, now, step)
      setCarry(next)
      tell('moved', next, task)
      focus(task.id)
    } else if (event.key === ' ' || event.key === 'Enter') putDown(now, task)
    else if (event.key === 'Escape' || event.key === 'Tab') {
      setCarry(null)
      tell('cancelled', now, task)
      focus(task.id)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const isBoard = event.target === box.current
    const id = isBoard ? activeId : ((event.target as HTMLElement).dataset.task as TaskId | undefined)
    const place = id ? placeOf(drawn, id) : null
    const task = id ? findTask(id) : null
    if (!place || !task) return
    if (carry && carried) return onCarryKey(event, carry, carried)
    const step = steps[event.key]
    if (step) focus(stepFocus(drawn, place, step))
    else if (event.key === 'Enter') panes.openTask(task.id)
    else if (event.key === ' ' && canWork) {
      setCarry(place)
      tell('lifted', place, task)
      focus(task.id)
    } else if (event.key === 'n' && canWork) setAdding(place.listId)
    else if (event.key === 'i' && canWork) {
      const me = myId()
      if (me) assign(board, task, me, !task.assigneeIds.includes(me))
    } else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the cards in it
    <div
      ref={box}
      tabIndex={-1}
      className="flex min-h-0 flex-1 items-stretch gap-3 overflow-x-auto bg-sunken p-3 outline-none"
      onKeyDown={onKeyDown}
      onPointerDown={() => carry && setCarry(null)}
      onFocus={(event) => {
        const id = (event.target as HTMLElement).dataset.task as TaskId | undefined
        if (id) setFocusedId(id)
      }}
    >
      {board.lists.map((list, index) => (
        <BoardList
          key={list.id}
          board={board}
          list={list}
          index={index}
          tasks={drawn.get(list.id) ?? []}
          isLoading={isLoading}
          canWork={canWork}
          activeId={activeId}
          openId={pane?.kind === 'task' ? pane.taskId : null}
          carriedId={carry?.taskId ?? null}
          isAdding={adding === list.id}
          onAdd={(isOn) => setAdding(isOn ? list.id : null)}
          onAdded={setFocusedId}
        />
      ))}
      {canWork && <AddList board={board} />}
      <div role="status" aria-live="assertive" className="sr-only">
        {said}
      </div>
    </div>
  )
}
