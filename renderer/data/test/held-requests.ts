// For tests of what is fetched: requests wait until the test answers or fails them; the streams stand where it says.
import { vi } from 'vitest'
import type { PersonId, SessionId } from '../../../contract/ids.ts'
import type { Cursors } from '../../../contract/sync.ts'
import { Sync } from '../sync.ts'

export type HeldRequest<Input> = {
  input: Input
  answer: (body: unknown) => Promise<void>
  fail: () => Promise<void>
}

/** What follows from an answer has followed. */
export const settle = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Takes the place of the network; the list gets every request from now on. */
export function holdRequests<Input>(): HeldRequest<Input>[] {
  const held: HeldRequest<Input>[] = []
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    return new Promise((resolve, reject) => {
      held.push({
        input: JSON.parse(body),
        answer: (answer) => {
          resolve(new Response(JSON.stringify(answer)))
          return settle()
        },
        fail: () => {
          reject(new TypeError('network'))
          return settle()
        },
      })
    })
  })
  return held
}

/** A Sync that hears nothing. Stop it after the test. */
export function syncAt(cursors: Record<string, number>): Sync {
  const sync = new Sync({
    wire: { open: () => {}, close: () => {}, retry: () => {} },
    sink: {} as never,
    start: () => Promise.reject(new Error()),
    catchUp: () => Promise.reject(new Error()),
  })
  sync.begin({ personId: '' as PersonId, sessionId: '' as SessionId, cursors: cursors as Cursors })
  return sync
}
