// Switches inside of Electron's binary, set when the app is packaged: what is off here can't be turned on again by an
// argument, a variable or a file beside the app. electron-builder's own `electronFuses` brings an older @electron/fuses
// that doesn't know all of them and never complains of a missing one, so this is a hook of ours.
import { join } from 'node:path'
import { type FuseConfig, FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import type { AfterPackContext } from 'electron-builder'

export const fuses: FuseConfig & { strictlyRequireAllFuses: true } = {
  version: FuseVersion.V1,
  // A new Electron with a switch we have not decided on stops the packaging.
  strictlyRequireAllFuses: true,
  // electron-builder signs right afterwards.
  resetAdHocDarwinSignature: false,
  // Else our signed program would run anybody's script.
  [FuseV1Options.RunAsNode]: false,
  // Cookies are kept under the system's key.
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // No debugger gets in, neither by an argument nor by a signal.
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Checked by Electron on macOS and Windows; on Linux the package manager's checksums are what there is.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's own setting: without it WebAssembly, which effects in calls use, checks each access by itself.
  [FuseV1Options.WasmTrapHandlers]: true,
}

const endings: Record<string, string> = { darwin: '.app', win32: '.exe' }

/** electron-builder calls it when an app stands in its folder, right before it is signed. */
export async function setFuses({ appOutDir, electronPlatformName, packager }: AfterPackContext) {
  const program =
    electronPlatformName === 'linux'
      ? packager.config.linux?.executableName
      : packager.appInfo.productFilename
  await flipFuses(join(appOutDir, `${program}${endings[electronPlatformName] ?? ''}`), fuses)
}
