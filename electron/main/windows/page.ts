// The preferences of every page there is: no Node, isolated, in a sandbox, with the bridge for one origin.
import { fileURLToPath } from 'node:url'
import type { WebPreferences } from 'electron'
import type { DesktopAbout } from '../../../contract/desktop.ts'
import { bridgeArgument } from '../core/calls.ts'

/** Beside the built main. */
export const inPackage = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

type Page = {
  origin: string
  /** Cookies and storage of its own; the app's own pages keep nothing. */
  partition: string
  disabledFeatures?: DesktopAbout['disabledFeatures']
}

export const preferencesOf = ({ origin, partition, disabledFeatures = [] }: Page): WebPreferences => ({
  preload: inPackage('preload.cjs'),
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: !disabledFeatures.includes('spellCheck'),
  partition,
  additionalArguments: [bridgeArgument(origin, disabledFeatures)],
})
