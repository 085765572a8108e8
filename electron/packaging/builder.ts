// What electron-builder makes of dist/desktop: packages for Linux, Windows and macOS. It asks nobody on the network beyond
// what it needs to build, and what it makes asks only the company's own server.
import { readFileSync } from 'node:fs'
import type { Configuration } from 'electron-builder'
import { product } from '../main/core/product.ts'
import { leaveOutDefaultApp } from './default-app.ts'
import { setFuses } from './fuses.ts'
import { linux } from './linux.ts'
import { mac } from './mac.ts'
import { windows } from './windows.ts'

type Environment = Record<string, string | undefined>

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
  devDependencies: { electron: string }
}

/** By law no name ends like this: an app that was not told of its company's server asks nobody. */
const nowhere = 'https://updates.invalid/'

export function builderConfiguration(
  env: Environment,
  channel: 'latest' | 'preview' = 'latest',
): Configuration {
  // Package managers want somebody to turn to.
  const homepage = env.NUCLEUS_PACKAGE_HOMEPAGE || 'https://nucleus.invalid/'
  const maintainer = env.NUCLEUS_PACKAGE_MAINTAINER || 'Nucleus <nobody@localhost>'
  return {
    appId: product.appId,
    productName: product.name,
    copyright: 'Nucleus',
    // Pinned: a range would let the machine decide.
    electronVersion: manifest.devDependencies.electron,
    electronDist: env.ELECTRON_OVERRIDE_DIST_PATH || undefined,
    directories: { output: 'dist/packages', buildResources: 'electron/packaging' },
    files: [
      'dist/desktop/**',
      // Taken along else, because nobody looks for packages (beforeBuild).
      '!node_modules{,/**}',
      '!dist/desktop/**/*.map',
      // Only the packages need these.
      '!dist/desktop/icons/{icon.ico,icon.icns}',
      '!dist/desktop/icons/linux{,/**}',
    ],
    // What IT imports into its own tools, wherever the app is installed.
    extraResources: [{ from: 'electron/packaging/policies', to: 'policies' }],
    extraMetadata: {
      main: 'dist/desktop/main.js',
      productName: product.name,
      description: 'Chat, calls and tasks on your company’s own server.',
      homepage,
      author: maintainer,
      desktopName: `${product.scheme}.desktop`,
      // Built into main.js; the list of the server's packages is nobody's business.
      dependencies: null,
      optionalDependencies: null,
      engines: null,
    },
    // "Seen to already": no packages are looked for, copied or compiled.
    beforeBuild: async () => false,
    asar: true,
    disableAsarIntegrity: false,
    afterExtract: leaveOutDefaultApp,
    afterPack: setFuses,
    protocols: [{ name: product.name, schemes: [product.scheme] }],
    publish: { provider: 'generic', url: nowhere, channel },
    toolsets: { appimage: '1.0.3' },
    ...linux(maintainer),
    ...windows(),
    ...mac(env),
  }
}
