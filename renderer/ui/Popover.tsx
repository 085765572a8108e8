// A small surface beside what opened it. `Surface` is its look, shared by menus and lists.
import type { ReactElement, ReactNode, RefObject } from 'react'
import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  Dialog,
  DialogTrigger,
} from 'react-aria-components'
import { classes } from './classes.ts'

export const surface =
  'rounded-lg bg-raised shadow-float outline-none data-entering:animate-pop-in data-exiting:animate-fade-out'

export type PopoverProps = {
  /** A react-aria Button that opens it. Without one, give `triggerRef`, `isOpen` and `onOpenChange`. */
  trigger?: ReactElement
  triggerRef?: RefObject<Element | null>
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** For screen readers. */
  label: string
  placement?: AriaPopoverProps['placement']
  offset?: number
  isNonModal?: boolean
  className?: string
  children: ReactNode | ((close: () => void) => ReactNode)
}

export function Popover(props: PopoverProps) {
  const {
    trigger,
    triggerRef,
    isOpen,
    onOpenChange,
    label,
    placement = 'bottom start',
    offset = 6,
    isNonModal,
    className,
    children,
  } = props
  const open = { ...(isOpen !== undefined && { isOpen }), ...(onOpenChange && { onOpenChange }) }
  const body = (
    <AriaPopover
      placement={placement}
      offset={offset}
      isNonModal={isNonModal ?? false}
      {...(triggerRef && { triggerRef })}
      {...(!trigger && open)}
      className={classes(surface, 'max-w-[calc(100vw-1rem)]', className)}
    >
      <Dialog aria-label={label} className="max-h-[inherit] overflow-y-auto rounded-[inherit] outline-none">
        {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
      </Dialog>
    </AriaPopover>
  )
  if (!trigger) return body
  return (
    <DialogTrigger {...open}>
      {trigger}
      {body}
    </DialogTrigger>
  )
}
