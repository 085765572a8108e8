// Between main in its process and pages in Chromium: what a preload asks comes in, what main tells its pages goes out, and
// the test's hands reach the desk.
import { desk } from './desk.ts'
import { BrowserWindow, openPages } from './pages.ts'

/** To the browser's side. */
export type Outgoing =
  | { kind: 'load'; id: number; url: string; arguments: string[]; partition: string; preload: string }
  | { kind: 'reload' | 'close'; id: number }
  | { kind: 'send'; id: number; channel: string; args: unknown[] }
  | { kind: 'answer'; to: number; value?: unknown; error?: string }

/** From the browser's side; `to` is the number of the answer that is waited for. */
export type Incoming =
  | { kind: 'invoke'; to: number; id: number; url: string; isTop: boolean; channel: string; args: unknown[] }
  | { kind: 'fetch'; to: number; url: string }
  | { kind: 'emit'; id: number; event: string; args: unknown[] }
  | { kind: 'hand'; to: number; name: HandName; args: unknown[] }

const image = (url: string) => ({ toDataURL: () => url, isEmpty: () => false })

/** What a person, or the system, does. Each answers with plain data. */
const hands = {
  notices: () => desk.notices.map(({ title, body }) => ({ title, body })),
  pressNotice: (at: number) => desk.notices.at(at)?.press(),
  replyToNotice: (at: number, text: string) => desk.notices.at(at)?.reply(text),
  badge: () => ({ number: desk.badge, tray: desk.trays[0]?.image.split('/').at(-1) ?? null }),
  done: () => desk.done,
  external: () => desk.external,
  power: (event: string) => desk.events.emit(`power:${event}`),
  openLink: (...args: string[]) => desk.events.emit('app:second-instance', {}, args),
  pressKey: () => [...desk.shortcuts.values()][0]?.(),
  isAwake: () => desk.blockers.size > 0,
  blur: () => BrowserWindow.all[0]?.blur(),
  showWindow: () => BrowserWindow.all[0]?.emit('ready-to-show'),
  menu: () => desk.menu && labels(desk.menu),
  pressMenu: (label: string) => {
    const found = (desk.menu?.items ?? [])
      .flatMap(({ submenu }) => (submenu as unknown as Electron.MenuItem[] | undefined) ?? [])
      .find((item) => item.label === label)
    if (!found) throw new Error(`the menu has no "${label}"`)
    found.click()
  },
  offerSources: (sources: { id: string; name: string; thumbnail: string }[]) => {
    desk.sources = sources.map(({ id, name, thumbnail }) => ({
      id,
      name,
      thumbnail: image(thumbnail),
      appIcon: null,
      display_id: '',
    })) as unknown as Electron.DesktopCapturerSource[]
  },
  /** As a page's getDisplayMedia() asks. Answers the id of what was chosen, or null. */
  share: (partition: string) =>
    new Promise<string | null>((resolve) => {
      const page = openPages.find(({ preferences }) => preferences.partition === partition)
      const request = {
        frame: { parent: null },
        securityOrigin: page?.url,
        videoRequested: true,
        audioRequested: false,
      }
      page?.session.display?.(request as never, (streams) =>
        resolve((streams?.video as { id: string } | undefined)?.id ?? null),
      )
    }),
  /** Which pages are seen: those of the windows, and the view that lies over the first. */
  seen: () => {
    const [main] = BrowserWindow.all
    const views = (main?.contentView.children ?? []) as { isShown: boolean; webContents?: { id: number } }[]
    return views.filter(({ isShown }) => isShown).map(({ webContents }) => webContents?.id)
  },
}

export type Hands = typeof hands
export type HandName = keyof Hands

const labels = (menu: Electron.Menu): unknown[] =>
  menu.items.map(({ label, submenu }) => [
    label,
    ...((submenu as unknown as { label?: string }[]) ?? []).map((one) => one.label),
  ])

export function connect(): void {
  const tell = (what: Outgoing) => void process.send?.(what)
  desk.userData = process.env.NUCLEUS_DESKTOP_DATA ?? ''
  desk.carrier = {
    load: (page) => tell({ kind: 'load', ...page }),
    reload: (id) => tell({ kind: 'reload', id }),
    close: (id) => tell({ kind: 'close', id }),
    send: (id, channel, args) => tell({ kind: 'send', id, channel, args }),
  }
  const answer = (to: number, work: Promise<unknown>) =>
    work.then(
      (value) => tell({ kind: 'answer', to, value }),
      (error: Error) => tell({ kind: 'answer', to, error: error.message }),
    )
  process.on('message', (what: Incoming) => {
    if (what.kind === 'emit') openPages.find(({ id }) => id === what.id)?.emit(what.event, ...what.args)
    else void answer(what.to, take(what))
  })
  process.on('disconnect', () => process.exit())
}

async function take(what: Exclude<Incoming, { kind: 'emit' }>): Promise<unknown> {
  if (what.kind === 'hand') return (hands[what.name] as (...args: unknown[]) => unknown)(...what.args)
  if (what.kind === 'fetch') {
    const { protocol } = new URL(what.url)
    const found = await desk.schemes.get(protocol.slice(0, -1))?.(new Request(what.url))
    if (!found) return null
    const body = Buffer.from(await found.arrayBuffer()).toString('base64')
    return { status: found.status, headers: Object.fromEntries(found.headers), body }
  }
  const sender = openPages.find(({ id }) => id === what.id)
  const senderFrame = { url: what.url, parent: what.isTop ? null : {} }
  return desk.handlers.get(what.channel)?.({ sender, senderFrame }, ...what.args)
}
