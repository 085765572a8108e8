// The doors of start and reconnect.
import { route } from '../../http/route.ts'
import { noteApp } from '../sessions/service.ts'
import { catchUp, start } from './service.ts'

export const syncRoutes = [
  route('sync.start', async (context, actor, _input, { userAgent }) => {
    const [state] = await Promise.all([start(context, actor), noteApp(context, actor, userAgent)])
    return state
  }),
  route('sync.catchUp', async (context, actor, { cursors }, { userAgent }) => {
    const [missed] = await Promise.all([catchUp(context, actor, cursors), noteApp(context, actor, userAgent)])
    return missed
  }),
]
