// A list of actions behind a button. Put the button and a <Menu> into a <MenuTrigger>.
import { Check, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuSection as AriaMenuSection,
  MenuTrigger as AriaMenuTrigger,
  Header,
  Popover,
  type PopoverProps,
  Separator,
  SubmenuTrigger,
  Text,
} from 'react-aria-components'
import { classes } from './classes.ts'
import { Kbd } from './Kbd.tsx'
import { surface } from './Popover.tsx'

export const MenuTrigger = AriaMenuTrigger
/** Holds a MenuItem and the <Menu> that it opens. */
export const Submenu = SubmenuTrigger

export type MenuProps = Omit<AriaMenuProps<object>, 'className' | 'style' | 'aria-label'> & {
  /** For screen readers. */
  label: string
  placement?: PopoverProps['placement']
  className?: string
}

export function Menu({ label, placement, className, ...rest }: MenuProps) {
  return (
    <Popover
      {...(placement && { placement })}
      offset={4}
      className={classes(surface, 'min-w-48 max-w-80', className)}
    >
      <MenuList {...rest} label={label} />
    </Popover>
  )
}

/** The list alone, for a surface that is there already. */
export function MenuList({ label, ...rest }: Omit<MenuProps, 'placement' | 'className'>) {
  return (
    <AriaMenu {...rest} aria-label={label} className="max-h-[inherit] overflow-y-auto p-1 outline-none" />
  )
}

export type MenuItemProps = Omit<AriaMenuItemProps, 'className' | 'style' | 'children'> & {
  icon?: ReactNode
  description?: ReactNode
  shortcut?: string
  isDestructive?: boolean
  children: ReactNode
}

export function MenuItem({
  icon,
  description,
  shortcut,
  isDestructive,
  children,
  textValue,
  ...rest
}: MenuItemProps) {
  const text = textValue ?? (typeof children === 'string' ? children : undefined)
  return (
    <AriaMenuItem
      {...rest}
      {...(text !== undefined && { textValue: text })}
      className={classes(
        'flex min-h-7 items-center gap-2.5 rounded-sm px-2 py-1 text-base outline-none select-none data-disabled:opacity-45',
        isDestructive
          ? 'text-danger-ink data-focused:bg-danger-tint'
          : 'text-ink data-focused:bg-accent-tint data-open:bg-hover',
      )}
    >
      {({ selectionMode, isSelected, hasSubmenu }) => (
        <>
          {selectionMode !== 'none' && (
            <span className="flex w-4 justify-center text-accent-ink">
              {isSelected && <Check size={15} aria-hidden />}
            </span>
          )}
          {icon && (
            <span className={classes('flex w-4 shrink-0 justify-center', !isDestructive && 'text-ink-faint')}>
              {icon}
            </span>
          )}
          <span className="min-w-0 flex-1">
            <Text slot="label" className="block truncate">
              {children}
            </Text>
            {description && (
              <Text slot="description" className="block text-xs text-ink-faint">
                {description}
              </Text>
            )}
          </span>
          {shortcut && <Kbd keys={shortcut} className="ml-3" />}
          {hasSubmenu && <ChevronRight size={14} className="-mr-1 text-ink-faint" aria-hidden />}
        </>
      )}
    </AriaMenuItem>
  )
}

export function MenuSection({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <AriaMenuSection aria-label={title ?? ' '}>
      {title && <Header className="px-2 pt-1.5 pb-0.5 text-xs font-medium text-ink-faint">{title}</Header>}
      {children}
    </AriaMenuSection>
  )
}

export function MenuSeparator() {
  return <Separator className="-mx-1 my-1 h-px border-0 bg-line" />
}
