// Puts the app together: servers and their pages, the window, and what the system has for them.
import { app, type WebContents } from 'electron'
import type { FeatureName } from '../../contract/desktop-views.ts'
import { type Parts, serverAnswers, shellAnswers } from './answers.ts'
import { createInCall } from './calls/in-call.ts'
import { RingWindow } from './calls/ring-window.ts'
import { ScreenPicker } from './calls/screen-picker.ts'
import { answerCalls, tell } from './core/calls.ts'
import { openKept } from './core/kept.ts'
import { type DeepLink, deepLinkIn } from './links/deep-link.ts'
import { applyProxy } from './managed/proxy.ts'
import type { ManagedSettings } from './managed/settings.ts'
import { BrowserSignIn } from './secrets/browser-sign-in.ts'
import { openSessionTokens } from './secrets/session-tokens.ts'
import { serveOwnPages } from './security/own-pages.ts'
import { openTrust } from './security/trust.ts'
import { sessionPreparer } from './servers/prepare-session.ts'
import { Servers } from './servers/servers.ts'
import { showBadge } from './system/badge.ts'
import { showMenu } from './system/menu.ts'
import { Notices } from './system/notices.ts'
import { hearWaking } from './system/power.ts'
import { setStartAtLogin } from './system/start-at-login.ts'
import { openTray } from './system/tray.ts'
import { askForUpdates } from './updates/ask-for-updates.ts'
import { Updates } from './updates/updates.ts'
import { openMainWindow } from './windows/main-window.ts'
import { inPackage } from './windows/page.ts'

/** Opens this server, as `npm start` and `npm run desktop` do. */
const serverFlag = '--server='

type Start = { managed: ManagedSettings; args: readonly string[] }

export type Desktop = {
  /** A link of another program's, or the icon pressed once more. */
  open(link: DeepLink | null): void
}

/** After the app is ready. */
export function startDesktop({ managed, args }: Start): Desktop {
  serveOwnPages(inPackage('pages'))
  setStartAtLogin(managed.startAtLogin)
  const isOff = (feature: FeatureName) => managed.disabledFeatures?.includes(feature) ?? false
  const parts = buildParts(managed, isOff, args.includes('--hidden'))
  answerCalls({ ...serverAnswers(parts), ...shellAnswers(parts) })
  const { servers, main } = parts
  main.window.on('focus', () => main.window.flashFrame(false))
  hearWaking(() => servers.tellAll('power.woke', {}))
  app.on('activate', main.toFront)
  const open = (link: DeepLink | null) => {
    main.toFront()
    if (!link?.signIn) return void (link && servers.open(link.origin, link.path))
    const page = servers.pageOf(link.origin)
    const came = parts.signIn.finish(link.origin, link.signIn)
    if (!page || !came) return
    servers.choose(link.origin)
    tell(page, 'signIn.came', came)
  }
  const named = args.find((arg) => arg.startsWith(serverFlag))?.slice(serverFlag.length)
  if (named && !servers.isFixed) void servers.adding.connect(named)
  const startedBy = deepLinkIn(args)
  if (startedBy) open(startedBy)
  return { open }
}

function buildParts(managed: ManagedSettings, isOff: Parts['isOff'], isHidden: boolean): Parts {
  const kept = openKept()
  const trust = openTrust(kept, managed.extraCertificates)
  const tokens = openSessionTokens(kept)
  const picker = new ScreenPicker()
  let isQuitting = false
  app.on('before-quit', () => {
    isQuitting = true
  })
  const main = openMainWindow(kept, { isHidden, hidesOnClose: () => !isQuitting && tray !== null })
  const prepare = sessionPreparer({ trust, tokens, picker, managed, isOff, window: () => main.window })
  const seen = (): WebContents | null => servers.shown?.view.webContents ?? null
  const choose = (origin: string) => servers.choose(origin)
  const show = () => {
    const { view, badge, shown } = servers
    main.show(shown?.view ?? null, view.servers.length > 1)
    tell(main.window.webContents, 'shell.changed', view)
    tray?.show(view, badge)
    if (!isOff('badge')) showBadge(main.window, badge)
    showMenu(view, menu)
  }
  const changed = together(() => {
    if (!main.window.isDestroyed()) show()
  })
  const tray = openTray({ toFront: main.toFront, choose, quit: () => app.quit() })
  const updates = new Updates({
    origin: () => servers.view.servers[0]?.origin ?? null,
    channel: managed.updates ?? 'stable',
    prepare: (session) => {
      trust.watch(session)
      applyProxy(session, managed)
    },
    changed: (version) => {
      changed()
      servers.tellAll('update.ready', { version })
    },
  })
  const menu = {
    page: seen,
    addServer: () => servers.adding.open(),
    choose,
    canPrint: !isOff('printing'),
    checkForUpdates: updates.areOn ? () => void askForUpdates(main.window, updates) : null,
  }
  const servers = new Servers({
    kept,
    trust,
    tokens,
    managed,
    update: () => updates.ready,
    outdated: () => void updates.check(),
    prepare,
    changed,
    dropped: main.drop,
  })
  return {
    servers,
    main,
    notices: new Notices(),
    rings: new RingWindow(),
    picker,
    inCall: createInCall(),
    signIn: new BrowserSignIn(),
    updates,
    isOff,
  }
}

/** Changes that come together are shown together. */
function together(show: () => void): () => void {
  let isWaiting = false
  return () => {
    if (isWaiting) return
    isWaiting = true
    queueMicrotask(() => {
      isWaiting = false
      show()
    })
  }
}
