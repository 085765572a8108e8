// The edge between two panes, to be dragged or moved with the arrow keys. Double-click takes the usual width.
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { classes } from './classes.ts'

export type SplitterProps = {
  label: string
  /** Width in px of the pane it resizes. */
  value: number
  min: number
  max: number
  usual: number
  onChange: (value: number) => void
  /** On which side of the splitter the resized pane lies. */
  pane: 'before' | 'after'
  className?: string
}

export function Splitter({ label, value, min, max, usual, onChange, pane, className }: SplitterProps) {
  const start = useRef<{ x: number; value: number } | null>(null)
  const direction = pane === 'before' ? 1 : -1
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))))

  const grab = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, value }
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current) set(start.current.value + (event.clientX - start.current.x) * direction)
  }
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    set(value + step * direction)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null
      }}
      onDoubleClick={() => onChange(usual)}
      onKeyDown={press}
      className={classes(
        'relative z-10 -mx-[3px] w-[7px] shrink-0 cursor-col-resize touch-none',
        'after:absolute after:inset-y-0 after:left-[3px] after:w-px after:bg-line after:transition-colors',
        'hover:after:bg-accent focus-visible:outline-none focus-visible:after:left-[2px] focus-visible:after:w-[3px] focus-visible:after:bg-focus',
        className,
      )}
    />
  )
}
