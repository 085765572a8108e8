// The doors of activity.
import { type Route, route } from '../../http/route.ts'
import { listOwnActivity, markOwnActivity } from './service.ts'

export const activityRoutes: Route[] = [
  route('activity.list', listOwnActivity),
  route('activity.mark', async (context, actor, { ids, isUnread }) => {
    await markOwnActivity(context, actor, ids, isUnread)
    return {}
  }),
  route('activity.markAll', async (context, actor) => {
    await markOwnActivity(context, actor, null, false)
    return {}
  }),
]
