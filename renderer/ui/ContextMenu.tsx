// The menu of the right mouse button (and of Shift+F10 and the menu key), at the pointer.
import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { Popover } from 'react-aria-components'
import { classes } from './classes.ts'
import { MenuList } from './Menu.tsx'
import { surface } from './Popover.tsx'

export type ContextMenuProps = {
  label: string
  /** MenuItems; a function is called only when the menu opens. */
  menu: ReactNode | (() => ReactNode)
  onAction?: (key: string) => void
  isDisabled?: boolean
  className?: string
  children: ReactNode
}

export function ContextMenu({ label, menu, onAction, isDisabled, className, children }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  const [point, setPoint] = useState<{ x: number; y: number } | null>(null)

  const open = (event: MouseEvent<HTMLDivElement>) => {
    // Selected text and links keep the browser's own menu: copying must stay possible.
    if (isDisabled || event.defaultPrevented || String(window.getSelection()) !== '') return
    if (event.target instanceof Element && event.target.closest('a[href^="http"], img, input, textarea'))
      return
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    // The keyboard's menu key gives no point.
    const isByKeyboard = event.clientX === 0 && event.clientY === 0
    setPoint({
      x: isByKeyboard ? 24 : event.clientX - box.left,
      y: isByKeyboard ? box.height / 2 : event.clientY - box.top,
    })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same actions are reachable by buttons; this is the second way
    <div className={classes('relative', className)} onContextMenu={open}>
      {children}
      {point && (
        <>
          <span
            ref={anchor}
            className="pointer-events-none absolute size-0"
            style={{ left: point.x, top: point.y }}
          />
          <Popover
            triggerRef={anchor}
            isOpen
            onOpenChange={(isOpen) => !isOpen && setPoint(null)}
            placement="bottom start"
            offset={2}
            className={classes(surface, 'min-w-48')}
          >
            <MenuList
              label={label}
              autoFocus="first"
              onClose={() => setPoint(null)}
              onAction={(key) => {
                setPoint(null)
                onAction?.(String(key))
              }}
            >
              {typeof menu === 'function' ? menu() : menu}
            </MenuList>
          </Popover>
        </>
      )}
    </div>
  )
}
