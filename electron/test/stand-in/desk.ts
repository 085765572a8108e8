// The desk at which a test sits: what the app has put on the screen, and hands that press it.
import { EventEmitter } from 'node:events'
import type Electron from 'electron'

export type ShownNotice = Electron.NotificationConstructorOptions & {
  press(): void
  reply(text: string): void
}

/** Who carries pages: nobody in unit tests; browser tests put each into a page of Chromium. */
export type PageCarrier = {
  load(page: { id: number; url: string; arguments: string[]; partition: string; preload: string }): void
  reload(id: number): void
  send(id: number, channel: string, args: unknown[]): void
  close(id: number): void
}

const nobody: PageCarrier = { load() {}, reload() {}, send() {}, close() {} }

const empty = () => ({
  carrier: nobody,
  events: new EventEmitter(),
  /** What main did, in its order: "window.flashFrame true". */
  done: [] as string[],
  handlers: new Map<string, (event: unknown, ...args: unknown[]) => unknown>(),
  schemes: new Map<string, (request: Request) => Response | Promise<Response>>(),
  shortcuts: new Map<string, () => void>(),
  notices: [] as ShownNotice[],
  menu: null as Electron.Menu | null,
  popups: [] as Electron.Menu[],
  badge: 0,
  external: [] as string[],
  blockers: new Set<number>(),
  sources: [] as Electron.DesktopCapturerSource[],
  trays: [] as { image: string; menu: Electron.Menu | null; tip: string; events: EventEmitter }[],
  /** What is answered to the next question of a dialog. */
  answer: 0,
  userData: '',
  isFirstInstance: true,
  hasSafe: true,
})

export const desk = empty()

/** As it was before the app started. */
export const clearDesk = (): void => void Object.assign(desk, empty())

export const note = (what: string, ...details: unknown[]): void =>
  void desk.done.push(
    [what, ...details.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))].join(' '),
  )
