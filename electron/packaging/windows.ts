// Packages for Windows: an installer for people, and an msi for fleets.
import type { Configuration } from 'electron-builder'

export const windows = (): Configuration => ({
  win: {
    target: ['nsis', 'msi'],
    icon: 'dist/desktop/icons/icon.ico',
    requestedExecutionLevel: 'asInvoker',
    // An update must be signed by whom the installed app is signed by.
    verifyUpdateCodeSignature: true,
  },
  nsis: {
    // The person chooses: for themselves, without an administrator, or for the machine.
    oneClick: false,
    perMachine: false,
    selectPerMachineByDefault: false,
    allowElevation: true,
    deleteAppDataOnUninstall: false,
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: electron-builder fills them in
    artifactName: '${productName}-${version}-${arch}-setup.${ext}',
  },
  msi: {
    perMachine: true,
    oneClick: true,
    // Installed by a service, at night: nobody is there to see a window.
    runAfterFinish: false,
    createDesktopShortcut: false,
    // For ever: by it Windows knows that a newer msi replaces an older one.
    upgradeCode: 'C01760F2-664D-4389-B7CE-46DE1889C953',
    artifactName: '${productName}-${version}-${arch}.${ext}',
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
  },
})
