// Packages for macOS: a dmg for people, a zip for updates, a pkg for fleets. Signed by whom the environment names
// (CSC_LINK or CSC_NAME), and notarized where it names an account.
import type { Configuration, MacConfiguration } from 'electron-builder'

type Environment = Record<string, string | undefined>

/** What the system says when it asks for a permission; without a sentence it refuses. */
const reasons = {
  NSCameraUsageDescription: 'Nucleus shows your camera to the people in a call.',
  NSMicrophoneUsageDescription: 'Nucleus lets the people in a call hear you.',
  NSScreenCaptureUsageDescription: 'Nucleus shows your screen to the people in a call when you share it.',
  NSAudioCaptureUsageDescription:
    'Nucleus lets the people in a call hear what your computer plays when you share it.',
  NSLocalNetworkUsageDescription: 'Nucleus speaks to your company’s server, which may be in this network.',
}

const accounts = [
  ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  ['APPLE_KEYCHAIN_PROFILE'],
]

export const canNotarize = (env: Environment): boolean =>
  accounts.some((names) => names.every((name) => Boolean(env[name])))

const application = (env: Environment): MacConfiguration => ({
  target: ['dmg', 'zip', 'pkg'],
  category: 'public.app-category.business',
  icon: 'dist/desktop/icons/icon.icns',
  hardenedRuntime: true,
  gatekeeperAssess: false,
  entitlements: 'electron/packaging/entitlements.mac.plist',
  entitlementsInherit: 'electron/packaging/entitlements.inherit.mac.plist',
  extendInfo: reasons,
  notarize: canNotarize(env),
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: electron-builder fills them in
  artifactName: '${productName}-${version}-${arch}.${ext}',
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
})

export const mac = (env: Environment): Configuration => ({
  mac: application(env),
  // Where MDM put it: a copy elsewhere must not be what is replaced.
  pkg: { isRelocatable: false, allowCurrentUserHome: false },
  dmg: { sign: false },
})
