// A round button of the control bar, with a menu of its own beside it where there is one.
import { ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { classes } from '../../../ui/classes.ts'
import { ariaKeys } from '../../../ui/keys.ts'
import { Popover } from '../../../ui/Popover.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'

type ControlButtonProps = {
  label: string
  icon: ReactNode
  onPress: () => void
  shortcut?: string
  /** off: muted, no camera. on: a hand up, a screen shared. leave: the red one. */
  tone?: 'plain' | 'off' | 'on' | 'leave'
  isPressed?: boolean
  isDisabled?: boolean
  /** A number at the corner. */
  count?: number
  /** A dot that calls for a look. */
  hasNews?: boolean
  className?: string
}

const tones = {
  plain: 'bg-control text-ink data-hovered:bg-control-strong',
  off: 'bg-danger-tint text-danger-ink data-hovered:brightness-115',
  on: 'bg-accent text-on-accent data-hovered:bg-accent-strong',
  leave: 'bg-hang-up text-on-hang-up data-hovered:brightness-110',
}

export function ControlButton(props: ControlButtonProps) {
  const { label, icon, onPress, shortcut, tone = 'plain', isPressed, isDisabled, count, hasNews } = props
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <Button
        aria-label={count === undefined ? label : `${label} (${count})`}
        onPress={onPress}
        isDisabled={isDisabled ?? false}
        {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
        {...(shortcut && { 'aria-keyshortcuts': ariaKeys(shortcut) })}
        className={classes(
          'relative flex h-11 shrink-0 items-center justify-center rounded-xl transition-[background-color,filter] data-disabled:opacity-40',
          tone === 'leave' ? 'w-14' : 'w-11',
          tones[tone],
          props.className,
        )}
      >
        {icon}
        {count !== undefined && count > 0 && (
          // Drawn by the style: the name says it already.
          <span
            aria-hidden
            data-count={count}
            className={classes(
              'absolute -top-1 -right-1 flex h-4.5 min-w-4.5 items-center justify-center rounded-full px-1 text-2xs font-semibold tabular-nums after:content-[attr(data-count)]',
              hasNews ? 'bg-mention text-on-mention' : 'bg-ink text-stage',
            )}
          />
        )}
        {hasNews && count === undefined && (
          <span aria-hidden className="absolute -top-0.5 -right-0.5 size-2.5 rounded-full bg-mention" />
        )}
      </Button>
    </Tooltip>
  )
}

type WithMenuProps = {
  menuLabel: string
  menu: ReactNode | ((close: () => void) => ReactNode)
  children: ReactNode
}

/** The button and a small one that opens what belongs to it. */
export function WithMenu({ menuLabel, menu, children }: WithMenuProps) {
  return (
    <div className="flex shrink-0 items-stretch rounded-xl bg-stage [&>button:first-child]:rounded-e-none">
      {children}
      <DialogTrigger>
        <Tooltip content={menuLabel}>
          <Button
            aria-label={menuLabel}
            className="flex h-11 w-6 items-center justify-center rounded-e-xl border-s border-stage bg-control text-ink-soft transition-colors data-hovered:bg-control-strong data-hovered:text-ink"
          >
            <ChevronUp size={14} aria-hidden />
          </Button>
        </Tooltip>
        <MenuSurface label={menuLabel}>{menu}</MenuSurface>
      </DialogTrigger>
    </div>
  )
}

function MenuSurface({ label, children }: { label: string; children: WithMenuProps['menu'] }) {
  return (
    <Popover label={label} placement="top start">
      {children}
    </Popover>
  )
}
