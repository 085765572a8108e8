// Session row → SessionView.
import type { SessionId } from '../../../contract/ids.ts'
import type { SessionView } from '../../../contract/sessions.ts'

type Row = { id: string; device: string; address: string; createdAt: Date; lastSeenAt: Date }

// The first that fits: every browser also names those it descends from.
const programs: [RegExp, string][] = [
  [/Electron\//, 'Nucleus desktop'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]
const firstFitting = (list: [RegExp, string][], text: string) =>
  list.find(([pattern]) => pattern.test(text))?.[1]

/** `Mozilla/5.0 (X11; Linux …) Firefox/140.0` → `Firefox on Linux`. */
export function describeDevice(userAgent: string): string {
  const program = firstFitting(programs, userAgent)
  const system = firstFitting(systems, userAgent)
  if (program && system) return `${program} on ${system}`
  return program ?? system ?? 'Another program'
}

export const presentSession = (row: Row, currentId: SessionId): SessionView => ({
  id: row.id as SessionId,
  device: describeDevice(row.device),
  address: row.address,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  isCurrent: row.id === currentId,
})
