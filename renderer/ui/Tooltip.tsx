// A short name that appears beside what is pointed at or focused.
import type { ReactElement, ReactNode } from 'react'
import {
  Tooltip as AriaTooltip,
  type TooltipProps as AriaTooltipProps,
  TooltipTrigger,
} from 'react-aria-components'
import { Kbd } from './Kbd.tsx'

export type TooltipProps = {
  content: ReactNode
  /** Such as 'Mod+K'; drawn after the words. */
  shortcut?: string | undefined
  placement?: AriaTooltipProps['placement'] | undefined
  delay?: number
  isDisabled?: boolean
  /** One react-aria Button or anything wrapped in react-aria's Focusable. */
  children: ReactElement
}

export function Tooltip({
  content,
  shortcut,
  placement = 'top',
  delay = 450,
  isDisabled,
  children,
}: TooltipProps) {
  return (
    <TooltipTrigger delay={delay} closeDelay={60} isDisabled={isDisabled ?? false}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="z-50 flex max-w-72 items-center gap-2 rounded-sm bg-[light-dark(oklch(0.27_0.015_225),oklch(0.36_0.014_225))] px-2 py-1 text-xs text-[oklch(0.96_0.004_215)] data-entering:animate-fade-in"
      >
        <span className="min-w-0 break-words">{content}</span>
        {shortcut && <Kbd keys={shortcut} tone="inverse" />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
