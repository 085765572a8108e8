// The job that writes to those who are away. Before an e-mail is handed over its period is used up; afterwards it is
// noted what was told. So a process that dies in between may leave somebody without an e-mail until their next period
// (which tells of the same again), but nobody gets two.
import { randomUUID } from 'node:crypto'
import type { GroupId, PersonId } from '../../../contract/ids.ts'
import { asPlain } from '../../../contract/lib/excerpt.ts'
import { withNames } from '../../../contract/lib/mentions.ts'
import { isWanted } from '../../../contract/lib/notify.ts'
import type { Context } from '../../core/context.ts'
import { AppError } from '../../core/errors.ts'
import { canSeeGroup } from '../groups/policy.ts'
import { loadGroups } from '../groups/service.ts'
import { presentQuietTimes } from '../people/present.ts'
import { loadPeople } from '../people/service.ts'
import { loadWorkspace } from '../workspace/service.ts'
import { compose, type Waiting } from './compose.ts'
import { claim, noteNotSent, noteSent } from './db.ts'
import { isDue } from './due.ts'
import { backoffMs } from './failures.ts'
import { addressOf, MailServer } from './mail-server.ts'
import { offToken } from './token.ts'
import { type AwayRow, listAway, listWaiting, type WaitingRow } from './waiting-db.ts'

const minuteMs = 60_000
const awayMs = 15 * minuteMs
/** Nobody is told of what is older than this, also in their first e-mail. */
const mostDays = 7
const dayMs = 24 * 60 * minuteMs
const atATime = 200
/** By then a mention has been heard of. */
const heardMs = minuteMs
/** An address that was refused gets another chance: what was wrong may have been ours. */
const refusedMs = 7 * dayMs
/** The next run goes on where this one had to stop. */
const runMs = 4 * minuteMs

/** `total`: how many wait, of which `items` are the oldest. `until`: what comes later is for the next e-mail. */
type Due = { person: AwayRow; items: Waiting[]; total: number; until: Date }

/** What mail may say of messages. */
type House = { workspace: string; excerptOf: (body: string, reader: AwayRow) => string | null }

async function readHouse(context: Context): Promise<House> {
  const { name, mailExcerpts } = await loadWorkspace(context)
  if (!mailExcerpts) return { workspace: name, excerptOf: () => null }
  const people = new Map((await loadPeople(context)).map((person) => [person.id, person.name]))
  const everybody = { personId: '' as PersonId, role: 'owner' } as const
  const groups = new Map((await loadGroups(context, everybody)).map((group) => [group.id, group]))
  const handleOf = (id: GroupId, reader: AwayRow) => {
    const group = groups.get(id)
    return group && canSeeGroup(reader, group.memberIds.includes(reader.personId)) ? group.handle : 'group'
  }
  return {
    workspace: name,
    excerptOf: (body, reader) =>
      withNames(
        asPlain(body),
        (id) => people.get(id) ?? '',
        (id) => handleOf(id, reader),
      ),
  }
}

/** What waits for a person, by their rules. */
function wantedBy(person: AwayRow, rows: WaitingRow[], house: House): Waiting[] {
  return rows
    .filter(({ cause, channelKind, channelLevel, isMuted }) => {
      const isConversation = channelKind === 'direct' || channelKind === 'group'
      return isWanted(cause, person, { isConversation, level: channelLevel, isMuted })
    })
    .map(({ body, ...row }) => ({ ...row, excerpt: house.excerptOf(body, person) }))
}

const disturbable = (person: AwayRow) => ({
  timeZone: person.timeZone,
  quietTimes: presentQuietTimes(person),
  pausedUntil: person.pausedUntil?.toISOString() ?? null,
})

async function mailOf(context: Context, { person, items, total }: Due, house: House) {
  const { publicUrl, smtpFrom } = context.config
  const offUrl = `${publicUrl}/api/digest/off?token=${await offToken(context, person.personId)}`
  const letter = compose(items, total, { name: person.name, workspace: house.workspace, publicUrl, offUrl })
  const from = smtpFrom as string
  return {
    ...letter,
    to: person.email,
    from,
    messageId: `<${randomUUID()}@${addressOf(from).split('@')[1]}>`,
    headers: {
      'List-Unsubscribe': `<${offUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  }
}

/** Of both branches of listWaiting: conversations and mentions. */
function totalOf(rows: WaitingRow[]): number {
  const [mentions = [], direct = []] = [false, true].map((isDirect) =>
    rows.filter(({ cause }) => (cause === 'direct') === isDirect),
  )
  return (mentions[0]?.total ?? 0) + (direct[0]?.total ?? 0)
}

/** Writes to one person. False: the run is over. */
async function sendTo(context: Context, server: MailServer, due: Due, house: House): Promise<boolean> {
  const { person, until } = due
  const { personId, sentAt: before } = person
  const now = context.clock.now()
  const mail = await mailOf(context, due, house)
  if (!(await claim(context.db, personId, before, now))) return true
  const { failure, error } = await server.send(mail)
  if (failure === null) {
    await noteSent(context.db, personId, until)
    return true
  }
  // The server's own words would name the address.
  context.log.warn({ failure, code: error?.code, reply: error?.responseCode }, 'an e-mail could not be sent')
  const isPutOff = failure === 'later' || failure === 'broken'
  if (failure !== 'unknown')
    await noteNotSent(context.db, personId, {
      before,
      nextTryAt: isPutOff ? new Date(now.getTime() + backoffMs(person.tries)) : null,
      refusedAt: failure === 'refused' ? now : null,
    })
  return failure !== 'stop' && failure !== 'broken'
}

async function duePeople(context: Context, away: AwayRow[], house: House): Promise<Due[]> {
  const now = context.clock.now()
  const until = new Date(now.getTime() - heardMs)
  const oldest = new Date(now.getTime() - mostDays * dayMs)
  const asked = away.map(({ personId, toldTo }) => ({
    personId,
    since: toldTo && toldTo > oldest ? toldTo : oldest,
  }))
  const waiting = Map.groupBy(await listWaiting(context.db, asked, until), ({ personId }) => personId)
  return away.flatMap((person) => {
    const rows = waiting.get(person.personId) ?? []
    const items = wantedBy(person, rows, house)
    const [first] = items
    const total = totalOf(rows)
    return first && isDue(person, disturbable(person), first.sentAt, now)
      ? [{ person, items, total, until }]
      : []
  })
}

/** Nobody has created the workspace yet. */
function beforeSetup(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_ready') return null
  throw error
}

/** Writes to everybody whose time has come. For a job; safe to repeat. Answers how many e-mails were taken or tried. */
export async function sendDigests(context: Context, server?: MailServer): Promise<number> {
  const { smtpUrl } = context.config
  if (!smtpUrl) return 0
  const conversation = server ?? new MailServer(smtpUrl)
  const until = performance.now() + runMs
  let tried = 0
  try {
    const house = await readHouse(context).catch(beforeSetup)
    for (let after: PersonId | null = null; house; ) {
      const now = context.clock.now()
      const awayBefore = new Date(now.getTime() - awayMs)
      const refusedBefore = new Date(now.getTime() - refusedMs)
      const page = { after, limit: atATime, awayBefore, refusedBefore, now }
      const away: AwayRow[] = await listAway(context.db, page)
      for (const due of await duePeople(context, away, house)) {
        if (performance.now() > until) return tried
        tried += 1
        if (!(await sendTo(context, conversation, due, house))) return tried
      }
      after = away.at(-1)?.personId ?? null
      if (away.length < atATime) break
    }
    return tried
  } finally {
    conversation.close()
  }
}
