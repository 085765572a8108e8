// A key combination as little key caps.
import { classes } from './classes.ts'
import { keyNames } from './keys.ts'

export type KbdProps = {
  /** Such as 'Mod+K'. */
  keys: string
  /** `inverse` on a dark ground such as a tooltip. */
  tone?: 'plain' | 'inverse'
  className?: string
}

export function Kbd({ keys, tone = 'plain', className }: KbdProps) {
  return (
    <span className={classes('inline-flex items-center gap-0.5 whitespace-nowrap', className)}>
      {keyNames(keys).map((name) => (
        <kbd
          key={name}
          className={classes(
            'inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-xs px-1 font-sans text-2xs',
            tone === 'plain' ? 'border border-line bg-sunken text-ink-soft' : 'bg-white/15 text-current',
          )}
        >
          {name}
        </kbd>
      ))}
    </span>
  )
}
