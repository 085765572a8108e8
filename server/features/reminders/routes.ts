// The doors of reminders.
import { type Route, route } from '../../http/route.ts'
import { completeReminder, createReminder, deleteReminder, listReminders, updateReminder } from './service.ts'

export const reminderRoutes: Route[] = [
  route('reminders.create', async (context, actor, input) => ({
    reminder: await createReminder(context, actor, input),
  })),
  route('reminders.list', listReminders),
  route('reminders.update', async (context, actor, input) => ({
    reminder: await updateReminder(context, actor, input),
  })),
  route('reminders.complete', async (context, actor, input) => ({
    reminder: await completeReminder(context, actor, input),
  })),
  route('reminders.delete', async (context, actor, { reminderId }) => {
    await deleteReminder(context, actor, reminderId)
    return {}
  }),
]
