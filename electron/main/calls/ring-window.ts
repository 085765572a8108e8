// A small window over everything else while somebody calls, so that a call is seen when Nucleus is not.
import { type BrowserWindow, screen } from 'electron'
import type { RingView } from '../../../contract/desktop-views.ts'
import { tell } from '../core/calls.ts'
import { isQuietWanted } from '../system/do-not-disturb.ts'
import { openOwnWindow } from '../windows/own-window.ts'

/** In device-independent pixels. */
const size = { width: 420, height: 190 }
const margin = 16

type Rung = { origin: string; ring: RingView }

export class RingWindow {
  #window: BrowserWindow | null = null
  #rung: Rung[] = []
  #asked = 0

  get rings(): RingView[] {
    return this.#rung.map(({ ring }) => ring)
  }

  /** The server whose call this is. */
  originOf(id: string): string | null {
    return this.#rung.find(({ ring }) => ring.id === id)?.origin ?? null
  }

  /** What rings at one server now; `isSeen`: its own page is in front of the person and shows it. */
  async show(origin: string, rings: RingView[], isSeen: boolean): Promise<void> {
    this.#asked += 1
    const mine = this.#asked
    const isLoud = rings.some(({ isQuiet }) => !isQuiet)
    const isSilenced = isLoud && (await isQuietWanted())
    // What rings has changed while the system was asked.
    if (mine !== this.#asked) return
    this.#put(origin, isSilenced ? rings.map((ring) => ({ ...ring, isQuiet: true })) : rings, isSeen)
  }

  #put(origin: string, rings: RingView[], isSeen: boolean): void {
    const others = this.#rung.filter((one) => one.origin !== origin)
    const isNew = rings.some(({ id, isQuiet }) => !isQuiet && this.originOf(id) === null)
    this.#rung = [...others, ...rings.map((ring) => ({ origin, ring }))]
    if (this.#rung.every(({ ring }) => ring.isQuiet)) return void this.#close()
    if (this.#window) tell(this.#window.webContents, 'rings.changed', this.rings)
    else if (isNew && !isSeen) this.#window = this.#openWindow()
  }

  settle(id: string): void {
    this.#rung = this.#rung.filter(({ ring }) => ring.id !== id)
    if (this.#rung.length === 0) this.#close()
    else if (this.#window) tell(this.#window.webContents, 'rings.changed', this.rings)
  }

  #close(): void {
    const window = this.#window
    this.#window = null
    window?.close()
  }

  #openWindow(): BrowserWindow {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
    const window = openOwnWindow('ring', {
      ...size,
      x: workArea.x + workArea.width - size.width - margin,
      y: workArea.y + margin,
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
    })
    // Over full-screen programs too, and on whatever desktop one is.
    window.setAlwaysOnTop(true, 'screen-saver')
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
    // Whoever types elsewhere goes on typing there.
    window.once('ready-to-show', () => window.showInactive())
    window.on('closed', () => {
      if (this.#window === window) this.#window = null
    })
    return window
  }
}
