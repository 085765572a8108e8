// What other features may ask of messages.

export { addPin, addReaction, deleteMessage, editMessage, removePin, removeReaction } from './change.ts'
export { setCallOfLine } from './change-db.ts'
export {
  listMessages,
  listPins,
  listReplies,
  loadMessageViews,
  loadVisibleMessages,
  readHistory,
  readMessage,
} from './read.ts'
export { checkSend, sendMessage, writeCallLine } from './send.ts'
export { eraseTaskThread, nameTask, openTaskThread } from './task-thread.ts'
