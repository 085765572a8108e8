// Sessions: real requests, judged by the app's own rules of certificates as Chromium would ask for them.
import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { note } from './desk.ts'
import { fetchAsChromium, type Verify } from './net.ts'
import { strict } from './strict.ts'

/** A jar whose changes are told, as Chromium's. */
class Cookies extends EventEmitter {
  kept = new Map<string, Electron.CookiesSetDetails>()
  async set(cookie: Electron.CookiesSetDetails): Promise<void> {
    this.kept.set(cookie.name ?? '', cookie)
    this.emit('changed', {}, { ...cookie, session: cookie.expirationDate === undefined }, 'inserted', false)
  }
  async remove(_url: string, name: string): Promise<void> {
    const cookie = this.kept.get(name)
    this.kept.delete(name)
    if (cookie) this.emit('changed', {}, cookie, 'explicit', true)
  }
}

class Session extends EventEmitter {
  partition: string
  cookies = new Cookies()
  verify: Verify | null = null
  request: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null
  check: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null
  device: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null
  display: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0] = null
  proxy: Electron.ProxyConfig | null = null
  userAgent = 'Mozilla/5.0 Chrome/145.0.0.0 Electron/45.4.1'
  constructor(partition: string) {
    super()
    this.partition = partition
    // biome-ignore lint/correctness/noConstructorReturn: what the stand-in lacks must fail
    return strict('Session', this)
  }
  dictionaries = ''
  checksSpelling = true
  setSpellCheckerDictionaryDownloadURL(url: string): void {
    this.dictionaries = url
  }
  setSpellCheckerEnabled(isOn: boolean): void {
    this.checksSpelling = isOn
  }
  getUserAgent = () => this.userAgent
  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent
  }
  setCertificateVerifyProc(verify: Verify | null): void {
    this.verify = verify
  }
  setPermissionRequestHandler(handler: Session['request']): void {
    this.request = handler
  }
  setPermissionCheckHandler(handler: Session['check']): void {
    this.check = handler
  }
  setDevicePermissionHandler(handler: Session['device']): void {
    this.device = handler
  }
  setDisplayMediaRequestHandler(handler: Session['display']): void {
    this.display = handler
  }
  async setProxy(proxy: Electron.ProxyConfig): Promise<void> {
    this.proxy = proxy
  }
  closeAllConnections = async (): Promise<void> => note('session.closeAllConnections', this.partition)
  clearData = async (): Promise<void> => note('session.clearData', this.partition)
  fetch = (url: string, init: RequestInit) => fetchAsChromium(url, init, this.verify)
}

const sessions = new Map<string, Session>()

export const session = strict('session', {
  fromPartition(partition: string): Session {
    const known = sessions.get(partition) ?? new Session(partition)
    sessions.set(partition, known)
    return known
  },
})

export const forgetSessions = (): void => sessions.clear()
