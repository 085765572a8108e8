// The viewer's reminders.
import { useEffect } from 'react'
import type { InputOf } from '../../../contract/commands.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ReminderId } from '../../../contract/ids.ts'
import type { ReminderView } from '../../../contract/reminders.ts'
import { ApiError, call } from '../../data/api.ts'
import { newId } from '../../data/new-id.ts'
import { createOwnList, type OwnList } from '../due/own-list.ts'

const list = createOwnList<ReminderView>(async () => {
  const { reminders, head } = await call('reminders.list', {})
  return { views: reminders, head }
})

export const remindersStore = list.store
export const refreshReminders = list.refresh
export const restartReminders = list.restart
export const forgetReminders = list.forget

/** Told of entries after they were applied. */
export function hearReminders({ event, number }: Entry): void {
  switch (event.type) {
    case 'reminders.changed':
    case 'reminder.fired':
      void list.hear(number)
      break
    // What they show of messages must not outlive an edit, an erasure or the viewer's leaving.
    case 'message.edited':
    case 'message.deleted':
      if (list.store.getState().views?.some(({ messageId }) => messageId === event.messageId)) list.restart()
      break
    case 'channel.left':
      if (list.store.getState().views?.some(({ message }) => message?.channelId === event.channelId))
        list.restart()
      break
    default:
  }
}

export function useReminders(): OwnList<ReminderView> {
  useEffect(list.want, [])
  return list.store()
}

/** One of them, as new as the server has it; null when it is gone. */
export async function findReminder(id: ReminderId): Promise<ReminderView | null> {
  list.want()
  await list.refresh()
  return list.store.getState().views?.find((reminder) => reminder.id === id) ?? null
}

/** Fired, or past its moment, and not done. */
export const isDue = ({ doneAt, firedAt }: ReminderView): boolean => doneAt === null && firedAt !== null

type NewReminder = Omit<InputOf<'reminders.create'>, 'clientId'>
type ClientId = InputOf<'reminders.create'>['clientId']

/** Of those whose answer did not come: asked for once more, it is still the same reminder. */
const unanswered = new Map<string, ClientId>()

/** Throws what the server says when it does not take it. */
export async function createReminder(reminder: NewReminder): Promise<void> {
  const key = JSON.stringify(reminder)
  const clientId = unanswered.get(key) ?? (newId() as ClientId)
  unanswered.set(key, clientId)
  await call('reminders.create', { ...reminder, clientId })
  unanswered.delete(key)
  void list.refresh()
}

/** What another device deleted meanwhile needs nothing more. */
async function change(doIt: () => Promise<unknown>): Promise<void> {
  try {
    await doIt()
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'not_found')) throw error
  } finally {
    await list.refresh()
  }
}

export const updateReminder = (input: InputOf<'reminders.update'>) =>
  change(() => call('reminders.update', input))
export const completeReminder = (input: InputOf<'reminders.complete'>) =>
  change(() => call('reminders.complete', input))
export const deleteReminder = ({ id }: ReminderView) =>
  change(() => call('reminders.delete', { reminderId: id }))
