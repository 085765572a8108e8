// The grey shape of something that is coming.
import { classes } from './classes.ts'

export type SkeletonProps = { className?: string /** Any CSS width. */; width?: string; height?: string }

export function Skeleton({ className, width, height }: SkeletonProps) {
  return (
    <span
      aria-hidden
      className={classes('block h-3.5 animate-shimmer rounded-sm bg-pressed', className)}
      style={{ ...(width && { width }), ...(height && { height }) }}
    />
  )
}

export type SkeletonRowsProps = {
  rows?: number
  hasAvatar?: boolean /** For screen readers. */
  label: string
  className?: string
}

/** Rows as a list of people or messages has them; each a little different, as the real ones are. */
export function SkeletonRows({ rows = 5, hasAvatar = true, label, className }: SkeletonRowsProps) {
  return (
    <div role="status" aria-label={label} className={classes('flex flex-col gap-4', className)}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else, and never move
        <div key={row} className="flex items-start gap-3">
          {hasAvatar && <Skeleton className="size-9 shrink-0 rounded-lg" height="2.25rem" />}
          <div className="flex flex-1 flex-col gap-2 pt-0.5">
            <Skeleton width={`${7 + ((row * 5) % 4)}rem`} />
            <Skeleton width={`${52 + ((row * 37) % 41)}%`} />
          </div>
        </div>
      ))}
    </div>
  )
}
