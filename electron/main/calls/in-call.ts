// While a page is in a call: the computer stays awake, the page is not slowed down when hidden, and one key of the whole
// system mutes the microphone.
import { globalShortcut, type WebContents } from 'electron'
import { tell } from '../core/calls.ts'
import { createWakefulness } from '../system/power.ts'

/** As in other call apps, where it works while another program is in front. */
export const muteKey = 'CommandOrControl+Shift+M'

export function createInCall(): { change(page: WebContents, isInCall: boolean): void } {
  const wakefulness = createWakefulness()
  const inCall = new Set<WebContents>()
  const settle = () => {
    wakefulness.keepAwake(inCall.size > 0)
    const isTaken = globalShortcut.isRegistered(muteKey)
    if (inCall.size === 0 && isTaken) globalShortcut.unregister(muteKey)
    if (inCall.size > 0 && !isTaken) {
      globalShortcut.register(muteKey, () => {
        for (const page of inCall) tell(page, 'call.toggleMute', {})
      })
    }
  }
  const leave = (page: WebContents) => {
    if (!inCall.delete(page)) return
    if (!page.isDestroyed()) page.setBackgroundThrottling(true)
    settle()
  }
  return {
    change(page, isInCall) {
      if (!isInCall) return leave(page)
      if (inCall.has(page)) return
      inCall.add(page)
      page.setBackgroundThrottling(false)
      // It crashed, went elsewhere or was closed: whatever it said before is over.
      for (const event of ['destroyed', 'render-process-gone', 'did-navigate'] as const)
        page.once(event as 'destroyed', () => leave(page))
      settle()
    },
  }
}
