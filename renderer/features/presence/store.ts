// Presence and typing: ephemeral, lossy, asked only for people on screen.
import { useEffect } from 'react'
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import type { Presence } from '../../../contract/live.ts'
import { onSignal, signal } from '../../data/socket.ts'
import { myId } from '../people/store.ts'
import { startAway } from './away.ts'

/** The server takes 60 signals in 20 s. */
const watchAfterMs = 400
const maxWatched = 200
const typingEveryMs = 3000
const typingExpiresMs = 6000

type PresenceState = {
  presences: ReadonlyMap<PersonId, Presence>
  /** Who types where; the key is channel and thread, the value when each one's typing ends. */
  typing: ReadonlyMap<string, ReadonlyMap<PersonId, number>>
}
const noPresence: PresenceState = { presences: new Map(), typing: new Map() }
export const presenceStore = create<PresenceState>()(() => noPresence)

type Timer = ReturnType<typeof setTimeout> | null
const watched = new Map<PersonId, number>()
let watchTimer: Timer = null
let expiryTimer: Timer = null
let lastTyping: { place: string; at: number } | null = null

/** Whether somebody is there, while the calling view is on screen. */
export function usePresence(personId: PersonId): Presence {
  useEffect(() => watchPresence(personId), [personId])
  return presenceStore((state) => state.presences.get(personId) ?? 'offline')
}

/** Who types in a channel (threadId null) or in a thread; each for at most six seconds after the last sign. */
export function useTyping(channelId: ChannelId, threadId: MessageId | null): PersonId[] {
  // Another sign of the same people is nothing new to see.
  return presenceStore(
    useShallow((state) => [...(state.typing.get(placeOf(channelId, threadId))?.keys() ?? [])]),
  )
}

/** Tells the others that the viewer types; to be called on every key, sends one signal in three seconds. */
export function typing(channelId: ChannelId, threadId: MessageId | null): void {
  const place = placeOf(channelId, threadId)
  const now = Date.now()
  if (lastTyping?.place === place && now - lastTyping.at < typingEveryMs) return
  lastTyping = { place, at: now }
  void signal('typing.start', { channelId, threadId })
}

/** Somebody's message came: they do not type any more. */
export function stoppedTyping(channelId: ChannelId, threadId: MessageId | null, personId: PersonId): void {
  const place = placeOf(channelId, threadId)
  presenceStore.setState((state) => {
    const typists = new Map(state.typing.get(place))
    return typists.delete(personId) ? { typing: withTypists(state.typing, place, typists) } : state
  })
}

/** Begins to listen and to tell whether the viewer is there; ends with the returned function. */
export function startPresence(): () => void {
  const stops = [
    onSignal('presence', (changes) =>
      presenceStore.setState(({ presences }) => ({
        presences: new Map([
          ...presences,
          ...changes.map(({ personId, presence }) => [personId, presence] as const),
        ]),
      })),
    ),
    onSignal('typing', (signs) => {
      for (const { channelId, threadId, personId } of signs) {
        if (personId !== myId()) heardTyping(placeOf(channelId, threadId), personId)
      }
    }),
    onSignal('ready', () => tellWatched()),
    startAway(),
  ]
  return () => {
    for (const stop of stops) stop()
    if (watchTimer) clearTimeout(watchTimer)
    if (expiryTimer) clearTimeout(expiryTimer)
    watchTimer = null
    expiryTimer = null
    lastTyping = null
    presenceStore.setState(noPresence)
  }
}

const placeOf = (channelId: ChannelId, threadId: MessageId | null) => `${channelId}:${threadId ?? ''}`

/** Counts views per person; the list goes out once things have settled. */
export function watchPresence(personId: PersonId): () => void {
  const count = watched.get(personId) ?? 0
  watched.set(personId, count + 1)
  if (count === 0) watchSoon()
  return () => {
    const left = (watched.get(personId) ?? 1) - 1
    if (left > 0) {
      watched.set(personId, left)
      return
    }
    watched.delete(personId)
    watchSoon()
  }
}

function watchSoon(): void {
  watchTimer ??= setTimeout(tellWatched, watchAfterMs)
}

function tellWatched(): void {
  if (watchTimer) clearTimeout(watchTimer)
  watchTimer = null
  // Nobody keeps what is not watched: it would be old when it is looked at again.
  presenceStore.setState(({ presences }) => ({
    presences: new Map([...presences].filter(([personId]) => watched.has(personId))),
  }))
  void signal('presence.watch', { personIds: [...watched.keys()].slice(-maxWatched) })
}

function heardTyping(place: string, personId: PersonId): void {
  presenceStore.setState(({ typing }) => ({
    typing: withTypists(
      typing,
      place,
      new Map(typing.get(place)).set(personId, Date.now() + typingExpiresMs),
    ),
  }))
  expiryTimer ??= setTimeout(expire, typingExpiresMs)
}

function expire(): void {
  expiryTimer = null
  const now = Date.now()
  let next = presenceStore.getState().typing
  let soonest = Number.POSITIVE_INFINITY
  for (const [place, typists] of next) {
    const left = new Map([...typists].filter(([, endsAt]) => endsAt > now))
    if (left.size < typists.size) next = withTypists(next, place, left)
    for (const endsAt of left.values()) soonest = Math.min(soonest, endsAt)
  }
  presenceStore.setState({ typing: next })
  if (soonest < Number.POSITIVE_INFINITY) expiryTimer = setTimeout(expire, soonest - now)
}

function withTypists(
  typing: PresenceState['typing'],
  place: string,
  typists: ReadonlyMap<PersonId, number>,
): PresenceState['typing'] {
  const next = new Map(typing)
  if (typists.size > 0) next.set(place, typists)
  else next.delete(place)
  return next
}
