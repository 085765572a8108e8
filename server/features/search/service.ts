// What other features may ask of search: to put in what they have, and to take it out.
export { eraseDocument, type FileDocument, indexDocument } from './index-documents.ts'
export { buildInBackground, rebuildSearch } from './rebuild.ts'
