// Packages for Linux: deb, rpm, and an AppImage for the rest.
import type { Configuration } from 'electron-builder'
import { product } from '../main/core/product.ts'

/** Debian 13 and Ubuntu 24.04 gave some a new name, with the change to 64-bit times. */
const renamed = (name: string) => `${name}t64 | ${name}`

const debDepends = [
  renamed('libgtk-3-0'),
  renamed('libatspi2.0-0'),
  renamed('libasound2'),
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'libuuid1',
  'libsecret-1-0',
  'libgbm1',
  'libdrm2',
  'xdg-utils',
]

/** Fedora's and Red Hat's name first, SUSE's second. */
const rpmDepends = [
  '(gtk3 or libgtk-3-0)',
  '(at-spi2-core or libatspi0)',
  '(alsa-lib or libasound2)',
  '(libnotify or libnotify4)',
  '(nss or mozilla-nss)',
  '(libXScrnSaver or libXss1)',
  '(libXtst or libXtst6)',
  '(libuuid or libuuid1)',
  '(libsecret or libsecret-1-0)',
  '(mesa-libgbm or libgbm1)',
  '(libdrm or libdrm2)',
  'xdg-utils',
]

export const linux = (maintainer: string): Configuration => ({
  linux: {
    target: ['deb', 'rpm', 'AppImage'],
    executableName: 'nucleus',
    icon: 'dist/desktop/icons/linux',
    category: 'Network;InstantMessaging;VideoConference;',
    synopsis: 'Your company’s chat and calls',
    maintainer,
    vendor: product.name,
    // Wayland shows the icon of a window by the name of its desktop entry.
    syncDesktopName: true,
    // electron-builder adds MimeType=x-scheme-handler/nucleus itself, from `protocols`.
    desktop: { entry: { Keywords: 'chat;call;meeting;message;', StartupNotify: 'true' } },
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: electron-builder fills them in
    artifactName: '${name}-${version}-${arch}.${ext}',
  },
  deb: {
    artifactName: '${name}_${version}_${arch}.${ext}',
    depends: debDepends,
    // A place for keys, sharing a screen under Wayland.
    recommends: ['gnome-keyring | kwalletmanager', 'xdg-desktop-portal', renamed('libpipewire-0.3-0')],
    packageCategory: 'net',
  },
  rpm: { artifactName: '${name}-${version}.${arch}.${ext}', depends: rpmDepends },
  appImage: { artifactName: '${productName}-${version}-${arch}.${ext}' },
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
})
