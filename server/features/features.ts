// Every feature's doors, side roads and jobs, in one list each.
import type { Job } from '../jobs/jobs.ts'
import type { Listener } from '../journal/listeners.ts'
import { trimJournal } from '../journal/trim.ts'
import { activityListener } from './activity/listeners.ts'
import { activityRoutes } from './activity/routes.ts'
import { trimActivity } from './activity/service.ts'
import { auditListener } from './audit/listeners.ts'
import { auditRoutes } from './audit/routes.ts'
import { botRoutes } from './bots/routes.ts'
import { callRoutes } from './calls/routes.ts'
import { channelRoutes } from './channels/routes.ts'
import { digestRoutes } from './digest/routes.ts'
import { sendDigests } from './digest/service.ts'
import { groupRoutes } from './groups/routes.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { clearExpiredStatuses } from './people/service.ts'
import { readingListener } from './reading/listeners.ts'
import { readingRoutes } from './reading/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { endExpiredSessions } from './sessions/service.ts'
import { syncRoutes } from './sync/routes.ts'
import { workspaceRoutes } from './workspace/routes.ts'

export const routes = [
  ...workspaceRoutes,
  ...sessionRoutes,
  ...invitationRoutes,
  ...peopleRoutes,
  ...botRoutes,
  ...channelRoutes,
  ...groupRoutes,
  ...messageRoutes,
  ...readingRoutes,
  ...notificationRoutes,
  ...activityRoutes,
  ...digestRoutes,
  ...callRoutes,
  ...syncRoutes,
  ...auditRoutes,
]

export const listeners: Listener[] = [readingListener, activityListener, auditListener]

export const jobs: Job[] = [
  {
    name: 'journal.trim',
    cron: '17 * * * *',
    run: (context) =>
      trimJournal(
        context,
        listeners.map(({ name }) => name),
      ),
  },
  { name: 'people.clearExpiredStatuses', cron: '* * * * *', run: clearExpiredStatuses },
  { name: 'digest.send', cron: '*/5 * * * *', run: (context) => sendDigests(context) },
  { name: 'activity.trim', cron: '47 3 * * *', run: trimActivity },
  { name: 'sessions.endExpired', cron: '37 * * * *', run: endExpiredSessions },
]
