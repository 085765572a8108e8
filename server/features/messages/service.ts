// What other features may ask of messages.
export { addReaction, deleteMessage, editMessage, removeReaction } from './change.ts'
export {
  listMessages,
  listReplies,
  loadMessageViews,
  readHistory,
  readMessage,
} from './read.ts'
export { sendMessage } from './send.ts'
