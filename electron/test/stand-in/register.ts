// For `node --import`: the built main gets the stand-in where it imports `electron`, and what it shows is carried to whoever
// started this process (e2e/fixtures/desktop.ts), which has a Chromium for it.
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { connect } from './carry.ts'

const standIn = new URL('./index.ts', import.meta.url).href

// Where a packaged app has its files; electron-updater reads there what electron-builder wrote.
Object.assign(process, { resourcesPath: join(process.env.NUCLEUS_DESKTOP_DATA ?? '', 'resources') })

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})
connect()
