// Where a page of results ended: opaque to the client, and never a number of rows, so that nothing shifts meanwhile.
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import type { Place } from './find-db.ts'

const id = z.uuid()
const Cursor = z.discriminatedUnion('by', [
  z.object({ by: z.literal('time'), at: z.number().int(), id }),
  // `asOf`: what came later is not ranked, so that no page repeats what another has shown.
  z.object({ by: z.literal('relevance'), asOf: z.number().int(), score: z.number(), id }),
])
type Cursor = z.infer<typeof Cursor>
export type RankPlace = { asOf: Date; score: number; id: string }

const write = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

export const timeCursor = ({ at, id }: Place): string => write({ by: 'time', at: at.getTime(), id })
export const rankCursor = ({ asOf, score, id }: RankPlace): string =>
  write({ by: 'relevance', asOf: asOf.getTime(), score, id })

const maxTime = 8.64e15

function read(after: string): Cursor | null {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(after, 'base64url').toString()))
    return Math.abs(cursor.by === 'time' ? cursor.at : cursor.asOf) <= maxTime ? cursor : null
  } catch {
    return null
  }
}

/** Throws invalid_input for what was no `next` of the same sorting. */
export function readCursor(after: string | null, sort: 'time' | 'relevance') {
  if (after === null) return { below: null, rank: null }
  const cursor = read(after)
  if (cursor?.by !== sort)
    throw new AppError('invalid_input', 'after: is not the `next` of a page before.', { field: 'after' })
  return cursor.by === 'time'
    ? { below: { at: new Date(cursor.at), id: cursor.id }, rank: null }
    : { below: null, rank: { asOf: new Date(cursor.asOf), score: cursor.score, id: cursor.id } }
}
