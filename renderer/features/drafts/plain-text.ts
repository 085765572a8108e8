// The words of a draft in one line, with people's names.
import { withNames } from '../../../contract/lib/mentions.ts'
import { personName } from '../people/store.ts'

export const plainText = (body: string): string => withNames(body, personName).replace(/\s+/g, ' ').trim()
