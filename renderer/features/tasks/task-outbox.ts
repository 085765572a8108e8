// Brings the viewer's changes of tasks to the server: shown at once, in order per board, with the same id on every try,
// through reloads and days without network. What the server refuses comes back with its reason.
import { create } from 'zustand'
import type { BoardId, ChannelId, ClientId } from '../../../contract/ids.ts'
import type { TaskView } from '../../../contract/tasks.ts'
import { ApiError, call, mayWorkLater } from '../../data/api.ts'
import { backoffMs } from '../../data/backoff.ts'
import type { KeptRows } from '../../data/kept-rows.ts'
import { newId } from '../../data/new-id.ts'
import type { NewChange, TaskChange, TaskRequest } from './task-change.ts'

export const taskOutboxStore = create<{ changes: readonly TaskChange[] }>()(() => ({ changes: [] }))

let current: TaskOutbox | null = null

/** Shows a change at once and sends it when there is a network. Only while signed in. */
export function changeTask(change: NewChange): void {
  if (!current) throw new Error('changeTask: nobody is signed in')
  current.add(change)
}
export const retryChange = (clientId: ClientId): void => current?.retry(clientId)
export const discardChange = (clientId: ClientId): void => current?.discard(clientId)

export type TaskOutboxOptions = {
  rows: KeptRows<TaskChange>
  /** The server's word: it takes the place of the change in the same moment. Null: the task is gone. */
  onAnswer: (change: TaskChange, task: TaskView | null) => void
  onRefused: (change: TaskChange) => void
  send?: (request: TaskRequest) => Promise<TaskView | null>
}

/** Asks the server for a change; a task that is gone already needs no deleting. */
async function sendRequest({ name, input }: TaskRequest): Promise<TaskView | null> {
  if (name !== 'tasks.delete') return (await call(name, input as never)).task
  await call(name, input).catch((error) => {
    if (!(error instanceof ApiError && error.code === 'not_found')) throw error
  })
  return null
}

type Lane = { failures: number; hurry: (() => void) | null }

export class TaskOutbox {
  #options: TaskOutboxOptions
  #lanes = new Map<BoardId, Lane>()
  #isStopped = false

  constructor(options: TaskOutboxOptions) {
    this.#options = options
    current = this
  }

  /** Takes up what an earlier run, or another window, left unsent. */
  async resume(): Promise<void> {
    const rows = await this.#options.rows.all()
    if (this.#isStopped) return
    const known = new Set(changes().map(({ clientId }) => clientId))
    const found = rows.filter(({ clientId }) => !known.has(clientId))
    if (found.length > 0) show([...found, ...changes()])
    for (const boardId of new Set(changes().map((change) => change.boardId))) void this.#work(boardId)
  }

  add(wanted: NewChange): void {
    const change: TaskChange = { clientId: newId() as ClientId, ...wanted, state: 'sending' }
    show([...changes(), change])
    void this.#options.rows.put(change)
    void this.#work(change.boardId)
  }

  retry(clientId: ClientId): void {
    const change = this.#change(clientId, { state: 'sending' })
    if (!change) return
    void this.#options.rows.put(change)
    void this.#work(change.boardId)
  }

  discard(clientId: ClientId): void {
    this.#drop(clientId)
    void this.#options.rows.delete(clientId)
  }

  /** The channel is not ours any more: what was meant for its boards goes too. */
  removeChannel(channelId: ChannelId): void {
    for (const change of changes()) if (change.channelId === channelId) this.discard(change.clientId)
  }

  /** The network is back: nothing waits for its turn any longer. */
  hurry(): void {
    for (const lane of this.#lanes.values()) lane.hurry?.()
  }

  stop(): void {
    this.#isStopped = true
    this.hurry()
    show([])
    if (current === this) current = null
  }

  async #work(boardId: BoardId): Promise<void> {
    if (this.#lanes.has(boardId)) return
    const lane: Lane = { failures: 0, hurry: null }
    this.#lanes.set(boardId, lane)
    for (let next = nextOf(boardId); next && !this.#isStopped; next = nextOf(boardId)) {
      const { clientId } = next
      const waitMs = await this.#options.rows.alone(boardId, () => this.#attempt(clientId, lane))
      if (waitMs > 0 && !this.#isStopped) await pause(lane, waitMs)
    }
    this.#lanes.delete(boardId)
  }

  /** One try. Gives how long to wait before the next. */
  async #attempt(clientId: ClientId, lane: Lane): Promise<number> {
    // Another window of this browser may have sent it while we waited for our turn.
    if (!(await this.#options.rows.has(clientId))) this.#drop(clientId)
    const change = find(clientId)
    if (change?.state !== 'sending' || this.#isStopped) return 0
    try {
      const task = await (this.#options.send ?? sendRequest)(change.request)
      lane.failures = 0
      if (this.#isStopped) return 0
      this.#options.onAnswer(change, task)
      this.#drop(clientId)
      await this.#options.rows.delete(clientId)
      return 0
    } catch (error) {
      return this.#isStopped ? 0 : this.#meet(error, clientId, lane)
    }
  }

  #meet(error: unknown, clientId: ClientId, lane: Lane): number {
    const met = error instanceof ApiError ? error : new ApiError('internal', String(error))
    if (mayWorkLater(error)) return Math.max(met.retryAfterMs ?? 0, 100 + backoffMs(lane.failures++))
    // The session is over: the rows stay for when the same person signs in again.
    if (met.code === 'not_signed_in') {
      this.#isStopped = true
      return 0
    }
    const { code, message } = met
    const failed = this.#change(clientId, { state: 'failed', reason: { code, message } })
    if (failed) {
      void this.#options.rows.putAgain(failed)
      this.#options.onRefused(failed)
    }
    return 0
  }

  #drop(clientId: ClientId): void {
    show(changes().filter((change) => change.clientId !== clientId))
  }

  #change(clientId: ClientId, fields: Partial<TaskChange>): TaskChange | undefined {
    show(changes().map((change) => (change.clientId === clientId ? { ...change, ...fields } : change)))
    return find(clientId)
  }
}

const changes = () => taskOutboxStore.getState().changes
const show = (next: readonly TaskChange[]) => taskOutboxStore.setState({ changes: next })
const find = (clientId: ClientId) => changes().find((change) => change.clientId === clientId)
const nextOf = (boardId: BoardId) =>
  changes().find((change) => change.boardId === boardId && change.state === 'sending')

function pause(lane: Lane, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      lane.hurry = null
      resolve()
    }
    const timer = setTimeout(go, waitMs)
    lane.hurry = go
  })
}
