// The doors of scheduled messages.
import { type Route, route } from '../../http/route.ts'
import {
  createScheduled,
  deleteScheduled,
  listScheduled,
  sendScheduledNow,
  updateScheduled,
} from './service.ts'

export const scheduledRoutes: Route[] = [
  route('scheduled.create', async (context, actor, input) => ({
    scheduled: await createScheduled(context, actor, input),
  })),
  route('scheduled.list', listScheduled),
  route('scheduled.update', async (context, actor, input) => ({
    scheduled: await updateScheduled(context, actor, input),
  })),
  route('scheduled.sendNow', async (context, actor, { scheduledId }) => {
    await sendScheduledNow(context, actor, scheduledId)
    return {}
  }),
  route('scheduled.delete', async (context, actor, { scheduledId }) => {
    await deleteScheduled(context, actor, scheduledId)
    return {}
  }),
]
