// What others may ask of calls.
export { callChannel, declineCall, endCall } from './answer.ts'
export { followEntries } from './follow.ts'
export { startKeeper } from './keeper.ts'
export { closeMedia, openMedia } from './media.ts'
export { listHistory, listQuality, reachCall, readPaths, readQualityDays } from './read.ts'
export { callSignals } from './signals.ts'
