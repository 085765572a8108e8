// One server in the app: its page, its name and mark, and what lies over the page while it can't be seen.
import type { Badge, CoverView, ServerView } from '../../../contract/desktop-views.ts'
import { tell } from '../core/calls.ts'
import type { ManagedSettings } from '../managed/settings.ts'
import type { SessionTokens } from '../secrets/session-tokens.ts'
import { problemOfError } from './diagnose.ts'
import type { Inquiry, Problem } from './inquiry.ts'
import { openServerPage, type ServerPage, sessionOf } from './server-page.ts'

/** How long a page that hangs is left alone after "Wait". */
const patienceMs = 15_000

type Wishes = {
  managed: ManagedSettings
  tokens: SessionTokens
  inquiry: Inquiry
  changed: () => void
  /** The server wants a newer app. */
  outdated: () => void
}

export class OpenServer {
  readonly origin: string
  readonly page: ServerPage
  name: string
  badge: Badge = 0
  cover: CoverView | null = null
  #wishes: Wishes
  #isReady = false
  #isHung = false
  #hasToken = false
  /** Where it is to lead once it is there. */
  #wanted: string | null = null

  constructor(origin: string, name: string, wishes: Wishes) {
    this.origin = origin
    this.name = name
    this.#wishes = wishes
    this.page = openServerPage(origin, wishes.managed.disabledFeatures ?? [], {
      shown: () => this.#show(),
      failed: (error) => void this.#explain(error),
      crashed: () => this.#put({ kind: 'crashed', origin }),
      hung: () => this.#hang(true),
      recovered: () => this.#hang(false),
    })
  }

  get view(): ServerView {
    return { origin: this.origin, name: this.name, badge: this.badge }
  }

  /** Loads the page where it was not loaded yet. */
  begin(): void {
    if (!this.#isReady && this.cover === null) this.load()
  }

  /** Loads the page anew. */
  load(): void {
    this.#isReady = false
    this.cover = { kind: 'connecting', address: this.origin }
    void this.#load()
  }

  /** With the token first: a page that starts without it asks one to sign in. */
  async #load(): Promise<void> {
    if (!this.#hasToken) await this.#wishes.tokens.restore(this.origin, sessionOf(this.origin))
    this.#hasToken = true
    this.page.load(this.#wanted ?? '/')
  }

  lead(path: string): void {
    if (this.#isReady) tell(this.page.view.webContents, 'place.open', { path })
    else this.#wanted = path
  }

  /** More time for a page that hangs: asked again if it still does. */
  wait(): void {
    if (this.cover?.kind !== 'hung') return
    this.#put(null)
    setTimeout(() => {
      if (this.#isHung && this.cover === null) this.#put({ kind: 'hung', origin: this.origin })
    }, patienceMs).unref()
  }

  #show(): void {
    this.#isReady = true
    this.#wanted = null
    this.#put(null)
    void this.#judgeVersions()
  }

  #hang(isHung: boolean): void {
    this.#isHung = isHung
    if (isHung) this.#put({ kind: 'hung', origin: this.origin })
    else if (this.cover?.kind === 'hung') this.#put(null)
  }

  /** A page comes from the cache, too: whether app and server still fit together, only the server knows. */
  async #judgeVersions(): Promise<void> {
    const found = await this.#wishes.inquiry.ask(this.origin)
    if ('problem' in found && /TooOld$/.test(found.problem)) this.#tellProblem(found)
  }

  /** Why a page did not come: asked once more by hand, for its own words may come from a proxy's page. */
  async #explain(error: string): Promise<void> {
    const found = await this.#wishes.inquiry.ask(this.origin)
    this.#tellProblem('problem' in found ? found : { problem: problemOfError(error), detail: error })
  }

  #tellProblem(problem: Problem): void {
    if (problem.problem === 'appTooOld') this.#wishes.outdated()
    this.#put(this.#wishes.inquiry.present(this.origin, this.origin, problem))
  }

  #put(cover: CoverView | null): void {
    this.cover = cover
    this.#wishes.changed()
  }
}
