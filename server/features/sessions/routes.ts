// The doors of sessions.
import { publicRoute, type Route, route } from '../../http/route.ts'
import {
  changePassword,
  endOtherSessions,
  endSession,
  listSessions,
  offerHandover,
  signIn,
  signOut,
  takeHandover,
} from './service.ts'

export const sessionRoutes: Route[] = [
  publicRoute('sessions.signIn', signIn),
  route('sessions.offerHandover', offerHandover),
  publicRoute('sessions.takeHandover', takeHandover),
  route('sessions.signOut', async (context, actor, _input, facts) => {
    await signOut(context, actor, facts)
    return {}
  }),
  route('sessions.list', async (context, actor) => ({ sessions: await listSessions(context, actor) })),
  route('sessions.end', async (context, actor, { sessionId }) => {
    await endSession(context, actor, sessionId)
    return {}
  }),
  route('sessions.endOthers', async (context, actor) => ({ ended: await endOtherSessions(context, actor) })),
  route('sessions.changePassword', async (context, actor, input, facts) => {
    await changePassword(context, actor, input, facts)
    return {}
  }),
]
