// All stores as one: what start state and entries do to them, and the picture of them that the cache keeps.
import { channelOfStream, channelStream, type Entry } from '../../contract/events.ts'
import type { ChannelId } from '../../contract/ids.ts'
import type { CatchUp, StartState } from '../../contract/sync.ts'
import { activityFromStart, activityStore, applyToActivity, noActivity } from '../features/activity/store.ts'
import {
  applyToChannels,
  channelsFromStart,
  noChannels,
  withFresh,
  withoutChannel as withoutJoined,
} from '../features/channels/reducer.ts'
import { channelsStore } from '../features/channels/store.ts'
import { tellFileNews } from '../features/files/news.ts'
import { applyToGroups, groupsFromStart, groupsStore, noGroups } from '../features/groups/store.ts'
import { settlePatches } from '../features/messages/changes.ts'
import { recordEntry } from '../features/messages/fetching.ts'
import { forgetMessages, restartMessages } from '../features/messages/loading.ts'
import { applyToMessages, withoutChannel } from '../features/messages/reducer.ts'
import { messagesStore } from '../features/messages/state.ts'
import { newest } from '../features/messages/window.ts'
import { applyToRules, noRules, rulesFromStart, rulesStore } from '../features/notifications/rules.ts'
import { applyToPeople, noPeople, peopleFromStart } from '../features/people/reducer.ts'
import { peopleStore } from '../features/people/store.ts'
import { stoppedTyping } from '../features/presence/store.ts'
import { forgetMarks } from '../features/reading/store.ts'
import {
  applyToThreads,
  noThreads,
  threadsFromStart,
  unreadThreadsStore,
  withoutThreadsOf,
} from '../features/reading/threads.ts'
import { forgetReminders, hearReminders, restartReminders } from '../features/reminders/store.ts'
import { applyToSaved, noSaved, savedFromStart, savedStore, withoutSavedOf } from '../features/saved/marks.ts'
import { forgetScheduled, hearScheduled, restartScheduled } from '../features/scheduled/store.ts'
import { applyToCards, restartCards } from '../features/tasks/cards.ts'
import { applyToBoards, forgetBoards, forgetTasks, restartBoards } from '../features/tasks/loading.ts'
import { forgetMine, hearMine, restartMine } from '../features/tasks/mine/mine.ts'
import type { Snapshot } from './cache.ts'
import type { WindowRow } from './database.ts'
import { listOf } from './list-of.ts'
import type { Streams } from './streams.ts'

/** A cached window holds at most this many messages. */
const maxCached = 100

/** Takes fresh state. Gives the channels that are not in it any more. */
export function startStores(state: StartState): ChannelId[] {
  const before = [...channelsStore.getState().channels.keys()]
  showState(state)
  const lost = before.filter((id) => !channelsStore.getState().channels.has(id))
  for (const channelId of lost) forgetInStores(channelId)
  restartMessages()
  restartScheduled()
  restartReminders()
  restartBoards()
  restartCards()
  restartMine()
  return lost
}

/** Shows state from the server or the cache. */
export function showState(state: StartState): void {
  peopleStore.setState(peopleFromStart(state))
  channelsStore.setState(channelsFromStart(state))
  unreadThreadsStore.setState(threadsFromStart(state))
  rulesStore.setState(rulesFromStart(state))
  groupsStore.setState(groupsFromStart(state))
  activityStore.setState(activityFromStart(state))
  savedStore.setState(savedFromStart(state))
}

export function applyToStores(entries: Entry[]): void {
  peopleStore.setState((state) => entries.reduce(applyToPeople, state))
  channelsStore.setState((state) => entries.reduce(applyToChannels, state))
  unreadThreadsStore.setState((state) => entries.reduce(applyToThreads, state))
  rulesStore.setState((state) => entries.reduce(applyToRules, state))
  groupsStore.setState((state) => entries.reduce(applyToGroups, state))
  activityStore.setState((state) => entries.reduce(applyToActivity, state))
  savedStore.setState((state) => entries.reduce(applyToSaved, state))
  messagesStore.setState((state) => entries.reduce(applyToMessages, state))
  applyToBoards(entries)
  applyToCards(entries)
  hearMine(entries)
  for (const entry of entries) {
    recordEntry(entry)
    hearScheduled(entry)
    hearReminders(entry)
    if (entry.event.type === 'message.sent') {
      const { channelId, threadId, authorId } = entry.event.message
      stoppedTyping(channelId, threadId, authorId)
    }
  }
  settlePatches()
  tellFileNews(entries)
}

export function freshInStores(item: CatchUp['fresh'][number]): void {
  channelsStore.setState((state) => withFresh(state, item))
  restartMessages(item.channel.id)
  restartBoards(item.channel.id)
  restartCards()
  restartMine()
}

export function forgetInStores(channelId: ChannelId): void {
  channelsStore.setState((state) => withoutJoined(state, channelId))
  unreadThreadsStore.setState((state) => withoutThreadsOf(state, channelId))
  savedStore.setState((state) => withoutSavedOf(state, channelId))
  messagesStore.setState((state) => withoutChannel(state, channelId))
  forgetBoards(channelId)
  restartCards()
  restartMine()
}

/** Forgets everything, at the end of a session. */
export function emptyStores(): void {
  forgetMarks()
  forgetScheduled()
  forgetReminders()
  forgetMessages()
  forgetTasks()
  forgetMine()
  peopleStore.setState(noPeople)
  channelsStore.setState(noChannels)
  unreadThreadsStore.setState(noThreads)
  rulesStore.setState(noRules)
  groupsStore.setState(noGroups)
  activityStore.setState(noActivity)
  savedStore.setState(noSaved)
}

/** What the cache keeps, all of one moment; null before there is state. */
export function snapshotOf(streams: Streams): Snapshot | null {
  const { me, workspace, people } = peopleStore.getState()
  if (!me || !workspace) return null
  const { channels, sections } = channelsStore.getState()
  const { threads } = unreadThreadsStore.getState()
  return {
    parts: {
      me,
      workspace,
      people: listOf(people),
      groups: listOf(groupsStore.getState().groups),
      sections,
      channels: listOf(channels),
      unreadThreads: threads,
      rules: rulesStore.getState().rules,
      activityUnread: activityStore.getState().unreadCount,
      saved: listOf(savedStore.getState().marks),
      cursors: streams.cursors(),
    },
    windowOf: (channelId) => windowRow(channelId, streams.cursor(channelStream(channelId))),
  }
}

/** Only a window that reaches to now can be continued later. */
function windowRow(channelId: ChannelId, cursor: number | undefined): WindowRow | null {
  const timeline = messagesStore.getState().timelines.get(channelId)
  if (!timeline || cursor === undefined || timeline.status !== 'ready' || timeline.window.hasNewer)
    return null
  return { channelId, cursor, usedAt: timeline.usedAt, window: newest(timeline.window, maxCached) }
}

/** The channels whose windows these entries may have changed. */
export function channelsIn(entries: Entry[]): Set<ChannelId> {
  return new Set(entries.flatMap(({ stream }) => channelOfStream(stream) ?? []))
}
