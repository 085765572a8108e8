// Finding channels by part of their name or topic.
import type { OutputOf, ParsedInputOf } from '../../../contract/commands.ts'
import { ChannelId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand } from '../../core/errors.ts'
import { browseRows, type ChannelRow } from './db.ts'
import { canBrowseChannels } from './policy.ts'
import { presentChannel } from './present.ts'

const idLength = 36

/** Where the next page begins: the last channel's id, then its name. */
const placeAfter = ({ id, name }: ChannelRow) => `${id}${name}`

function parsePlace(after: string | null) {
  if (after === null) return null
  const id = ChannelId.safeParse(after.slice(0, idLength))
  if (!id.success)
    throw new AppError('invalid_input', 'after: is not the `next` of a page before.', { field: 'after' })
  return { id: id.data, name: withoutNul(after.slice(idLength)) }
}

/** Postgres text can't hold it, so no name or topic does. */
const withoutNul = (text: string) => text.replaceAll('\0', '')
/** % and _ stand for themselves (PostgreSQL, LIKE). */
const asPattern = (query: string) =>
  `%${withoutNul(query)
    .normalize('NFC')
    .trim()
    .replace(/^#/, '')
    .replace(/[\\%_]/g, '\\$&')}%`

/** A page of public channels and the actor's private ones, by name. Throws forbidden for guests. */
export async function browseChannels(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'channels.browse'>,
): Promise<OutputOf<'channels.browse'>> {
  demand(canBrowseChannels(actor))
  const { query, channelId = null, includeArchived, after, limit } = input
  const found = await browseRows(context.db, actor.personId, {
    pattern: asPattern(query),
    channelId,
    includeArchived,
    after: parsePlace(after),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    channels: page.map((row) => ({
      channel: presentChannel(row, null),
      memberCount: row.memberCount,
      isMember: row.isMember,
    })),
    next: last && found.length > limit ? placeAfter(last) : null,
  }
}
