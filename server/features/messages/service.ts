// What other features may ask of messages.

export { addReaction, deleteMessage, editMessage, removeReaction } from './change.ts'
export { setCallOfLine } from './change-db.ts'
export {
  listMessages,
  listReplies,
  loadMessageViews,
  readHistory,
  readMessage,
} from './read.ts'
export { sendMessage, writeCallLine } from './send.ts'
