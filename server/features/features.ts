// Every feature's doors, side roads and jobs, in one list each.
import type { Job } from '../jobs/jobs.ts'
import type { DueWork } from '../jobs/timetable.ts'
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
import { draftRoutes } from './drafts/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { forgetUnwanted, keepKeysCurrent } from './files/service.ts'
import { groupRoutes } from './groups/routes.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { clearExpiredStatuses } from './people/service.ts'
import { readingListener } from './reading/listeners.ts'
import { readingRoutes } from './reading/routes.ts'
import { releaseRoutes } from './releases/routes.ts'
import { sweepFiles } from './releases/service.ts'
import { reminderRoutes } from './reminders/routes.ts'
import { reminderWork } from './reminders/service.ts'
import { savedListener } from './saved/listeners.ts'
import { savedRoutes } from './saved/routes.ts'
import { scheduledRoutes } from './scheduled/routes.ts'
import { scheduledWork } from './scheduled/service.ts'
import { searchListener } from './search/listeners.ts'
import { searchRoutes } from './search/routes.ts'
import { buildInBackground } from './search/service.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { endExpiredSessions } from './sessions/service.ts'
import { syncRoutes } from './sync/routes.ts'
import { taskRoutes } from './tasks/routes.ts'
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
  ...scheduledRoutes,
  ...reminderRoutes,
  ...savedRoutes,
  ...draftRoutes,
  ...searchRoutes,
  ...callRoutes,
  ...fileRoutes,
  ...taskRoutes,
  ...syncRoutes,
  ...auditRoutes,
  ...releaseRoutes,
]

export const listeners: Listener[] = [
  readingListener,
  activityListener,
  savedListener,
  auditListener,
  searchListener,
]

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
  { name: 'search.build', cron: '* * * * *', run: buildInBackground },
  { name: 'sessions.endExpired', cron: '37 * * * *', run: endExpiredSessions },
  { name: 'files.forgetUnwanted', cron: '47 * * * *', run: forgetUnwanted },
  { name: 'files.keepKeysCurrent', cron: '27 * * * *', run: keepKeysCurrent },
  { name: 'releases.sweepFiles', cron: '57 * * * *', run: sweepFiles },
]

/** What happens at a moment that somebody chose, to the second. */
export const dueWork: DueWork[] = [scheduledWork, reminderWork]
