// The doors of reading.
import { type Route, route } from '../../http/route.ts'
import { listFollowedThreads, listMentionsOfMe } from './lists.ts'
import { followThread, markAll, markChannel, markThread } from './marks.ts'

export const readingRoutes: Route[] = [
  route('reading.markChannel', async (context, actor, input) => ({
    readPosition: await markChannel(context, actor, input),
  })),
  route('reading.markAll', async (context, actor) => {
    await markAll(context, actor)
    return {}
  }),
  route('reading.markThread', async (context, actor, input) => {
    await markThread(context, actor, input)
    return {}
  }),
  route('reading.followThread', async (context, actor, input) => {
    await followThread(context, actor, input)
    return {}
  }),
  route('reading.threads', listFollowedThreads),
  route('reading.mentions', listMentionsOfMe),
]
