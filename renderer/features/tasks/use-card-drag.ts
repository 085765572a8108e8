// Dragging cards with the mouse: the browser's own drag and drop through a kept library, so that the picture under the
// pointer costs no frame of ours. Only the card under the pointer is drawn anew.

import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import {
  attachClosestEdge,
  type Edge,
  extractClosestEdge,
} from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { type RefObject, useEffect, useState } from 'react'
import type { BoardId, ListId, TaskId } from '../../../contract/ids.ts'

type Dragged = { kind: 'task'; taskId: TaskId; boardId: BoardId }
type OverCard = { over: 'card'; taskId: TaskId; listId: ListId }
type OverList = { over: 'list'; listId: ListId }

const asDragged = (data: Record<string | symbol, unknown>) =>
  data.kind === 'task' ? (data as unknown as Dragged) : null

/** A card that can be dragged, and over which others can be dropped. */
export function useCardDrag(
  card: RefObject<HTMLElement | null>,
  boardId: BoardId,
  taskId: TaskId,
  listId: ListId,
  isEnabled: boolean,
) {
  const [isDragged, setIsDragged] = useState(false)
  const [edge, setEdge] = useState<Edge | null>(null)
  useEffect(() => {
    const element = card.current
    if (!element || !isEnabled) return
    return combine(
      draggable({
        element,
        getInitialData: () => ({ kind: 'task', taskId, boardId }) satisfies Dragged,
        onDragStart: () => setIsDragged(true),
        onDrop: () => setIsDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => asDragged(source.data)?.boardId === boardId,
        getData: ({ input }) =>
          attachClosestEdge({ over: 'card', taskId, listId } satisfies OverCard, {
            input,
            element,
            allowedEdges: ['top', 'bottom'],
          }),
        getIsSticky: () => true,
        onDrag: ({ self, source }) =>
          setEdge(asDragged(source.data)?.taskId === taskId ? null : extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [card, boardId, taskId, listId, isEnabled])
  return { isDragged, edge }
}

/** A list that scrolls while a card is held near its ends, and takes one below its last. */
export function useListDrop(
  list: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  boardId: BoardId,
  listId: ListId,
) {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const [element, scrolled] = [list.current, scroller.current]
    if (!element || !scrolled) return
    return combine(
      dropTargetForElements({
        element,
        canDrop: ({ source }) => asDragged(source.data)?.boardId === boardId,
        getData: () => ({ over: 'list', listId }) satisfies OverList,
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop: () => setIsOver(false),
      }),
      autoScrollForElements({
        element: scrolled,
        canScroll: ({ source }) => asDragged(source.data) !== null,
      }),
    )
  }, [list, scroller, boardId, listId])
  return isOver
}

/** `beside` null: below the last one. */
export type Drop = { taskId: TaskId; listId: ListId; beside: { taskId: TaskId; isAbove: boolean } | null }

/** Tells where a card of the board was dropped; scrolls the board while one is held near its sides. */
export function useBoardDrop(
  board: RefObject<HTMLElement | null>,
  boardId: BoardId,
  onDrop: RefObject<(drop: Drop) => void>,
): void {
  useEffect(() => {
    const element = board.current
    if (!element) return
    return combine(
      autoScrollForElements({ element, canScroll: ({ source }) => asDragged(source.data) !== null }),
      monitorForElements({
        canMonitor: ({ source }) => asDragged(source.data)?.boardId === boardId,
        onDrop: ({ source, location }) => {
          const dragged = asDragged(source.data)
          const [target] = location.current.dropTargets
          if (!dragged || !target) return
          const data = target.data as unknown as OverCard | OverList
          const beside =
            data.over === 'card'
              ? { taskId: data.taskId, isAbove: extractClosestEdge(target.data) === 'top' }
              : null
          if (beside?.taskId === dragged.taskId) return
          onDrop.current({ taskId: dragged.taskId, listId: data.listId, beside })
        },
      }),
    )
  }, [board, boardId, onDrop])
}
