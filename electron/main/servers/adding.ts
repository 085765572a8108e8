// The form for one more server, while it is there: an address is typed or comes with a link, and is asked what is there.
import type { CoverView } from '../../../contract/desktop-views.ts'
import { readAddress } from './address.ts'
import type { Inquiry } from './inquiry.ts'

type Wishes = {
  inquiry: Inquiry
  changed: () => void
  /** A Nucleus server is there, or one that is known already. `path`: where a link leads. */
  found: (origin: string, name: string | null, path: string | null) => void
  isKnown: (origin: string) => boolean
}

export class Adding {
  /** null: the form is not there. */
  cover: CoverView | null = null
  #wishes: Wishes
  #offered: { origin: string; path: string } | null = null
  /** The attempt that counts; an earlier one's answer comes too late. */
  #attempt = 0

  constructor(wishes: Wishes) {
    this.#wishes = wishes
  }

  open(): void {
    this.#attempt += 1
    this.#put({ kind: 'connect', address: '' })
  }

  close(): void {
    this.#attempt += 1
    this.#put(null)
  }

  /** Gives an attempt up, with the address left to be corrected. */
  giveUp(): void {
    this.#attempt += 1
    const address = this.cover && 'address' in this.cover ? this.cover.address : ''
    this.#put({ kind: 'connect', address })
  }

  /** A link leads to a server that is not known: it is added only if somebody says so. */
  offer(origin: string, path: string): void {
    this.#attempt += 1
    this.#offered = { origin, path }
    this.#put({ kind: 'connect', address: origin })
  }

  async connect(typed: string): Promise<void> {
    this.#attempt += 1
    const mine = this.#attempt
    const read = readAddress(typed)
    if ('problem' in read) {
      const { problem } = read
      this.#put({ kind: 'problem', address: typed, origin: null, problem, detail: '', certificate: null })
      return
    }
    const { origin } = read
    const path = this.#offered?.origin === origin ? this.#offered.path : null
    if (this.#wishes.isKnown(origin)) {
      this.#wishes.found(origin, null, path)
      return
    }
    this.#put({ kind: 'connecting', address: typed })
    const answer = await this.#wishes.inquiry.ask(origin)
    if (mine !== this.#attempt) return
    if ('problem' in answer) this.#put(this.#wishes.inquiry.present(origin, typed, answer))
    else this.#wishes.found(origin, answer.name, path)
  }

  /** Tries the same address again. */
  retry(): void {
    if (this.cover?.kind === 'problem') void this.connect(this.cover.address)
  }

  #put(cover: CoverView | null): void {
    this.cover = cover
    this.#wishes.changed()
  }
}
