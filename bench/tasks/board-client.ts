// Somebody who works on a board over a bad line: edits are repeated with the same clientId until there is an answer, and
// the board is kept by the client's own reducer, from the socket, from catching up, or anew where too much was missed.
import type { CommandName, InputOf, OutputOf } from '../../contract/commands.ts'
import { channelStream, type Entry, type StreamName } from '../../contract/events.ts'
import { applyToBoard, type BoardTasks, tasksFromList } from '../../renderer/features/tasks/reducer.ts'
import { Follower } from '../load/follower.ts'
import { HttpFailure, post } from '../load/http.ts'
import { type LightSocket, openLightSocket } from '../load/light-socket.ts'
import type { LoadPerson } from '../load/people.ts'
import type { BenchBoard } from './board.ts'

const mostTries = 100
const pause = (mostMs: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs))

export class BoardClient {
  readonly person: LoadPerson
  tasks: BoardTasks = new Map()
  repeats = 0
  readonly #url: string
  readonly #board: BenchBoard['board']
  readonly #stream: StreamName
  #follower = new Follower()
  #socket: LightSocket | null = null
  #held: Entry[] | null = null
  #isStopped = false
  #catching: Promise<void> | null = null

  constructor(url: string, person: LoadPerson, board: BenchBoard['board']) {
    this.person = person
    this.#url = url
    this.#board = board
    this.#stream = channelStream(board.channelId)
  }

  async start(): Promise<void> {
    await this.#open()
    void this.#stayConnected()
  }
  stop(): void {
    this.#isStopped = true
    this.#socket?.cut()
  }
  cut(): void {
    this.#socket?.cut()
  }

  /** Asks until there is an answer; what is refused (a task that is gone) is refused. `dropAnswer`: the first gets lost. */
  async ask<Name extends CommandName>(
    name: Name,
    input: InputOf<Name>,
    dropAnswer = false,
  ): Promise<OutputOf<Name> | null> {
    let isDropped = dropAnswer
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      try {
        const signal = isDropped ? AbortSignal.timeout(1 + Math.floor(Math.random() * 15)) : undefined
        isDropped = false
        return await post(this.#url, this.person.token, name, input, signal ? { signal } : {})
      } catch (error) {
        if (error instanceof HttpFailure && error.status < 500 && error.status !== 429) return null
        this.repeats += 1
        await pause(Math.min(1000, 20 * 2 ** Math.min(attempt, 6)))
      }
    }
    throw new Error(`no answer in ${mostTries} tries`)
  }

  /** Fetches whatever is missing now. */
  catchUp(): Promise<void> {
    this.#catching ??= this.#fetchMissed().finally(() => {
      this.#catching = null
    })
    return this.#catching
  }

  async #open(): Promise<void> {
    const answer = await this.ask('tasks.list', { boardId: this.#board.id })
    if (!answer) throw new Error('the board can not be opened')
    this.tasks = tasksFromList(answer.tasks)
    this.#follower = new Follower([[this.#stream, answer.head]])
  }
  async #stayConnected(): Promise<void> {
    while (!this.#isStopped) {
      this.#held = []
      await new Promise<void>((closed) => {
        const socket = openLightSocket(this.#url, this.person.token, {
          entries: (entries) => (this.#held ? this.#held.push(...entries) : this.#take(entries)),
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
  #take(entries: Entry[]) {
    for (const entry of this.#follower.take(entries)) this.#apply(entry)
    if (this.#follower.hasGap()) setTimeout(() => this.#follower.hasGap() && void this.catchUp(), 150)
  }
  #apply(entry: Entry) {
    this.tasks = applyToBoard(this.tasks, this.#board.id, entry)
  }
  async #fetchMissed(): Promise<void> {
    for (let hasMore = true; hasMore; ) {
      const cursors = Object.fromEntries(this.#follower.cursors) as InputOf<'sync.catchUp'>['cursors']
      const missed = await this.ask('sync.catchUp', { cursors })
      if (!missed) throw new Error('catching up is refused')
      for (const entry of this.#follower.take(missed.entries)) this.#apply(entry)
      if (missed.fresh.length > 0) await this.#open()
      hasMore = missed.hasMore
    }
    this.#follower.forgetHeld()
  }
}
