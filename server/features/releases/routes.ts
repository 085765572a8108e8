// The doors of the desktop app's versions: commands; bytes come and go by release-door.ts and update-feed.ts.
import { type Route, route } from '../../http/route.ts'
import {
  countVersionsInUse,
  listReleases,
  publishRelease,
  removeRelease,
  setLeastApp,
  withdrawRelease,
} from './service.ts'

export const releaseRoutes: Route[] = [
  route('releases.list', listReleases),
  route('releases.publish', async (context, actor, input) => ({
    release: await publishRelease(context, actor, input),
  })),
  route('releases.withdraw', async (context, actor, { releaseId }) => ({
    release: await withdrawRelease(context, actor, releaseId),
  })),
  route('releases.remove', async (context, actor, { releaseId }) => {
    await removeRelease(context, actor, releaseId)
    return {}
  }),
  route('releases.setLeastApp', async (context, actor, { version }) => ({
    leastApp: await setLeastApp(context, actor, version),
  })),
  route('releases.versionsInUse', countVersionsInUse),
]
