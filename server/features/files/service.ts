// What other features may ask of files.

export { filesToSend, type SendableFiles } from './attach.ts'
export { bringFile } from './bring.ts'
export { filesOfMessage, keepUnsentUntil } from './db.ts'
export { eraseFilesOfMessage, forgetFile } from './erase.ts'
export { wakeEraser } from './eraser.ts'
export { forgetUnwanted, startFileKeeper } from './keeper.ts'
export { loadFiles } from './read/views.ts'
export { keepKeysCurrent, rewrapKeys } from './sealing/rewrap.ts'
