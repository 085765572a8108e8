// The doors of start and reconnect.
import { route } from '../../http/route.ts'
import { catchUp, start } from './service.ts'

export const syncRoutes = [
  route('sync.start', (context, actor) => start(context, actor)),
  route('sync.catchUp', (context, actor, { cursors }) => catchUp(context, actor, cursors)),
]
