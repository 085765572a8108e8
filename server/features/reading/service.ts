// What other features may ask of reading.
export { insertFollows as followThread } from './db.ts'
export { loadUnreadThreads } from './lists.ts'
