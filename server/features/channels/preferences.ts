// What a person sets for themselves: muted, favourite, closed, filed; and the list of their sidebar sections.

import type { ChannelPreference, SectionView } from '../../../contract/channels.ts'
import type { ParsedInputOf } from '../../../contract/commands.ts'
import { userStream } from '../../../contract/events.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { notFound } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import {
  type ChannelRow,
  holdSections,
  listPlaces,
  lockMembership,
  type MembershipRow,
  savePreference,
  saveSectionRows,
  unfileFromOthers,
} from './db.ts'
import { presentPreference } from './present.ts'

type Change = Omit<ParsedInputOf<'channels.setPreference'>, 'channelId'>

/** Only conversations are closed: a channel one does not want is left. */
function closedPositionAfter(
  { kind, lastPosition }: ChannelRow,
  before: number | null,
  isClosed: boolean | undefined,
) {
  if (isClosed === undefined || kind === 'public' || kind === 'private') return before
  if (!isClosed) return null
  return lastPosition
}

function applyChange(
  channel: ChannelRow,
  membership: MembershipRow,
  change: Change,
  sections: SectionView[],
): MembershipRow {
  const { isMuted = membership.isMuted, isFavourite = membership.isFavourite } = change
  const wanted = change.sectionId === undefined ? membership.sectionId : change.sectionId
  const sectionId = sections.some(({ id }) => id === wanted) ? wanted : null
  const closedPosition = closedPositionAfter(channel, membership.closedPosition, change.isClosed)
  const notifyLevel = change.notifyLevel === undefined ? membership.notifyLevel : change.notifyLevel
  return { ...membership, isMuted, isFavourite, sectionId, closedPosition, notifyLevel }
}

/**
 * Sets what was given for an own channel; what is so already changes nothing. A section that is not in the own list
 * files the channel in the usual place. Throws not_found when the actor is not in the channel.
 */
export async function setPreference(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'channels.setPreference'>,
): Promise<ChannelPreference> {
  const { channelId, ...change } = input
  return inTransaction(context, actor.personId, async (tx, record) => {
    const sections = await holdSections(tx, actor.personId)
    const place = await lockMembership(tx, channelId, actor.personId)
    if (!place) throw notFound('channel')
    const membership = applyChange(place.channel, place.membership, change, sections)
    const preference = presentPreference(place.channel, membership)
    const before = presentPreference(place.channel, place.membership)
    if (JSON.stringify(preference) === JSON.stringify(before)) return preference
    await savePreference(tx, channelId, membership)
    record(userStream(actor.personId), { type: 'preference.changed', preference }, channelId)
    return preference
  })
}

/** Replaces the own list of sections. Channels filed in one that is gone come back to the usual place. */
export async function saveSections(
  context: Context,
  actor: Actor,
  wanted: SectionView[],
): Promise<SectionView[]> {
  const sections = [...new Map(wanted.map((section) => [section.id, section])).values()]
  const stream = userStream(actor.personId)
  return inTransaction(context, actor.personId, async (tx, record) => {
    const before = await holdSections(tx, actor.personId)
    if (JSON.stringify(before.map(({ id, name }) => ({ id, name }))) === JSON.stringify(sections))
      return sections
    await saveSectionRows(tx, actor.personId, sections)
    record(stream, { type: 'sections.changed', sections })
    const unfiled = await unfileFromOthers(
      tx,
      actor.personId,
      sections.map(({ id }) => id),
    )
    for (const { channel, membership } of await listPlaces(tx, actor.personId, unfiled)) {
      record(
        stream,
        { type: 'preference.changed', preference: presentPreference(channel, membership) },
        channel.id,
      )
    }
    return sections
  })
}
