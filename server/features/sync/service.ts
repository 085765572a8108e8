// Start and reconnect: state with its numbers, or what was missed.
import type { OutputOf } from '../../../contract/commands.ts'
import {
  channelOfStream,
  directoryStream,
  type StreamName,
  userStream,
  workspaceStream,
} from '../../../contract/events.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import type { Cursors } from '../../../contract/sync.ts'
import type { Actor } from '../../core/actor.ts'
import type { Context } from '../../core/context.ts'
import { AppError } from '../../core/errors.ts'
import { type Audience, audienceOf, type Stand } from '../../journal/audience.ts'
import { readMissed } from '../../journal/read.ts'
import { loadUnreadActivity } from '../activity/service.ts'
import { loadChannels, loadJoinedChannels } from '../channels/service.ts'
import { loadGroups } from '../groups/service.ts'
import { loadRules } from '../notifications/service.ts'
import { abilitiesOf } from '../people/policy.ts'
import { loadAccount, loadPeople } from '../people/service.ts'
import { loadUnreadThreads } from '../reading/service.ts'
import { loadSavedMarks } from '../saved/service.ts'
import { isSessionAlive } from '../sessions/service.ts'
import { loadWorkspace } from '../workspace/service.ts'

/** A channel that missed more is cheaper to open anew than to replay. */
const mostPerChannel = 300
const mostPerFixedStream = 5000
const mostPerAnswer = 3000

async function hearable(context: Context, actor: Actor): Promise<Audience> {
  const audience = await audienceOf(context, actor)
  if (audience.size > 0) return audience
  // Another process may have changed the role a moment ago: then the same question is answered in the next one.
  if (await isSessionAlive(context, actor.sessionId)) {
    throw new AppError('not_ready', 'Your access has just changed. Try again.', { retryAfterMs: 1000 })
  }
  throw new AppError('not_signed_in', 'This session is over. Please sign in.')
}

/** The whole state. The numbers are read first, so the state is never older than they say. */
export async function start(context: Context, actor: Actor): Promise<OutputOf<'sync.start'>> {
  const audience = await hearable(context, actor)
  const cursors = Object.fromEntries([...audience].map(([stream, { head }]) => [stream, head])) as Cursors
  const [workspace, people, account, channels, unreadThreads, rules, groups, activityUnread, saved] =
    await Promise.all([
      loadWorkspace(context),
      loadPeople(context),
      loadAccount(context, actor.personId),
      loadJoinedChannels(context, actor),
      loadUnreadThreads(context, actor),
      loadRules(context, actor.personId),
      loadGroups(context, actor),
      loadUnreadActivity(context, actor),
      loadSavedMarks(context, actor),
    ])
  const me = {
    personId: actor.personId,
    email: account.email,
    sessionId: actor.sessionId,
    abilities: abilitiesOf(actor),
  }
  const { sections } = account
  return {
    me,
    workspace,
    people,
    groups,
    sections,
    channels,
    unreadThreads,
    rules,
    activityUnread,
    saved,
    cursors,
  }
}

type Behind = Stand & { stream: StreamName; after: number }

/** Splits streams that lag into those to replay and channels to open anew. */
function sortBehind(actor: Actor, behind: Behind[]) {
  const fixed: StreamName[] = [workspaceStream, directoryStream, userStream(actor.personId)]
  const isTooOld = ({ stream, after, head, floor }: Behind) => {
    const most = fixed.includes(stream) ? mostPerFixedStream : mostPerChannel
    // A cursor ahead of the head comes from a database that was set back to a backup.
    return after < floor || after > head || head - after > most
  }
  const tooOld = behind.filter(isTooOld)
  if (tooOld.some(({ stream }) => fixed.includes(stream))) {
    throw new AppError('cursor_outdated', 'Too much has happened since: take fresh state with sync.start.')
  }
  return { replay: behind.filter((one) => !tooOld.includes(one)), tooOld }
}

async function freshStates(context: Context, tooOld: Behind[]) {
  const channels = await loadChannels(
    context,
    tooOld.map(({ stream }) => channelOfStream(stream) as ChannelId),
  )
  return tooOld.flatMap(({ stream, head }) => {
    const found = channels.get(channelOfStream(stream) as ChannelId)
    return found ? [{ stream, head, ...found }] : []
  })
}

/** What was missed since the cursors. Throws cursor_outdated where only fresh state helps. */
export async function catchUp(
  context: Context,
  actor: Actor,
  cursors: Cursors,
): Promise<OutputOf<'sync.catchUp'>> {
  const audience = await hearable(context, actor)
  const asked = Object.entries(cursors) as [StreamName, number][]
  const gone = asked.flatMap(([stream]) => (audience.has(stream) ? [] : [stream]))
  const behind = asked.flatMap(([stream, after]) => {
    const stand = audience.get(stream)
    return stand === undefined || stand.head === after ? [] : [{ stream, after, ...stand }]
  })
  if (behind.length === 0) return { entries: [], fresh: [], gone, hasMore: false }
  const { replay, tooOld } = sortBehind(actor, behind)
  const [entries, fresh] = await Promise.all([
    readMissed(context, replay, mostPerAnswer),
    freshStates(context, tooOld),
  ])
  return { entries, fresh, gone, hasMore: entries.length === mostPerAnswer }
}
