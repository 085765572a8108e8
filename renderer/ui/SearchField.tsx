// A box to look for something; Escape empties it.
import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Button,
  Group,
  Input,
  Label,
} from 'react-aria-components'
import { classes } from './classes.ts'
import { fieldBox } from './Field.tsx'
import { ring } from './TextField.tsx'

export type SearchFieldProps = Omit<AriaSearchFieldProps, 'className' | 'style' | 'children'> & {
  /** For screen readers; the magnifying glass says it to the others. */
  label: string
  placeholder?: string
  className?: string
  inputRef?: Ref<HTMLInputElement>
}

export function SearchField({ label, placeholder, className, inputRef, ...rest }: SearchFieldProps) {
  return (
    <AriaSearchField {...rest} className={classes('group min-w-0', className)}>
      <Label className="sr-only">{label}</Label>
      <Group className={classes('flex h-8 items-center text-base', fieldBox, ring)}>
        <Search size={15} className="ml-2.5 shrink-0 text-ink-faint" aria-hidden />
        <Input
          ref={inputRef}
          placeholder={placeholder ?? label}
          className="h-full min-w-0 flex-1 bg-transparent px-2 outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <Button className="mr-1 flex size-6 items-center justify-center rounded-sm text-ink-faint group-data-empty:invisible data-hovered:bg-hover data-hovered:text-ink">
          <X size={14} aria-hidden />
        </Button>
      </Group>
    </AriaSearchField>
  )
}
