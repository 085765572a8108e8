// Native notifications. The system's own do-not-disturb holds them back and keeps them silent, so nothing of ours goes around
// it: no sound and no window beside them.
import { Notification } from 'electron'
import type { DesktopInput } from '../../../contract/desktop.ts'
import { platform } from '../core/platform.ts'
import { words } from '../core/words.ts'

type Notice = DesktopInput<'notice.show'>
type Heard = { pressed: (tag: string) => void; replied: (tag: string, text: string) => void }

/** Kept while they are shown: one that is collected loses its click. */
const mostKept = 50

export class Notices {
  #shown = new Map<string, Notification>()

  /** @param from tells apart the tags of several servers */
  show(from: string, { tag, title, body, canReply }: Notice, { pressed, replied }: Heard): void {
    if (!Notification.isSupported()) return
    const key = keyOf(from, tag)
    this.close(from, tag)
    const notice = new Notification({
      title,
      body,
      ...(platform === 'mac' && canReply ? { hasReply: true, replyPlaceholder: words.reply } : {}),
    })
    const forget = () => {
      if (this.#shown.get(key) === notice) this.#shown.delete(key)
    }
    notice.on('click', () => {
      forget()
      pressed(tag)
    })
    notice.on('reply', ({ reply }) => replied(tag, reply))
    notice.on('close', forget)
    notice.on('failed', forget)
    this.#shown.set(key, notice)
    const [oldest] = this.#shown.keys()
    if (this.#shown.size > mostKept && oldest !== undefined) this.#shown.delete(oldest)
    notice.show()
  }

  close(from: string, tag: string): void {
    const key = keyOf(from, tag)
    this.#shown.get(key)?.close()
    this.#shown.delete(key)
  }
}

const keyOf = (from: string, tag: string): string => `${from} ${tag}`
