// What other features may ask of files.

export { filesToSend, type SendableFiles } from './attach.ts'
export { filesOfMessage } from './db.ts'
export { eraseFilesOfMessage } from './erase.ts'
export { wakeEraser } from './eraser.ts'
export { forgetUnwanted, startFileKeeper } from './keeper.ts'
export { keepKeysCurrent, rewrapKeys } from './sealing/rewrap.ts'
