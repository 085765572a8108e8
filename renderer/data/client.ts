// One person's client, put together: stores, Sync, outbox, drafts and cache, from opening to the end of the session.
import { channelStream, type Entry } from '../../contract/events.ts'
import type { ChannelId, PersonId } from '../../contract/ids.ts'
import type { StartState } from '../../contract/sync.ts'
import { bridge } from '../desktop/bridge.ts'
import { channelsStore, totalsOf } from '../features/channels/store.ts'
import { openUploader } from '../features/files/uploads/current.ts'
import { UploadRows } from '../features/files/uploads/rows.ts'
import type { Uploader } from '../features/files/uploads/uploader.ts'
import {
  letGoOfUnseen,
  openTimeline,
  restartMessages,
  restoreMessages,
  retryFailedLoads,
  setCachedWindows,
} from '../features/messages/loading.ts'
import { applySent, maxTimelines } from '../features/messages/reducer.ts'
import { messagesStore } from '../features/messages/state.ts'
import { hearForNotifications } from '../features/notifications/notify.ts'
import { startPresence } from '../features/presence/store.ts'
import { unreadThreadsStore } from '../features/reading/threads.ts'
import { hearForReminders } from '../features/reminders/announce.ts'
import { retryBoards } from '../features/tasks/loading.ts'
import { takeAnswer, tellOverwrites, tellRefused } from '../features/tasks/refusals.ts'
import { TaskOutbox } from '../features/tasks/task-outbox.ts'
import { adoptAnswer } from './adopt.ts'
import { call, onAnswer } from './api.ts'
import { restBetweenArrivals, watchTouch } from './arrivals.ts'
import { Cache, readState, readWindows } from './cache.ts'
import { connectionStore } from './connection.ts'
import { type Database, deleteDatabase, openDatabase } from './database.ts'
import { draftDoors } from './draft-doors.ts'
import { DraftSync } from './draft-sync.ts'
import { closeDrafts, dropDraftsOf, flushDrafts, openDrafts } from './drafts.ts'
import { watchHidden } from './hidden.ts'
import { KeptRows } from './kept-rows.ts'
import { Outbox } from './outbox.ts'
import { OutboxRows } from './outbox-rows.ts'
import type { Sink } from './sink.ts'
import { socketWire } from './socket.ts'
import {
  applyToStores,
  channelsIn,
  emptyStores,
  forgetInStores,
  freshInStores,
  showState,
  snapshotOf,
  startStores,
} from './stores.ts'
import { Sync } from './sync.ts'
import { windowId } from './window-id.ts'

export type ClientOptions = {
  /** There is state to show. */
  opened: (personId: PersonId) => void
  /** The session is over, or belongs to somebody else. */
  ended: () => void
}

/** What the browser remembers of a person, or null. */
export async function openFromCache(
  personId: PersonId,
): Promise<{ state: StartState; database: Database } | null> {
  const database = await openDatabase(personId).catch(() => null)
  const state = database && (await readState(database).catch(() => null))
  if (database && state) return { state, database }
  database?.close()
  return null
}

export class Client {
  #options: ClientOptions
  #sync: Sync
  #personId: PersonId | null = null
  #database: Promise<Database | null> = Promise.resolve(null)
  #cache: Cache | null = null
  #outbox: Outbox | null = null
  #taskOutbox: TaskOutbox | null = null
  #draftSync: DraftSync | null = null
  #uploader: Uploader | null = null
  #stops: (() => void)[] = []
  #isClosed = false

