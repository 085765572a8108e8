// Whether the same can be measured in Electron.
import { fileURLToPath } from 'node:url'
import { findElectronBinary } from '../../scripts/electron-binary.js'

/** Why this run measures Chromium only, in a sentence. */
export function whyNoElectron(): string {
  const found = findElectronBinary({ root: fileURLToPath(new URL('../..', import.meta.url)) })
  return found.missing ?? 'this bench does not measure in Electron yet.'
}
