// A message as it is read aloud, copied or shown in a notice: with names where it has ids.
import { withNames } from '../../../contract/lib/mentions.ts'
import { personName } from '../people/store.ts'
import { groupHandle } from './store.ts'

export const readable = (body: string): string => withNames(body, personName, groupHandle)
