// The doors of the digest.
import { type Route, route } from '../../http/route.ts'
import { loadDigestSettings, setDigest } from './service.ts'

export const digestRoutes: Route[] = [
  route('digest.settings', async (context, actor) => ({
    settings: await loadDigestSettings(context, actor),
  })),
  route('digest.set', async (context, actor, input) => ({
    settings: await setDigest(context, actor, input),
  })),
]
