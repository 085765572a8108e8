// What every field has: a label, a hint, and the reason when it is wrong.
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { classes } from './classes.ts'

export type FieldProps = {
  label: string
  /** The label for screen readers only. */
  hideLabel?: boolean | undefined
  /** Shown after the label, such as "optional". */
  note?: ReactNode
  description?: ReactNode
  /** What is wrong with it; also marks the field invalid. */
  error?: string | null | undefined
}

/** The look of a box to type in; goes on the element that has the border. */
export const fieldBox = classes(
  'rounded-md border border-line-strong/60 bg-canvas text-ink transition-colors',
  'data-hovered:border-line-strong data-focus-within:border-accent data-focused:border-accent',
  'data-invalid:border-danger data-disabled:opacity-55',
)

export function FieldLabel({ label, hideLabel, note }: Pick<FieldProps, 'label' | 'hideLabel' | 'note'>) {
  return (
    <Label className={hideLabel ? 'sr-only' : 'flex items-baseline gap-1.5 text-sm font-medium text-ink'}>
      {label}
      {note && <span className="text-xs font-normal text-ink-faint">{note}</span>}
    </Label>
  )
}

export function FieldNotes({ description, error }: Pick<FieldProps, 'description' | 'error'>) {
  return (
    <>
      {description && !error && (
        <Text slot="description" className="text-xs text-ink-faint">
          {description}
        </Text>
      )}
      <FieldError className="flex items-start gap-1 text-xs text-danger-ink">
        {({ validationErrors }) => (
          <>
            <CircleAlert size={12} className="mt-0.5 shrink-0" aria-hidden />
            <span>{error || validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  )
}