  constructor(options: ClientOptions) {
    this.#options = options
    this.#sync = new Sync({
      wire: socketWire,
      sink: this.#sink(),
      start: () => call('sync.start', {}),
      catchUp: (cursors) => call('sync.catchUp', { cursors }, { timeoutMs: 30_000 }),
      restMs: restBetweenArrivals,
    })
    this.#stops.push(onAnswer(adoptAnswer), startPresence(), watchTouch())
  }

  /** Opens from the cache at once when there is one, then brings it up to date. */
  async open(cached: { state: StartState; database: Database } | null): Promise<void> {
    if (!cached) return this.#sync.begin(null)
    const { state, database } = cached
    const rows = await readWindows(database, maxTimelines).catch(() => [])
    if (this.#isClosed) return database.close()
    showState(state)
    // A row of another window of this browser may be older or newer than the state: then it is not continued.
    restoreMessages(rows.filter((row) => row.cursor === state.cursors[channelStream(row.channelId)]))
    this.#attach(state.me.personId, Promise.resolve(database))
    const { personId, sessionId } = state.me
    this.#sync.begin({ personId, sessionId, cursors: state.cursors })
  }

  /** Ends it all; with `forget`, what this browser holds of the person goes too. */
  async close({ forget }: { forget: 'everything' | 'state' | 'nothing' }): Promise<void> {
    this.#isClosed = true
    this.#sync.stop()
    this.#outbox?.stop()
    this.#taskOutbox?.stop()
    this.#draftSync?.stop()
    this.#uploader?.stop()
    this.#cache?.close()
    for (const stop of this.#stops) stop()
    const written = forget === 'everything' ? null : flushDrafts()
    closeDrafts()
    emptyStores()
    bridge.setBadge(0)
    await written
    const database = await this.#database
    if (forget === 'state') {
      await Promise.all([database?.clear('state'), database?.clear('windows')]).catch(() => {})
    }
    database?.close()
    if (forget === 'everything' && this.#personId) await deleteDatabase(this.#personId).catch(() => {})
  }

  #sink(): Sink {
    return {
      start: (state) => {
        for (const channelId of startStores(state)) this.#forget(channelId)
        if (!this.#personId)
          this.#attach(
            state.me.personId,
            openDatabase(state.me.personId).catch(() => null),
          )
        this.#cache?.touch()
        void this.#draftSync?.start()
      },
      apply: (entries, isLive) => this.#apply(entries, isLive),
      fresh: (item) => {
        freshInStores(item)
        this.#cache?.touch(item.channel.id)
      },
      restart: (channelId) => {
        restartMessages(channelId)
        this.#cache?.touch(channelId)
      },
      forget: (channelId) => {
        forgetInStores(channelId)
        this.#forget(channelId)
      },
      ended: () => this.#options.ended(),
    }
  }

  #apply(entries: Entry[], isLive: boolean): void {
    applyToStores(entries)
    for (const { event } of entries) {
      if (event.type === 'draft.changed') this.#draftSync?.hear(event)
      if (event.type === 'message.sent') {
        this.#outbox?.remove(event.message.clientId)
        for (const file of event.message.files) this.#uploader?.hear(file)
      }
      if (event.type === 'file.changed') this.#uploader?.hear(event.file)
    }
    for (const channelId of channelsIn(entries)) this.#cache?.touch(channelId)
    this.#cache?.touch()
    hearForNotifications(entries, isLive)
    hearForReminders(entries, isLive)
    tellOverwrites(entries)
  }

  #forget(channelId: ChannelId): void {
    this.#outbox?.removeChannel(channelId)
    this.#taskOutbox?.removeChannel(channelId)
    this.#uploader?.removeChannel(channelId)
    dropDraftsOf(channelId)
    this.#cache?.touch(channelId)
  }

  /** Everything that belongs to one person begins here. */
  #attach(personId: PersonId, database: Promise<Database | null>): void {
    this.#personId = personId
    this.#database = database
    this.#uploader = openUploader(new UploadRows(database, `nucleus-upload:${personId}`))
    this.#outbox = new Outbox({
      files: this.#uploader,
      rows: new OutboxRows(database, `nucleus-outbox:${personId}`),
      post: async (message) => (await call('messages.send', message)).message,
      onSent: (message) => messagesStore.setState((state) => applySent(state, message)),
      onAdded: ({ channelId, threadId, alsoToChannel }) => {
        const timeline = messagesStore.getState().timelines.get(channelId)
        if (timeline?.window.hasNewer && (!threadId || alsoToChannel)) void openTimeline(channelId)
      },
    })
    this.#taskOutbox = new TaskOutbox({
      rows: new KeptRows(database, { store: 'taskChanges', lockName: `nucleus-tasks:${personId}` }),
      onAnswer: takeAnswer,
      onRefused: tellRefused,
    })
    void this.#takeUp()
    void database.then((opened) => this.#keep(opened))
    this.#watch()
    this.#options.opened(personId)
  }

  /** What an earlier run, or another window, left unsent: the files first, the messages wait for them. */
  async #takeUp(): Promise<void> {
    await this.#uploader?.resume()
    await this.#outbox?.resume()
    await this.#taskOutbox?.resume()
  }

  async #keep(database: Database | null): Promise<void> {
    if (this.#isClosed) return
    if (!database) return this.#syncDrafts()
    this.#cache = new Cache(database, () => snapshotOf(this.#sync.streams))
    setCachedWindows(async (channelId) => (await database.get('windows', channelId)) ?? null)
    await openDrafts(database).catch(() => {})
    this.#cache.touch()
    await this.#syncDrafts()
  }

  async #syncDrafts(): Promise<void> {
    const writerId = await windowId()
    if (this.#isClosed) return
    this.#draftSync = new DraftSync(draftDoors, writerId)
    await this.#draftSync.start()
  }

  #watch(): void {
    const leave = () => {
      void flushDrafts()
      void this.#draftSync?.saveAll({ keepalive: true })
      this.#cache?.flushLeaving()
    }
    const hide = () => {
      if (document.visibilityState === 'hidden') leave()
      else this.#sync.handOn()
    }
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    const showBadge = () => {
      const { mentions, hasUnread } = totalsOf(
        channelsStore.getState().channels,
        unreadThreadsStore.getState().threads,
      )
      bridge.setBadge(mentions > 0 ? mentions : hasUnread ? 'dot' : 0)
    }
    this.#stops.push(
      () => window.removeEventListener('pagehide', leave),
      () => document.removeEventListener('visibilitychange', hide),
      watchHidden(letGoOfUnseen),
      channelsStore.subscribe(showBadge),
      unreadThreadsStore.subscribe(showBadge),
      connectionStore.subscribe((now, before) => {
        if (now.status !== 'online' || before.status === 'online') return
        void this.#takeUp()
        this.#draftSync?.online()
        this.#outbox?.hurry()
        this.#taskOutbox?.hurry()
        this.#uploader?.hurry()
        retryFailedLoads()
        retryBoards()
      }),
      messagesStore.subscribe((now, before) => {
        for (const [channelId, timeline] of now.timelines) {
          if (before.timelines.get(channelId)?.window !== timeline.window) this.#cache?.touch(channelId)
        }
      }),
    )
    showBadge()
  }
}
