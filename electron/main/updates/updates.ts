// Updates come from the company's own server: asked for now and then, fetched in the background, checked by electron-updater
// (sha512, and the publisher's signature on Windows and macOS), put in place when the app is left or the person says so.
import { app, type Session } from 'electron'
import type { AppUpdater } from 'electron-updater'
import { warn } from '../core/log.ts'
import { platform } from '../core/platform.ts'
import type { ManagedSettings } from '../managed/settings.ts'

/** The start has better things to do. */
const firstAfterMs = 30_000
const everyMs = 4 * 3600_000
/** Not all of a company at the same second: up to this much later. */
const spreadMs = 600_000

const feedOf = (origin: string): string => `${origin}/desktop/updates`

/** What was found: nothing newer, a version that is being fetched or waits for a restart, or nobody answered. */
export type Found =
  | { kind: 'none' }
  | { kind: 'failed' }
  | { kind: 'coming'; version: string }
  | { kind: 'ready'; version: string }

type Wishes = {
  /** The server whose updates this app takes: the first one. */
  origin: () => string | null
  channel: NonNullable<ManagedSettings['updates']>
  /** Certificates and proxy of the session that it asks in. */
  prepare: (session: Session) => void
  changed: (version: string) => void
}

export class Updates {
  /** The version that is fetched and waits for a restart, or null. */
  ready: string | null = null
  #wishes: Wishes
  #updater: AppUpdater | null = null

  constructor(wishes: Wishes) {
    this.#wishes = wishes
    if (!this.areOn) return
    setTimeout(() => this.check(), firstAfterMs).unref()
    setInterval(() => this.check(), everyMs + Math.random() * spreadMs).unref()
  }

  /** Whether this app takes updates by itself: from its sources it does not, and where IT brings them. */
  get areOn(): boolean {
    return this.#wishes.channel !== 'off' && app.isPackaged
  }

  /** Asks the server now. What is found is fetched in the background. */
  async check(): Promise<Found> {
    const { origin, channel } = this.#wishes
    if (this.ready !== null) return { kind: 'ready', version: this.ready }
    const from = origin()
    if (from === null || !this.areOn) return { kind: 'none' }
    try {
      this.#updater ??= await this.#load()
      this.#updater.setFeedURL({
        provider: 'generic',
        url: feedOf(from),
        channel: channel === 'preview' ? 'preview' : 'latest',
        useMultipleRangeRequest: false,
      })
      const found = await this.#updater.checkForUpdates()
      // Its end is told by events.
      found?.downloadPromise?.catch(() => {})
      return found?.isUpdateAvailable
        ? { kind: 'coming', version: found.updateInfo.version }
        : { kind: 'none' }
    } catch (error) {
      warn('the server could not be asked for updates', error)
      return { kind: 'failed' }
    }
  }

  /** Leaves the app and starts the new version. */
  install(): void {
    if (this.ready !== null) this.#updater?.quitAndInstall(false, true)
  }

  async #load(): Promise<AppUpdater> {
    const { default: electronUpdater } = await import('electron-updater')
    const updater = electronUpdater.autoUpdater
    updater.logger = null
    // A package of the system is put in place with an administrator's password: asked for when somebody wants it, not at
    // every end of the day.
    updater.autoInstallOnAppQuit = platform !== 'linux' || process.env.APPIMAGE !== undefined
    // It asks in a session of its own.
    this.#wishes.prepare(updater.netSession)
    updater.on('error', (error) => warn('an update could not be had', error))
    updater.on('update-downloaded', ({ version }) => {
      this.ready = version
      this.#wishes.changed(version)
    })
    return updater
  }
}
