// The words of a draft in one line, with people's names.
import { readable } from '../groups/readable.ts'

export const plainText = (body: string): string => readable(body).replace(/\s+/g, ' ').trim()
