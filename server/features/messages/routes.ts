// The doors of messages and reactions.
import { route } from '../../http/route.ts'
import {
  addPin,
  addReaction,
  deleteMessage,
  editMessage,
  listMessages,
  listPins,
  listReplies,
  readHistory,
  readMessage,
  removePin,
  removeReaction,
  sendMessage,
} from './service.ts'

export const messageRoutes = [
  route('messages.send', async (context, actor, input) => ({
    message: await sendMessage(context, actor, input),
  })),
  route('messages.edit', async (context, actor, input) => ({
    message: await editMessage(context, actor, input),
  })),
  route('messages.delete', async (context, actor, { messageId }) => {
    await deleteMessage(context, actor, messageId)
    return {}
  }),
  route('messages.list', listMessages),
  route('messages.replies', listReplies),
  route('messages.find', async (context, actor, { messageId }) => ({
    message: await readMessage(context, actor, messageId),
  })),
  route('messages.history', (context, actor, { messageId }) => readHistory(context, actor, messageId)),
  route('reactions.add', async (context, actor, input) => {
    await addReaction(context, actor, input)
    return {}
  }),
  route('reactions.remove', async (context, actor, input) => {
    await removeReaction(context, actor, input)
    return {}
  }),
  route('pins.add', async (context, actor, { messageId }) => {
    await addPin(context, actor, messageId)
    return {}
  }),
  route('pins.remove', async (context, actor, { messageId }) => {
    await removePin(context, actor, messageId)
    return {}
  }),
  route('pins.list', listPins),
]
