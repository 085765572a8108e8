// A reminder that fires is said at once: in the window, and outside of it for who looks elsewhere.
import i18next from 'i18next'
import { navigate } from 'wouter/use-browser-location'
import type { Entry } from '../../../contract/events.ts'
import type { ReminderId } from '../../../contract/ids.ts'
import { isDoNotDisturb } from '../../../contract/lib/quiet-times.ts'
import type { ReminderView } from '../../../contract/reminders.ts'
import { paths } from '../../app/paths.ts'
import { bridge } from '../../desktop/bridge.ts'
import { showToast } from '../../ui/Toast.tsx'
import { filesText } from '../files/excerpt.ts'
import { readable } from '../groups/readable.ts'
import { isSpeaker } from '../notifications/notify.ts'
import { announceWithinMs } from '../notifications/what-to-notify.ts'
import { peopleStore } from '../people/store.ts'
import { completeReminder, findReminder, isDue } from './store.ts'

const maxText = 240
/** In one plain line these only disturb. */
const markup = /\*\*|~~|`+/g

/** What it is about, in one line: its own words before those of its message. Empty for a message one can't see. */
export function wordsOf({ text, message }: ReminderView): string {
  if (text || !message) return text
  const words = readable(message.body).replace(markup, '') || filesText(message.files)
  return words.slice(0, maxText)
}

/** Told of entries after they were applied. What fired while nobody was there waits in the list, without a sound. */
export function hearForReminders(entries: Entry[], isLive: boolean): void {
  for (const { event, at } of entries) {
    if (event.type !== 'reminder.fired') continue
    if (isLive || Date.now() - Date.parse(at) <= announceWithinMs)
      void announce(event.reminderId).catch(() => {})
  }
}

/** In quiet times and a pause it stands in the window and in the list, and calls nobody. */
function isLeftInPeace(): boolean {
  const { me: my, people } = peopleStore.getState()
  const me = my && people.get(my.personId)
  return me ? isDoNotDisturb(me, new Date()) : false
}

async function announce(id: ReminderId): Promise<void> {
  const reminder = await findReminder(id)
  if (!reminder || !isDue(reminder)) return
  const title = i18next.t('reminders:fired')
  const body = wordsOf(reminder) || i18next.t('reminders:noAccess')
  const open = () => navigate(paths.reminders)
  showToast({
    title,
    body,
    timeoutMs: 0,
    action: {
      label: i18next.t('reminders:done'),
      run: () => void completeReminder({ reminderId: id, isDone: true }).catch(open),
    },
  })
  if (isSpeaker() && !document.hasFocus() && !isLeftInPeace())
    bridge.notify({ title, body, tag: `reminder:${id}`, onClick: open })
}
