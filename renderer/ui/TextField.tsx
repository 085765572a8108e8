// One line of text.
import type { ReactNode, Ref } from 'react'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Group,
  Input,
} from 'react-aria-components'
import { classes } from './classes.ts'
import { FieldLabel, FieldNotes, type FieldProps, fieldBox } from './Field.tsx'

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> &
  FieldProps & {
    placeholder?: string
    size?: 'md' | 'lg'
    /** Inside the box, before and after what is typed. */
    prefix?: ReactNode
    suffix?: ReactNode
    className?: string
    inputClassName?: string
    inputRef?: Ref<HTMLInputElement>
  }

export function TextField(props: TextFieldProps) {
  const { label, hideLabel, note, description, error, placeholder, size = 'md', prefix, suffix } = props
  const { className, inputClassName, inputRef, ...rest } = withoutFieldProps(props)
  return (
    <AriaTextField
      validationBehavior="aria"
      {...rest}
      isInvalid={Boolean(error) || (rest.isInvalid ?? false)}
      className={classes('flex min-w-0 flex-col gap-1', className)}
    >
      <FieldLabel label={label} hideLabel={hideLabel} note={note} />
      <Group
        isInvalid={Boolean(error)}
        isDisabled={rest.isDisabled ?? false}
        className={classes(
          'flex items-center',
          size === 'lg' ? 'h-10 text-md' : 'h-8 text-base',
          fieldBox,
          ring,
        )}
      >
        {prefix && <span className="flex shrink-0 items-center pl-2.5 text-ink-faint">{prefix}</span>}
        <Input
          ref={inputRef}
          placeholder={placeholder}
          className={classes('h-full min-w-0 flex-1 bg-transparent px-2.5 outline-none', inputClassName)}
        />
        {suffix && <span className="flex shrink-0 items-center pr-1">{suffix}</span>}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}

/** The box shows the ring, as the input inside has no edge of its own. */
export const ring =
  'data-focus-within:outline-2 data-focus-within:-outline-offset-1 data-focus-within:outline-focus has-[button:focus-visible]:outline-none'

function withoutFieldProps(props: TextFieldProps) {
  const { label, hideLabel, note, description, error, placeholder, size, prefix, suffix, ...rest } = props
  return rest
}
