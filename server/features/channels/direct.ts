// Direct and group conversations: the same people always meet in the same one.
import type { JoinedChannel } from '../../../contract/channels.ts'
import { userStream } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import type { Transaction } from '../../core/db.ts'
import { demand } from '../../core/errors.ts'
import { inTransaction, type Record } from '../../journal/journal.ts'
import { type ChannelRow, findAcquainted, findChannelByKey, lockMembership, savePreference } from './db.ts'
import { loadJoinedChannel } from './load.ts'
import { demandAddable } from './manage.ts'
import { addMembers, insertChannel } from './members.ts'
import { canOpenDirect } from './policy.ts'
import { presentPreference } from './present.ts'

/** Answers the actor's conversation, opened again when it was closed. */
async function reopen(context: Context, tx: Transaction, record: Record, actor: Actor, row: ChannelRow) {
  const place = await lockMembership(tx, row.id, actor.personId)
  if (place && presentPreference(place.channel, place.membership).isClosed) {
    const membership = { ...place.membership, closedPosition: null }
    await savePreference(tx, row.id, membership)
    const preference = presentPreference(place.channel, membership)
    record(userStream(actor.personId), { type: 'preference.changed', preference }, row.id)
  }
  return loadJoinedChannel(context, actor, row.id, tx)
}

async function demandAcquainted(tx: Transaction, actor: Actor, others: PersonId[]): Promise<void> {
  const acquainted = await findAcquainted(tx, actor.personId, others)
  demand(canOpenDirect(actor, acquainted.length === others.length))
}

/**
 * The conversation of exactly these people and the actor; of nobody else: notes to oneself. It is made when there is
 * none, and those who left a group come back into it. The others see a new one once somebody writes. Throws forbidden
 * (a guest and strangers, somebody deactivated) and not_found (a person).
 */
export async function openDirect(
  context: Context,
  actor: Actor,
  personIds: PersonId[],
): Promise<JoinedChannel> {
  const me = actor.personId
  const others = [...new Set(personIds)].filter((id) => id !== me)
  const people = [me, ...others].sort()
  const directKey = people.join(',')
  const kind = people.length > 2 ? 'group' : 'direct'
  return inTransaction(context, me, async (tx, record) => {
    const known = await findChannelByKey(tx, directKey)
    if (known?.memberCount === people.length) return reopen(context, tx, record, actor, known)
    if (!known) await demandAddable(tx, others)
    await demandAcquainted(tx, actor, others)
    const wanted = { kind, directKey, createdById: me, memberIds: others, closedFor: others } as const
    const made = known ? null : await insertChannel(tx, record, wanted)
    if (made) return loadJoinedChannel(context, actor, made.id, tx)
    // Somebody else made it in this very moment: the insertion has waited for them, so now it is there.
    const row = known ?? ((await findChannelByKey(tx, directKey)) as ChannelRow)
    await addMembers(tx, record, row.id, people, others)
    return reopen(context, tx, record, actor, row)
  })
}
