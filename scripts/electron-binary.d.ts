// Shapes of electron-binary.js, which is JavaScript because it runs before there is a Node of ours.
type Environment = Record<string, string | undefined>

export function electronProgram(platform: string): string
export function findElectronBinary(place: {
  root: string
  env?: Environment
  platform?: string
}): { path: string; missing?: undefined } | { missing: string; path?: undefined }
export function canShowWindows(here?: {
  platform?: string
  env?: Environment
  isTerminal?: boolean
  userId?: number | undefined
}): boolean
