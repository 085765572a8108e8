// What was found, kept while one looks at it and comes back. Messages and files in it hear what happens to them: gone is
// gone.
import { create } from 'zustand'
import type { ChannelView } from '../../../contract/channels.ts'
import type { OutputOf } from '../../../contract/commands.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import type { SearchHit } from '../../../contract/search.ts'
import { call } from '../../data/api.ts'
import { sessionStore } from '../../data/session.ts'
import { rememberPreview } from '../channels/preview.ts'
import { channelsStore } from '../channels/store.ts'
import { listenToFiles } from '../files/news.ts'
import { askListed, keepListed } from '../messages/listed.ts'
import { messagesStore } from '../messages/state.ts'
import { type Asked, isSame, nothingAsked } from './search-address.ts'

type Answer = OutputOf<'search.find'>
type Results = {
  asked: Asked
  hits: SearchHit[] | null
  channels: ReadonlyMap<ChannelId, ChannelView>
  /** Of the newest page. */
  last: Pick<Answer, 'next' | 'isRanked' | 'isCut' | 'unknown'> | null
  isLoading: boolean
  error: unknown
  /** Of the messages' store when it was asked: since a later one something may have been missed. */
  restarts: number
}
const nothing: Results = {
  asked: nothingAsked,
  hits: null,
  channels: new Map(),
  last: null,
  isLoading: false,
  error: null,
  restarts: 0,
}

export const resultsStore = create<Results>()(() => nothing)

/** Where one was in the list, for when one comes back. */
export const place = { scrollTop: 0, openedKey: null as string | null }

let question = 0
let release: (() => void) | null = null

const messagesOf = ({ hits }: Answer) => hits.flatMap((hit) => (hit.kind === 'message' ? [hit.message] : []))

async function ask(asked: Asked, after: string | null): Promise<void> {
  question += 1
  const mine = question
  const { restarts } = after ? resultsStore.getState() : messagesStore.getState()
  resultsStore.setState({ isLoading: true, error: null, restarts })
  try {
    const answer = await askListed(() => call('search.find', { ...asked, after }), messagesOf)
    if (mine !== question) return
    for (const channel of answer.channels) if (channel.kind === 'public') rememberPreview(channel)
    const { hits, channels, ...last } = answer
    resultsStore.setState((now) => {
      const before = after ? now : nothing
      const known = new Set(before.hits?.map(keyOf))
      return {
        hits: [...(before.hits ?? []), ...hits.filter((hit) => !known.has(keyOf(hit)))],
        channels: new Map([...before.channels, ...channels.map((channel) => [channel.id, channel] as const)]),
        last,
        isLoading: false,
      }
    })
  } catch (error) {
    if (mine === question) resultsStore.setState({ isLoading: false, error })
  }
}

export const isAnything = ({ query, channelId }: Asked): boolean => query.trim() !== '' || channelId !== null

/** Looks for something; what is shown already is not asked for again unless `isAgain`. */
export function lookFor(asked: Asked, isAgain = false): void {
  const now = resultsStore.getState()
  const isKnown = isSame(asked, now.asked)
  if (isKnown && !isAgain && (now.hits || now.isLoading)) return
  if (!isKnown) {
    release?.()
    release = keepListed()
    place.scrollTop = 0
    place.openedKey = null
    resultsStore.setState({ ...nothing, asked })
  }
  if (isAnything(asked)) void ask(asked, null)
}

export function lookFurther(): void {
  const { asked, last, isLoading } = resultsStore.getState()
  if (last?.next && !isLoading) void ask(asked, last.next)
}

export function forgetResults(): void {
  question += 1
  release?.()
  release = null
  place.openedKey = null
  resultsStore.setState(nothing)
}

// Messages are asked for anew where they are shown (askListed); a file is only there or gone.
listenToFiles((news) => {
  const isGone = (hit: SearchHit) =>
    hit.kind === 'file' &&
    (news.kind === 'messageGone'
      ? hit.messageId === news.messageId
      : news.kind === 'changed' && news.file.state === 'deleted' && hit.fileId === news.file.id)
  const { hits } = resultsStore.getState()
  if (hits?.some(isGone)) resultsStore.setState({ hits: hits.filter((hit) => !isGone(hit)) })
})
// One is out of a channel: what was found there goes, and comes again if it may still be read.
channelsStore.subscribe((now, before) => {
  const { asked, hits } = resultsStore.getState()
  if (!hits || now.channels === before.channels || sessionStore.getState().status !== 'signedIn') return
  const isLeft = (hit: SearchHit) => {
    const channelId = channelOf(hit)
    return channelId !== null && before.channels.has(channelId) && !now.channels.has(channelId)
  }
  if (!hits.some(isLeft)) return
  resultsStore.setState({ hits: hits.filter((hit) => !isLeft(hit)) })
  lookFor(asked, true)
})
sessionStore.subscribe(({ status }) => status !== 'signedIn' && forgetResults())

function channelOf(hit: SearchHit): ChannelId | null {
  if (hit.kind === 'message') return hit.message.channelId
  if (hit.kind === 'file' || hit.kind === 'task') return hit.channelId
  return hit.kind === 'channel' ? hit.channel.id : null
}

export function keyOf(hit: SearchHit): string {
  switch (hit.kind) {
    case 'message':
      return hit.message.id
    case 'file':
      return hit.fileId
    case 'task':
      return hit.task.id
    case 'channel':
      return hit.channel.id
    case 'person':
      return hit.personId
  }
}
