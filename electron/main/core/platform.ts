// Which of the three systems this is, in the contract's words.
import type { DesktopAbout } from '../../../contract/desktop.ts'

const names: Partial<Record<NodeJS.Platform, DesktopAbout['platform']>> = { darwin: 'mac', win32: 'windows' }

export const platform: DesktopAbout['platform'] = names[process.platform] ?? 'linux'
