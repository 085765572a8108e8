// One client of the fault run: an outbox that repeats with the same clientId until it has an answer, and a follower that
// catches up by itself. It keeps what a person would see, so that it can be compared with the server in the end.
import { randomUUID } from 'node:crypto'
import type { OutputOf } from '../../contract/commands.ts'
import { channelOfStream, type Entry, type StreamName } from '../../contract/events.ts'
import type { ChannelId, ClientId } from '../../contract/ids.ts'
import type { MessageView } from '../../contract/messages.ts'
import { Follower } from '../load/follower.ts'
import { HttpFailure, post } from '../load/http.ts'
import { type LightSocket, openLightSocket } from '../load/light-socket.ts'
import type { LoadPerson } from '../load/people.ts'

type Shown = { log: string[]; lastPosition: number; readPosition: number; mentions: Set<number> }

const mostTries = 100
const pause = (mostMs: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs))

export class FaultClient {
  readonly url: string
  readonly person: LoadPerson
  readonly channels = new Map<ChannelId, Shown>()
  /** clientIds in the order they were sent, per channel. */
  readonly sent = new Map<ChannelId, ClientId[]>()
  repeats = 0
  #follower = new Follower()
  #socket: LightSocket | null = null
  #held: Entry[] | null = null
  #isStopped = false
  #catching: Promise<void> | null = null

  constructor(url: string, person: LoadPerson) {
    this.url = url
    this.person = person
  }

  async start(): Promise<void> {
    const state = await this.#persist(() => post(this.url, this.person.token, 'sync.start', {}))
    this.#follower = new Follower(Object.entries(state.cursors) as [StreamName, number][])
    for (const { channel, state: stands, membership } of state.channels) {
      this.channels.set(channel.id, {
        log: [],
        lastPosition: stands.lastPosition,
        readPosition: membership.readPosition,
        mentions: new Set(membership.mentionPositions),
      })
    }
    void this.#stayConnected()
  }
  stop(): void {
    this.#isStopped = true
    this.#socket?.cut()
  }
  cut(): void {
    this.#socket?.cut()
  }

  /** Sends until there is an answer. `dropAnswer`: the first answer gets lost on its way. */
  async send(channelId: ChannelId, body: string, dropAnswer: boolean): Promise<void> {
    const clientId = randomUUID() as ClientId
    this.sent.set(channelId, [...(this.sent.get(channelId) ?? []), clientId])
    let isDropped = dropAnswer
    await this.#persist(async () => {
      const signal = isDropped ? AbortSignal.timeout(1 + Math.floor(Math.random() * 15)) : undefined
      isDropped = false
      return post(
        this.url,
        this.person.token,
        'messages.send',
        { clientId, channelId, body },
        signal ? { signal } : {},
      )
    })
  }
  async markRead(channelId: ChannelId): Promise<void> {
    const position = this.channels.get(channelId)?.lastPosition ?? 0
    await this.#persist(() =>
      post(this.url, this.person.token, 'reading.markChannel', { channelId, position }),
    )
  }
  cursors(): Record<string, number> {
    return Object.fromEntries(this.#follower.cursors)
  }
  /** Fetches whatever is missing now. */
  catchUp(): Promise<void> {
    this.#catching ??= this.#fetchMissed().finally(() => {
      this.#catching = null
    })
    return this.#catching
  }

  /** Cuts, restarts and lost answers are tried again; a refusal is a fault of the product. */
  async #persist<Result>(work: () => Promise<Result>): Promise<Result> {
    let last: unknown
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      try {
        return await work()
      } catch (error) {
        if (error instanceof HttpFailure && error.status < 500 && error.status !== 429) throw error
        this.repeats += 1
        last = error
        await pause(Math.min(1000, 20 * 2 ** Math.min(attempt, 6)))
      }
    }
    throw new Error(`no answer in ${mostTries} tries`, { cause: last })
  }
  async #stayConnected(): Promise<void> {
    while (!this.#isStopped) {
      this.#held = []
      await new Promise<void>((closed) => {
        const socket = openLightSocket(this.url, this.person.token, {
          entries: (entries) => (this.#held ? this.#held.push(...entries) : this.#take(entries)),
          heads: (heads) => this.#hearHeads(heads),
          closed,
        })
        this.#socket = socket
        socket.ready
          .then(() => this.catchUp())
          .then(() => {
            const held = this.#held ?? []
            this.#held = null
            this.#take(held)
          })
          .catch(() => socket.cut())
      })
      await pause(150)
    }
  }
  #hearHeads(heads: Record<string, number>) {
    const isBehind = Object.entries(heads).some(
      ([stream, head]) => (this.#follower.cursors.get(stream as StreamName) ?? head) < head,
    )
    if (isBehind) setTimeout(() => void this.catchUp(), 300)
  }
  #take(entries: Entry[]) {
    for (const entry of this.#follower.take(entries)) this.#apply(entry)
    if (this.#follower.hasGap()) setTimeout(() => this.#follower.hasGap() && void this.catchUp(), 150)
  }
  async #fetchMissed(): Promise<void> {
    for (let hasMore = true; hasMore; ) {
      const missed = await this.#persist(() =>
        post(this.url, this.person.token, 'sync.catchUp', { cursors: this.cursors() as never }),
      )
      for (const entry of this.#follower.take(missed.entries)) this.#apply(entry)
      for (const fresh of missed.fresh) await this.#openAnew(fresh)
      hasMore = missed.hasMore
    }
    this.#follower.forgetHeld()
  }
  /** Too much was missed: read the messages instead of the events, as a client does that opens the channel. */
  async #openAnew({ stream, channel, head }: OutputOf<'sync.catchUp'>['fresh'][number]): Promise<void> {
    const shown = this.channels.get(channelOfStream(stream) as ChannelId) as Shown
    for (let hasNewer = true; hasNewer; ) {
      const at = { kind: 'after', position: shown.lastPosition } as const
      const page = await this.#persist(() =>
        post(this.url, this.person.token, 'messages.list', { channelId: channel.id, at, limit: 200 }),
      )
      for (const message of page.messages) this.#show(shown, message)
      hasNewer = page.hasNewer
    }
    this.#follower.cursors.set(stream, Math.max(head, this.#follower.cursors.get(stream) ?? 0))
  }
  #show(shown: Shown, message: MessageView) {
    const position = message.position as number
    // A page may hold more than its number says; its events are then heard again.
    if (position <= shown.lastPosition) return
    shown.log.push(message.clientId)
    shown.lastPosition = position
    if (message.authorId === this.person.personId) shown.readPosition = Math.max(shown.readPosition, position)
  }
  #apply({ event }: Entry) {
    if (event.type === 'message.sent')
      this.#show(this.channels.get(event.message.channelId) as Shown, event.message)
    if (event.type === 'mention.added' && event.position !== null)
      this.channels.get(event.channelId)?.mentions.add(event.position)
    if (event.type !== 'channel.read') return
    const shown = this.channels.get(event.channelId) as Shown
    shown.readPosition = event.mentionPositions
      ? event.readPosition
      : Math.max(shown.readPosition, event.readPosition)
    if (event.mentionPositions) shown.mentions = new Set(event.mentionPositions)
  }
}
