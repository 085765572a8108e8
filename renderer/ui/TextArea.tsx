// Several lines of text; grows with what is typed.
import type { Ref } from 'react'
import { TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components'
import { classes } from './classes.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldBox } from './Field.tsx'

export type TextAreaProps = Omit<TextFieldProps, 'className' | 'style' | 'children'> &
  FieldProps & {
    placeholder?: string
    /** The lines it starts with. */
    rows?: number
    className?: string
    inputRef?: Ref<HTMLTextAreaElement>
  }

export function TextArea(props: TextAreaProps) {
  const {
    label,
    hideLabel,
    note,
    description,
    error,
    placeholder,
    rows = 3,
    className,
    inputRef,
    ...rest
  } = props
  return (
    <TextField
      validationBehavior="aria"
      {...rest}
      isInvalid={Boolean(error) || (rest.isInvalid ?? false)}
      className={classes('flex min-w-0 flex-col gap-1', className)}
    >
      <FieldLabel label={label} hideLabel={hideLabel} note={note} />
      <AriaTextArea
        ref={inputRef}
        rows={rows}
        placeholder={placeholder}
        className={classes(
          'field-sizing-content max-h-60 min-h-16 resize-none px-2.5 py-1.5 text-base',
          fieldBox,
        )}
      />
      <FieldNotes description={description} error={error} />
    </TextField>
  )
}
