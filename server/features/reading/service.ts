// What other features may ask of reading.
export { loadUnreadThreads } from './lists.ts'
