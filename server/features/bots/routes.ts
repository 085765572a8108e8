// The doors of bots.
import { type Route, route } from '../../http/route.ts'
import { createBot, renewToken } from './service.ts'

export const botRoutes: Route[] = [
  route('bots.create', createBot),
  route('bots.renewToken', (context, actor, { botId }) => renewToken(context, actor, botId)),
]
