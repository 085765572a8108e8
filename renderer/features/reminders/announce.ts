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
import { excerptOf } from '../files/excerpt.ts'
import { isSpeaker } from '../notifications/notify.ts'
import { announceWithinMs } from '../notifications/what-to-notify.ts'
import { peopleStore } from '../people/store.ts'
import { completeReminder, findReminder, isDue, remindersStore } from './store.ts'

const maxText = 240

/** What it is about, in one line: its own words before those of its message. Empty for a message one can't see. */
export function wordsOf({ text, message }: ReminderView): string {
  if (text || !message) return text
  return excerptOf(message).slice(0, maxText)
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

/** Fired, and the list could not be asked for: said as soon as it could. */
const unsaid = new Map<ReminderId, number>()
/** What stands in the window. */
const said = new Map<ReminderId, { words: string; close: () => void }>()

async function announce(id: ReminderId): Promise<void> {
  unsaid.set(id, Date.now() + announceWithinMs)
  await findReminder(id)
  sayUnsaid()
}

function sayUnsaid(): void {
  const { views, error } = remindersStore.getState()
  if (!views || error !== null) return
  for (const [id, until] of unsaid) {
    const due = views.find((one) => one.id === id && isDue(one))
    const isLate = Date.now() > until
    // An answer that was on its way when it fired does not know of it: the next one does.
    if (!due && !isLate) continue
    unsaid.delete(id)
    if (due && !isLate) say(due)
  }
}

const bodyOf = (reminder: ReminderView) => wordsOf(reminder) || i18next.t('reminders:noAccess')
const open = () => navigate(paths.reminders)

function say(reminder: ReminderView): void {
  show(reminder)
  const [title, body, tag] = [i18next.t('reminders:fired'), bodyOf(reminder), `reminder:${reminder.id}`]
  if (isSpeaker() && !document.hasFocus() && !isLeftInPeace())
    bridge.notify({ title, body, tag, onClick: open })
}

function show(reminder: ReminderView): void {
  const { id } = reminder
  said.get(id)?.close()
  const close = showToast({
    title: i18next.t('reminders:fired'),
    body: bodyOf(reminder),
    timeoutMs: 0,
    action: {
      label: i18next.t('reminders:done'),
      run: () => void completeReminder({ reminderId: id, isDone: true }).catch(open),
    },
  })
  said.set(id, { words: bodyOf(reminder), close })
}

/** What is done, deleted or changed elsewhere, or says what may not be read any more, does not stay. */
function updateSaid(): void {
  const { views } = remindersStore.getState()
  for (const [id, { words, close }] of said) {
    const reminder = views?.find((one) => one.id === id)
    if (reminder && isDue(reminder)) {
      if (bodyOf(reminder) !== words) show(reminder)
    } else {
      close()
      said.delete(id)
    }
  }
}

remindersStore.subscribe(() => {
  sayUnsaid()
  updateSaid()
})
