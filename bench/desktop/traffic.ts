// A company at work: messages where the viewer is and elsewhere, reactions, people who type. All of it through the doors.
import { setTimeout as wait } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { MessageId } from '../../contract/ids.ts'
import { newClientId } from '../../server/test/client.ts'
import { post } from '../load/http.ts'
import type { LoadPerson } from '../load/people.ts'
import type { Room, Stage } from './stage.ts'

/** What happens in one second, in this order: m message elsewhere, M in the open channel, r and R a reaction, t and T typing. */
const second = 'mtMmrmTmRmMmtmrMmTmR'
const emojis = ['👍', '🎉', '👀', '🙌', '🚀']

export class Traffic {
  readonly #stage: Stage
  readonly #sockets = new Map<LoadPerson, Socket>()
  readonly #last = new Map<Room, MessageId>()
  #turn = 0
  /** How many of them happened. */
  count = 0
  /** The words of the newest message in the open channel. */
  lastInOpen = ''

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** Twenty events a second, evenly, for so long; waits until the last one is told. */
  async run(ms: number): Promise<void> {
    const began = performance.now()
    const everyMs = 1000 / second.length
    const told: Promise<void>[] = []
    for (let at = 0; at < ms; at += everyMs) {
      await wait(Math.max(0, began + at - performance.now()))
      told.push(this.#happen(second[this.#turn++ % second.length] as string))
    }
    await Promise.all(told)
  }

  /** Those who type have a socket from the beginning: coming and going is not what is measured. */
  async connect(): Promise<void> {
    const { open, elsewhere, url } = this.#stage
    const typists = new Set([open, ...elsewhere].map(({ others }) => others[0] as LoadPerson))
    await Promise.all(
      [...typists].map((person) => {
        const socket = io(url, { transports: ['websocket'], auth: { token: person.token }, forceNew: true })
        this.#sockets.set(person, socket)
        return new Promise<void>((resolve, reject) => {
          socket.once('ready', () => resolve())
          socket.once('connect_error', reject)
        })
      }),
    )
  }

  close(): void {
    for (const socket of this.#sockets.values()) socket.close()
  }

  async #happen(kind: string): Promise<void> {
    const { open, elsewhere } = this.#stage
    const isOpen = kind === kind.toUpperCase()
    const room = isOpen ? open : (elsewhere[this.#turn % elsewhere.length] as Room)
    if (kind.toLowerCase() === 't') this.#type(room)
    else if (kind.toLowerCase() === 'r') await this.#react(room)
    else await this.#write(room, isOpen)
    this.count++
  }
  async #write(room: Room, isOpen: boolean): Promise<void> {
    const author = room.others[this.#turn % room.others.length] as LoadPerson
    const body = `Note ${this.#turn}: the **reading** of \`hub-${this.#turn % 90}\` is back within the usual range, see the list of yesterday.`
    const input = { clientId: newClientId(), channelId: room.id, body }
    const { message } = await post(this.#stage.url, author.token, 'messages.send', input)
    this.#last.set(room, message.id)
    if (isOpen) this.lastInOpen = `Note ${input.body.slice(5, input.body.indexOf(':'))}:`
  }
  async #react(room: Room): Promise<void> {
    const messageId = this.#last.get(room)
    // Nothing was said there yet: then something is.
    if (!messageId) return this.#write(room, false)
    const person = room.others[(this.#turn * 7) % room.others.length] as LoadPerson
    const emoji = emojis[this.#turn % emojis.length] as string
    await post(this.#stage.url, person.token, 'reactions.add', { messageId, emoji })
  }
  #type(room: Room): void {
    const person = room.others[0] as LoadPerson
    this.#sockets.get(person)?.emit('typing.start', { channelId: room.id, threadId: null })
  }
}
