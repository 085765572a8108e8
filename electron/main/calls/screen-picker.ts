// What is shared when a page asks for the screen: a window of ours shows screens and windows, and the page gets nothing but
// the one that was chosen. Where the system has a picker of its own, that one asks.
import {
  type BrowserWindow,
  type DesktopCapturerSource,
  desktopCapturer,
  type Session,
  type Streams,
} from 'electron'
import type { PickView } from '../../../contract/desktop-views.ts'
import { platform } from '../core/platform.ts'
import { originOf } from '../security/pages.ts'
import { openOwnWindow } from '../windows/own-window.ts'

const thumbnail = { width: 320, height: 200 }

/** Wayland's portal asks by itself, and shows what Chromium could not. */
const hasPortal = (): boolean => platform === 'linux' && process.env.XDG_SESSION_TYPE === 'wayland'

type Open = {
  view: PickView
  sources: DesktopCapturerSource[]
  window: BrowserWindow
  settle: (streams: Streams) => void
}

export class ScreenPicker {
  #open: Open | null = null

  /** @param owner the window that the picker belongs to */
  watch(session: Session, origin: string, owner: () => BrowserWindow): void {
    session.setDisplayMediaRequestHandler(
      (request, answer) => {
        const isOwn = request.frame?.parent === null && originOf(request.securityOrigin) === origin
        if (!isOwn || !request.videoRequested) return answer({})
        this.#ask(owner(), request.audioRequested).then(answer, () => answer({}))
      },
      { useSystemPicker: true },
    )
  }

  get view(): PickView {
    return this.#open?.view ?? { sources: [], canShareSound: false }
  }

  choose(id: string | null, withSound: boolean): void {
    const open = this.#open
    if (!open) return
    this.#open = null
    const source = open.sources.find((one) => one.id === id)
    open.settle(streamsOf(source, withSound && open.view.canShareSound))
    open.window.close()
  }

  async #ask(owner: BrowserWindow, isSoundAsked: boolean): Promise<Streams> {
    this.choose(null, false)
    const sources = await desktopCapturer.getSources({
      types: ['screen', 'window'],
      thumbnailSize: thumbnail,
      fetchWindowIcons: true,
    })
    const [only] = sources
    // The portal has asked already: what comes is what was chosen.
    if (hasPortal()) return streamsOf(only, false)
    const canShareSound = isSoundAsked && platform === 'windows'
    const view = { sources: sources.map(presentSource), canShareSound }
    return new Promise((settle) => {
      const window = openPickWindow(owner)
      this.#open = { view, sources, window, settle }
      window.on('closed', () => {
        if (this.#open?.window === window) this.choose(null, false)
      })
    })
  }
}

const streamsOf = (video: DesktopCapturerSource | undefined, withSound: boolean): Streams =>
  video ? { video, ...(withSound ? { audio: 'loopback' as const } : {}) } : {}

const presentSource = ({
  id,
  name,
  thumbnail,
  appIcon,
}: DesktopCapturerSource): PickView['sources'][number] => ({
  id,
  name,
  kind: id.startsWith('screen:') ? 'screen' : 'window',
  thumbnail: thumbnail.toDataURL(),
  icon: appIcon && !appIcon.isEmpty() ? appIcon.toDataURL() : null,
})

function openPickWindow(owner: BrowserWindow): BrowserWindow {
  const size = { width: 820, height: 620, minWidth: 480, minHeight: 360 }
  const window = openOwnWindow('pick', { ...size, parent: owner, modal: true })
  window.setMenu(null)
  return window
}
