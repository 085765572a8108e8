// Present, away, gone. Told apart by form as well as colour: a disc, a crescent, a ring.
import { classes } from './classes.ts'

export type DotPresence = 'active' | 'away' | 'offline'

export type PresenceDotProps = {
  presence: DotPresence
  size?: number
  /** A rim in the colour of the ground (`--dot-ground`, else the canvas), for a dot that lies on a picture. */
  hasRing?: boolean
  /** Words for a screen reader; without them the dot is decoration. */
  label?: string
  className?: string
}

export function PresenceDot({ presence, size = 10, hasRing, label, className }: PresenceDotProps) {
  return (
    <svg
      viewBox="0 0 12 12"
      width={size}
      height={size}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={classes('shrink-0', className)}
    >
      {hasRing && <circle cx="6" cy="6" r="6" fill="var(--dot-ground, var(--color-canvas))" />}
      {presence === 'active' && <circle cx="6" cy="6" r="4" fill="var(--color-good)" />}
      {presence === 'away' && (
        <path d="M7.2 2.2A4 4 0 1 0 9.8 7.4 3.6 3.6 0 0 1 7.2 2.2Z" fill="var(--color-away)" />
      )}
      {presence === 'offline' && (
        <circle cx="6" cy="6" r="3.25" fill="none" stroke="var(--color-ink-faint)" strokeWidth="1.5" />
      )}
    </svg>
  )
}
