// What other features may ask of search.
export { buildInBackground, rebuildSearch } from './rebuild.ts'
