// Draws the desktop app's icons into what was built; called by desktop-build.js.
import { fileURLToPath } from 'node:url'
import { makeIcons } from '../electron/packaging/icons.ts'

await makeIcons(fileURLToPath(new URL('../dist/desktop/icons', import.meta.url)))
