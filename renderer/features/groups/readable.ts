// A message as it is copied, read aloud or shown in a notice: with names where it has ids.
import { asPlain } from '../../../contract/lib/excerpt.ts'
import { withNames } from '../../../contract/lib/mentions.ts'
import { personName } from '../people/store.ts'
import { groupHandle } from './store.ts'

export const readable = (body: string): string => withNames(body, personName, groupHandle)

/** Without Markdown's signs, in one line. */
export const readableLine = (body: string): string => readable(asPlain(body))
