// The servers this app knows, and which one is seen.
import type { WebContents, WebContentsView } from 'electron'
import type { DesktopNews } from '../../../contract/desktop.ts'
import type { Badge, DesktopView } from '../../../contract/desktop-views.ts'
import { tell } from '../core/calls.ts'
import type { OpenKept } from '../core/kept.ts'
import type { ManagedSettings } from '../managed/settings.ts'
import type { SessionTokens } from '../secrets/session-tokens.ts'
import type { Trust } from '../security/trust.ts'
import { Adding } from './adding.ts'
import { createInquiry, type Inquiry } from './inquiry.ts'
import { OpenServer } from './open-server.ts'
import { type ServerPage, sessionOf } from './server-page.ts'

type Wishes = {
  kept: OpenKept
  trust: Trust
  tokens: SessionTokens
  managed: ManagedSettings
  /** The version of the app that waits for a restart. */
  update: () => string | null
  /** A server wants a newer app. */
  outdated: () => void
  /** Prepares a session before anything is asked in it. */
  prepare: (origin: string) => void
  /** Its page is about to close. */
  dropped: (view: WebContentsView) => void
  changed: () => void
}

export class Servers {
  readonly adding: Adding
  #wishes: Wishes
  #inquiry: Inquiry
  #open = new Map<string, OpenServer>()
  #active: string | null = null

  constructor(wishes: Wishes) {
    const { kept, trust, managed, prepare, changed } = wishes
    this.#wishes = wishes
    this.#inquiry = createInquiry(trust, prepare)
    this.adding = new Adding({
      inquiry: this.#inquiry,
      changed,
      found: (origin, name, path) => this.#found(origin, name, path),
      isKnown: (origin) => this.#open.has(origin),
    })
    const { servers, active } = kept.value
    const fixed = managed.serverAddress
    const known = fixed ? [servers.find(({ origin }) => origin === fixed) ?? named(fixed)] : servers
    for (const { origin, name } of known) this.#add(origin, name)
    const first = known.find(({ origin }) => origin === active) ?? known[0]
    if (first) this.choose(first.origin)
    else this.adding.open()
  }

  get isFixed(): boolean {
    return this.#wishes.managed.serverAddress !== undefined
  }

  get view(): DesktopView {
    return {
      servers: [...this.#open.values()].map(({ view }) => view),
      active: this.#active,
      cover: this.adding.cover ?? this.#seen?.cover ?? null,
      isAddressFixed: this.isFixed,
      update: this.#wishes.update(),
      canGoBack: this.adding.cover !== null && this.#open.size > 0,
    }
  }

  /** The page to be seen, or null while something lies over it. */
  get shown(): ServerPage | null {
    return this.view.cover === null ? (this.#seen?.page ?? null) : null
  }

  originOf(page: WebContents): string | null {
    return this.#all.find((server) => server.page.view.webContents === page)?.origin ?? null
  }

  pageOf(origin: string): WebContents | null {
    return this.#open.get(origin)?.page.view.webContents ?? null
  }

  /** The sum for the app's icon: all numbers, else a dot where anything is unread. */
  get badge(): Badge {
    const badges = this.#all.map(({ badge }) => badge)
    const number = badges.reduce<number>((sum, badge) => sum + (badge === 'dot' ? 0 : badge), 0)
    return number > 0 ? number : badges.includes('dot') ? 'dot' : 0
  }

  choose(origin: string): void {
    const server = this.#open.get(origin)
    if (!server) return
    this.#active = origin
    this.#wishes.kept.change((now) => (now.active === origin ? now : { ...now, active: origin }))
    server.begin()
    this.adding.close()
  }

  /** Forgets a server and all that is kept of it on this computer. */
  async remove(origin: string): Promise<void> {
    const server = this.#open.get(origin)
    if (!server || this.isFixed) return
    this.#open.delete(origin)
    if (this.#active === origin) this.#active = null
    this.#keep()
    const [next] = this.#open.keys()
    if (!next) this.adding.open()
    else if (this.#active === null) this.choose(next)
    this.#wishes.changed()
    this.#wishes.dropped(server.page.view)
    server.page.close()
    this.#wishes.tokens.forget(origin)
    await sessionOf(origin)
      .clearData()
      .catch(() => {})
  }

  async trust(origin: string, fingerprint: string): Promise<void> {
    const { trust } = this.#wishes
    if (trust.choose(new URL(origin).hostname, fingerprint)) {
      const session = sessionOf(origin)
      // What the network found before is remembered, until it is asked anew.
      trust.watch(session)
      await session.closeAllConnections()
    }
    this.retry(origin)
  }

  /** Tries again what went wrong: an address that is being added, or a server that is known. */
  retry(origin: string): void {
    const server = this.#open.get(origin)
    if (!server) return void this.adding.retry()
    server.load()
    this.#wishes.changed()
  }

  wait(origin: string): void {
    this.#open.get(origin)?.wait()
  }

  describe(origin: string, name: string): void {
    const server = this.#open.get(origin)
    if (!server || server.name === name) return
    server.name = name
    this.#keep()
    this.#wishes.changed()
  }

  setBadge(origin: string, badge: Badge): void {
    const server = this.#open.get(origin)
    if (!server || server.badge === badge) return
    server.badge = badge
    this.#wishes.changed()
  }

  /** Shows a place of a server; one that is not known is offered to be added, and leads there then. */
  open(origin: string, path: string): void {
    const server = this.#open.get(origin)
    if (server) {
      server.lead(path)
      this.choose(origin)
    } else if (!this.isFixed) this.adding.offer(origin, path)
  }

  /** To the pages of all servers. */
  tellAll<Name extends keyof DesktopNews>(name: Name, news: DesktopNews[Name]): void {
    for (const { page } of this.#all) tell(page.view.webContents, name, news)
  }

  get #all(): OpenServer[] {
    return [...this.#open.values()]
  }

  get #seen(): OpenServer | undefined {
    return this.#active === null ? undefined : this.#open.get(this.#active)
  }

  #found(origin: string, name: string | null, path: string | null): void {
    if (name !== null) {
      this.#add(origin, name)
      this.#keep()
    }
    if (path === null) this.choose(origin)
    else this.open(origin, path)
  }

  #add(origin: string, name: string): void {
    const { managed, tokens, changed, outdated, prepare } = this.#wishes
    prepare(origin)
    const wishes = { managed, tokens, inquiry: this.#inquiry, changed, outdated }
    this.#open.set(origin, new OpenServer(origin, name, wishes))
  }

  #keep(): void {
    const servers = this.#all.map(({ origin, name }) => ({ origin, name }))
    this.#wishes.kept.change((now) => ({ ...now, servers, active: this.#active }))
  }
}

const named = (origin: string) => ({ origin, name: new URL(origin).host })
