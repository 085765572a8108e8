// What calls a person: their rules, quiet times and pause.
import type { ParsedInputOf } from '../../../contract/commands.ts'
import { userStream } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { foldWords } from '../../../contract/lib/keywords.ts'
import type { NotificationRules } from '../../../contract/notifications.ts'
import type { PersonView } from '../../../contract/people.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { demand } from '../../core/errors.ts'
import { inTransaction } from '../../journal/journal.ts'
import { setPause, setQuietTimes as setQuietTimesOf } from '../people/service.ts'
import { findRules, holdRules, saveRules } from './db.ts'
import { canPauseUntil, canSetRules } from './policy.ts'

export { findKeywordHits } from './keyword-hits.ts'

const standard: NotificationRules = { level: 'mentions', isToldOfReplies: true, keywords: [] }

/** What a person set, or what holds for everybody who set nothing. */
export async function loadRules(context: Context, personId: PersonId): Promise<NotificationRules> {
  return (await findRules(context.db, personId)) ?? standard
}

/** Each once: those that find the same are the same. */
const withoutRepeats = (keywords: string[]) =>
  [...Map.groupBy(keywords, foldWords).values()].map(([first]) => first as string)

/** Sets what was given; what is so already changes nothing. */
export async function setRules(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'notifications.setRules'>,
): Promise<NotificationRules> {
  demand(canSetRules(actor))
  return inTransaction(context, actor.personId, async (tx, record) => {
    const before = await holdRules(tx, actor.personId)
    const rules: NotificationRules = {
      level: input.level ?? before.level,
      isToldOfReplies: input.isToldOfReplies ?? before.isToldOfReplies,
      keywords: input.keywords ? withoutRepeats(input.keywords) : before.keywords,
    }
    if (JSON.stringify(rules) === JSON.stringify(before)) return before
    await saveRules(tx, actor.personId, rules)
    record(userStream(actor.personId), { type: 'rules.changed', rules }, actor.personId)
    return rules
  })
}

/** Sets the hours and days in which nothing disturbs the actor. Everybody sees it on the person. */
export async function setQuietTimes(
  context: Context,
  actor: Actor,
  input: ParsedInputOf<'notifications.setQuietTimes'>,
): Promise<PersonView> {
  demand(canSetRules(actor))
  return setQuietTimesOf(context, actor, input.quietTimes)
}

/** Pauses everything until a moment, or ends the pause. Everybody sees it on the person. */
export async function pause(context: Context, actor: Actor, until: string | null): Promise<PersonView> {
  const moment = until === null ? null : new Date(until)
  demand(canPauseUntil(actor, moment, context.clock.now()))
  return setPause(context, actor, moment)
}
