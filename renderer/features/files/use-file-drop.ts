// A place onto which files can be dragged: whether some are over it now, and what was let go.
import { type DragEvent, useRef, useState } from 'react'
import { carriesFiles } from './composer/clipboard-files.ts'

export type FileDrop = {
  /** Spread over the place. */
  handlers: Record<'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>
  isOver: boolean
}

type Wishes = { isDisabled?: boolean; onDrop: (data: DataTransfer) => void }

export function useFileDrop({ isDisabled = false, onDrop }: Wishes): FileDrop {
  // Entering a child is told before leaving its parent: only the count says whether one is still inside.
  const depth = useRef(0)
  const [isOver, setIsOver] = useState(false)
  const leave = () => {
    depth.current = 0
    setIsOver(false)
  }
  const enter = () => {
    depth.current += 1
    setIsOver(true)
  }
  const accepts = (event: DragEvent) => !isDisabled && carriesFiles(event.dataTransfer)
  return {
    handlers: {
      onDragEnter: (event) => {
        if (!accepts(event)) return
        event.preventDefault()
        enter()
      },
      onDragOver: (event) => {
        if (!accepts(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        // The place takes files only since they came over it, such as a thread that was still loading.
        if (depth.current === 0) enter()
      },
      onDragLeave: (event) => {
        if (!accepts(event)) return
        depth.current -= 1
        if (depth.current <= 0) leave()
      },
      onDrop: (event) => {
        if (!accepts(event)) return
        event.preventDefault()
        leave()
        onDrop(event.dataTransfer)
      },
    },
    isOver,
  }
}
