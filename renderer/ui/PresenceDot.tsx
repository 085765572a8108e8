// Present, away, gone, told apart by form as well as colour: a disc, a crescent, a ring. With a bar across it: not to be
// disturbed.
import { classes } from './classes.ts'

export type DotPresence = 'active' | 'away' | 'offline'

export type PresenceDotProps = {
  presence: DotPresence
  size?: number
  /** Not to be disturbed. */
  isQuiet?: boolean | undefined
  /** A rim in the colour of the ground (`--dot-ground`, else the canvas), for a dot that lies on a picture. */
  hasRing?: boolean
  /** Words for a screen reader; without them the dot is decoration. */
  label?: string
  className?: string
}

export function PresenceDot({ presence, size = 10, isQuiet, hasRing, label, className }: PresenceDotProps) {
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
      {isQuiet ? <QuietDot isThere={presence !== 'offline'} /> : <PlainDot presence={presence} />}
    </svg>
  )
}

function PlainDot({ presence }: { presence: DotPresence }) {
  if (presence === 'active') return <circle cx="6" cy="6" r="4" fill="var(--color-good)" />
  if (presence === 'away')
    return <path d="M7.2 2.2A4 4 0 1 0 9.8 7.4 3.6 3.6 0 0 1 7.2 2.2Z" fill="var(--color-away)" />
  return <circle cx="6" cy="6" r="3.25" fill="none" stroke="var(--color-ink-faint)" strokeWidth="1.5" />
}

function QuietDot({ isThere }: { isThere: boolean }) {
  return (
    <>
      <circle cx="6" cy="6" r="4.5" fill={isThere ? 'var(--color-danger)' : 'var(--color-ink-faint)'} />
      <rect x="3.5" y="5.2" width="5" height="1.6" rx="0.8" fill="var(--color-canvas)" />
    </>
  )
}
