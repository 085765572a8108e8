// The doors of notifications.
import { type Route, route } from '../../http/route.ts'
import { pause, setQuietTimes, setRules } from './service.ts'

export const notificationRoutes: Route[] = [
  route('notifications.setRules', async (context, actor, input) => ({
    rules: await setRules(context, actor, input),
  })),
  route('notifications.setQuietTimes', async (context, actor, input) => ({
    person: await setQuietTimes(context, actor, input),
  })),
  route('notifications.pause', async (context, actor, { until }) => ({
    person: await pause(context, actor, until),
  })),
]
