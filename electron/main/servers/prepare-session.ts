// What holds in a server's session before anything is asked in it: certificates, permissions, what may be shared and saved,
// the way to the network.
import { app, type BrowserWindow } from 'electron'
import type { FeatureName } from '../../../contract/desktop-views.ts'
import type { ScreenPicker } from '../calls/screen-picker.ts'
import { platform } from '../core/platform.ts'
import { applyProxy } from '../managed/proxy.ts'
import type { ManagedSettings } from '../managed/settings.ts'
import type { SessionTokens } from '../secrets/session-tokens.ts'
import { allowInSession } from '../security/permissions.ts'
import type { Trust } from '../security/trust.ts'
import { keepDownloads } from '../system/downloads.ts'
import { sessionOf } from './server-page.ts'

type Rules = {
  trust: Trust
  tokens: SessionTokens
  picker: ScreenPicker
  managed: ManagedSettings
  isOff: (feature: FeatureName) => boolean
  window: () => BrowserWindow
}

/** Permissions that a switched-off feature takes along. */
const switchedBy: Record<string, FeatureName> = {
  'display-capture': 'screenShare',
  notifications: 'notifications',
}

/** Twice equals once. */
export function sessionPreparer({
  trust,
  tokens,
  picker,
  managed,
  isOff,
  window,
}: Rules): (origin: string) => void {
  const prepared = new Set<string>()
  return (origin) => {
    if (prepared.has(origin)) return
    prepared.add(origin)
    const session = sessionOf(origin)
    trust.watch(session)
    tokens.watch(origin, session)
    session.setUserAgent(withOurName(session.getUserAgent()))
    // Chromium would fetch dictionaries from its maker: nothing leaves the company's network unasked.
    session.setSpellCheckerDictionaryDownloadURL(`${origin}/desktop/dictionaries/`)
    session.setSpellCheckerEnabled(!isOff('spellCheck'))
    allowInSession(session, origin, (permission) => {
      const feature = switchedBy[permission]
      return feature !== undefined && isOff(feature)
    })
    picker.watch(session, origin, window)
    keepDownloads(session, !isOff('downloads'), window)
    applyProxy(session, managed)
  }
}

/** The server counts which versions are in use. */
const withOurName = (userAgent: string): string =>
  `${userAgent} NucleusDesktop/${app.getVersion()} (${platform})`
