// A long list that holds its place: when older messages load above, when things grow, and at the bottom when it is there.
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { Row } from './rows.ts'
import { useStagedRows } from './staged-rows.ts'

export type ScrollerHandle = {
  toBottom: () => void
  /** Answers whether the row is there. */
  toRow: (key: string, align: 'center' | 'start' | 'nearest') => boolean
  focusRow: (key: string) => void
}

export type Place = { distanceToBottom: number; viewportSize: number; firstKey: string | null }

type MessageScrollerProps = {
  ref: Ref<ScrollerHandle>
  rows: Row[]
  label: string
  /** Where to be at first; the bottom without it. */
  startAt?: string | null
  /** Stay mounted out of view, so that the focus is not lost. */
  keptKeys: (string | null)[]
  hasNewer: boolean
  /** Few rows stand at the top, as in a thread; otherwise at the bottom, beside the composer. */
  isTopAligned?: boolean
  onNearTop?: () => void
  onNearBottom?: () => void
  onPlace?: (place: Place) => void
  onKeyDown?: (event: KeyboardEvent) => void
  children: (row: Row) => ReactNode
}

const nearPx = 900
const stuckPx = 12
/** Going to a row takes several steps, as what lies around it gets its size; nothing is loaded meanwhile. */
const settleMs = 350

export function MessageScroller(props: MessageScrollerProps) {
  const {
    ref,
    rows: wanted,
    label,
    startAt,
    keptKeys,
    hasNewer,
    isTopAligned,
    onNearTop,
    onNearBottom,
    onPlace,
    onKeyDown,
    children,
  } = props
  const { rows, isShift } = useStagedRows(wanted)
  const list = useRef<VirtualizerHandle>(null)
  const box = useRef<HTMLDivElement>(null)
  const isStuck = useRef(!startAt)
  const lastOffset = useRef(0)
  const settledAt = useRef(0)
  const latest = useRef({ rows, hasNewer })
  latest.current = { rows, hasNewer }

  const stick = () => {
    const last = latest.current.rows.length - 1
    if (isStuck.current && !latest.current.hasNewer && last >= 0)
      list.current?.scrollToIndex(last, { align: 'end' })
  }
  const report = () => {
    const handle = list.current
    if (!handle || handle.viewportSize === 0) return
    const distanceToBottom = handle.scrollSize - handle.viewportSize - handle.scrollOffset
    if (distanceToBottom <= stuckPx) isStuck.current = true
    // Only a move upwards lets go of the bottom: growing content never does.
    else if (handle.scrollOffset < lastOffset.current - 1) isStuck.current = false
    lastOffset.current = handle.scrollOffset
    if (performance.now() >= settledAt.current) {
      if (handle.scrollOffset < nearPx) onNearTop?.()
      if (distanceToBottom < nearPx) onNearBottom?.()
    }
    const first = latest.current.rows[handle.findItemIndex(handle.scrollOffset + 8)]
    onPlace?.({ distanceToBottom, viewportSize: handle.viewportSize, firstKey: first?.key ?? null })
  }

  const target = useRef<{ key: string; align: 'center' | 'start' | 'nearest' } | null>(null)
  const indexOf = (key: string) => latest.current.rows.findIndex((row) => row.key === key)
  // Before the list is measured a wish to scroll is lost, so it is repeated with every new size until it has settled.
  const seek = () => {
    if (!target.current || performance.now() >= settledAt.current) return stick()
    const index = indexOf(target.current.key)
    if (index >= 0) list.current?.scrollToIndex(index, { align: target.current.align })
  }
  const reportRef = useRef(report)
  reportRef.current = report
  const goToRow = (key: string, align: 'center' | 'start' | 'nearest') => {
    isStuck.current = false
    target.current = { key, align }
    settledAt.current = performance.now() + settleMs
    seek()
    requestAnimationFrame(seek)
    setTimeout(() => {
      target.current = null
      reportRef.current()
    }, settleMs + 10)
  }

  useImperativeHandle(ref, () => {
    return {
      toBottom: () => {
        isStuck.current = true
        stick()
      },
      toRow: (key, align) => {
        if (indexOf(key) < 0) return false
        goToRow(key, align)
        return true
      },
      focusRow: (key) => {
        const find = () => box.current?.querySelector<HTMLElement>(`[data-row="${key}"]`)
        const found = find()
        if (found) return found.focus()
        list.current?.scrollToIndex(indexOf(key), { align: 'nearest' })
        requestAnimationFrame(() => find()?.focus())
      },
    }
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the place to start at
  useLayoutEffect(() => {
    if (startAt) goToRow(startAt, 'center')
    else stick()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the rows change
  useLayoutEffect(stick, [rows])
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows may leave the window unfilled
  useEffect(() => {
    const frame = requestAnimationFrame(report)
    return () => cancelAnimationFrame(frame)
  }, [rows])

  const kept = rows.flatMap((row, index) => (keptKeys.includes(row.key) ? [index] : []))
  return (
    <div
      ref={box}
      role="log"
      // New messages are announced by LiveAnnouncer: rows that come and go while scrolling must not be.
      aria-live="off"
      aria-label={label}
      className="flex h-full flex-col overflow-y-auto overscroll-contain [overflow-anchor:none]"
      onKeyDown={onKeyDown}
      // A hand on the wheel outweighs a place that is still being sought.
      onWheel={() => {
        target.current = null
        settledAt.current = 0
      }}
    >
      {!isTopAligned && <div className="grow" />}
      <Virtualizer
        ref={list}
        scrollRef={box}
        data={rows}
        shift={isShift}
        bufferSize={600}
        keepMounted={kept}
        onScroll={report}
        onResize={() => {
          seek()
          report()
        }}
      >
        {(row) => <div key={row.key}>{children(row)}</div>}
      </Virtualizer>
    </div>
  )
}
