// Builds the desktop app into dist/desktop, with its icons, for those who run it from the repository.
import { buildOnce, runQuietly } from './setup.js'

const viteConfig = 'vite.desktop.config.ts'

export const vite = (...args) => [
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  viteConfig,
  '--logLevel',
  'warn',
  ...args,
]

/** @returns {boolean} false when it was built from the same before */
export function buildDesktop(node) {
  const inputs = ['electron', 'renderer', 'contract', viteConfig, 'package-lock.json']
  return buildOnce({ name: 'desktop', inputs, made: 'dist/desktop/main.js' }, () => {
    runQuietly(node, vite(), 'The desktop app could not be built')
    runQuietly(node, ['scripts/desktop-icons.ts'], 'The desktop app’s icons could not be drawn')
  })
}
