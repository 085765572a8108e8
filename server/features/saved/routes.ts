// The doors of saved messages.
import { type Route, route } from '../../http/route.ts'
import { listSaved, removeSaved, saveMessage, setSavedDone } from './service.ts'

export const savedRoutes: Route[] = [
  route('saved.add', async (context, actor, { messageId }) => {
    await saveMessage(context, actor, messageId)
    return {}
  }),
  route('saved.remove', async (context, actor, { messageId }) => {
    await removeSaved(context, actor, messageId)
    return {}
  }),
  route('saved.setDone', async (context, actor, input) => {
    await setSavedDone(context, actor, input)
    return {}
  }),
  route('saved.list', listSaved),
]
