// What is done for pages: each call of contract/desktop.ts, handed to the part that does it.
import type { BrowserWindow, WebContents } from 'electron'
import type { FeatureName } from '../../contract/desktop-views.ts'
import type { createInCall } from './calls/in-call.ts'
import type { RingWindow } from './calls/ring-window.ts'
import type { ScreenPicker } from './calls/screen-picker.ts'
import { type Handlers, tell } from './core/calls.ts'
import type { BrowserSignIn } from './secrets/browser-sign-in.ts'
import type { Servers } from './servers/servers.ts'
import { isQuietWanted } from './system/do-not-disturb.ts'
import type { Notices } from './system/notices.ts'
import { showServerMenu } from './system/server-menu.ts'
import type { Updates } from './updates/updates.ts'
import type { MainWindow } from './windows/main-window.ts'

export type Parts = {
  servers: Servers
  main: MainWindow
  notices: Notices
  rings: RingWindow
  picker: ScreenPicker
  inCall: ReturnType<typeof createInCall>
  signIn: BrowserSignIn
  updates: Updates
  isOff: (feature: FeatureName) => boolean
}

const isInFront = (window: BrowserWindow): boolean => window.isFocused() && window.isVisible()

async function flash({ window }: MainWindow): Promise<void> {
  if (!isInFront(window) && !(await isQuietWanted())) window.flashFrame(true)
}

/** Brings a server's page before the person. */
function bring({ servers, main }: Parts, origin: string): void {
  servers.choose(origin)
  main.toFront()
}

export function serverAnswers(parts: Parts): Handlers<'server'> {
  const { servers, main, notices, rings, inCall, signIn, updates, isOff } = parts
  /** A page that was just removed asks in vain. */
  const forServer = (sender: WebContents, work: (origin: string) => void) => {
    const origin = servers.originOf(sender)
    if (origin !== null) work(origin)
  }
  return {
    'server.describe': ({ name }, sender) => forServer(sender, (origin) => servers.describe(origin, name)),
    'badge.set': ({ badge }, sender) => forServer(sender, (origin) => servers.setBadge(origin, badge)),
    'window.focus': (_input, sender) => forServer(sender, (origin) => bring(parts, origin)),
    'notice.show': (notice, sender) =>
      forServer(sender, (origin) => {
        if (isOff('notifications')) return
        notices.show(origin, notice, {
          pressed: (tag) => {
            bring(parts, origin)
            tell(sender, 'notice.pressed', { tag })
          },
          replied: (tag, text) => tell(sender, 'notice.replied', { tag, text }),
        })
        if (notice.isCalling) void flash(main)
      }),
    'notice.close': ({ tag }, sender) => forServer(sender, (origin) => notices.close(origin, tag)),
    'ring.show': ({ rings: shown }, sender) =>
      forServer(sender, (origin) => {
        const isSeen = isInFront(main.window) && servers.shown?.origin === origin
        void rings.show(origin, shown, isSeen)
      }),
    'quiet.read': async () => ({ isQuiet: await isQuietWanted() }),
    'signIn.begin': (_input, sender) => forServer(sender, (origin) => signIn.begin(origin)),
    'update.read': () => ({ version: updates.ready }),
    'update.install': () => updates.install(),
    'call.changed': (state, sender) => inCall.change(sender, state.isInCall),
  }
}

export function shellAnswers(parts: Parts): Handlers<'shell'> {
  const { servers, main, picker, rings, updates } = parts
  /** What rang is told where it rang. */
  const settleRing = (id: string, work: (origin: string, page: WebContents) => void) => {
    const origin = rings.originOf(id)
    const page = origin === null ? null : servers.pageOf(origin)
    rings.settle(id)
    if (origin !== null && page) work(origin, page)
  }
  return {
    'shell.read': () => servers.view,
    'servers.connect': async ({ address }) => {
      if (!servers.isFixed) await servers.adding.connect(address)
    },
    'servers.trust': ({ origin, fingerprint }) => servers.trust(origin, fingerprint),
    'servers.choose': ({ origin }) => servers.choose(origin),
    'servers.add': () => {
      if (!servers.isFixed) servers.adding.open()
    },
    'servers.cancelAdding': () => {
      if (servers.view.canGoBack) servers.adding.close()
      else servers.adding.giveUp()
    },
    'servers.showMenu': ({ origin }) => showServerMenu(main.window, servers, origin),
    'servers.retry': ({ origin }) => servers.retry(origin),
    'servers.wait': ({ origin }) => servers.wait(origin),
    'shell.installUpdate': () => updates.install(),
    'pick.read': () => picker.view,
    'pick.choose': ({ id, withSound }) => picker.choose(id, withSound),
    'rings.read': () => rings.rings,
    'rings.answer': ({ id, withCamera }) =>
      settleRing(id, (origin, page) => {
        bring(parts, origin)
        tell(page, 'ring.answered', { id, withCamera })
      }),
    'rings.decline': ({ id }) => settleRing(id, (_origin, page) => tell(page, 'ring.declined', { id })),
  }
}
