// Which versions are in use, judged against what is handed out and what may be used.

import { compareVersions, isTooOld } from '../../../../contract/lib/app-versions.ts'
import { type ReleaseView, releasePlatforms, type VersionInUse } from '../../../../contract/releases.ts'
import { newestHandedOut } from './standing.ts'

/** unknown: nothing is handed out for that system, or nothing that new. */
type Age = 'newest' | 'older' | 'tooOld' | 'unknown'
export type UsageRow = VersionInUse & {
  age: Age
  /** Beside the version that most people use, from 0 to 1. */
  part: number
}

function ageOf(
  { version, platform }: VersionInUse,
  releases: readonly ReleaseView[],
  least: string | null,
): Age {
  if (least !== null && isTooOld(version, least)) return 'tooOld'
  const own = releases.filter((release) => release.platform === platform)
  const channel = version.includes('-') ? 'preview' : 'stable'
  const newest = newestHandedOut(own.filter((release) => release.channel === channel)) ?? newestHandedOut(own)
  if (newest === null) return 'unknown'
  const difference = compareVersions(version, newest.version)
  if (difference === 0) return 'newest'
  return difference < 0 ? 'older' : 'unknown'
}

/** By system, the newest version first. */
export function judgeUsage(
  apps: readonly VersionInUse[],
  { releases, leastApp }: { releases: readonly ReleaseView[]; leastApp: string | null },
): UsageRow[] {
  const most = Math.max(1, ...apps.map(({ people }) => people))
  const placeOf = ({ platform }: VersionInUse) => releasePlatforms.indexOf(platform)
  return apps
    .toSorted((one, other) => placeOf(one) - placeOf(other) || compareVersions(other.version, one.version))
    .map((app) => ({ ...app, age: ageOf(app, releases, leastApp), part: app.people / most }))
}

/** Systems on which somebody uses a version older than `least`, and which of them have nothing that helps everybody. */
export function judgeLeast(
  least: string,
  apps: readonly VersionInUse[],
  releases: readonly ReleaseView[],
): { tooOld: VersionInUse[]; stuck: VersionInUse['platform'][] } {
  const tooOld = apps.filter(({ version }) => isTooOld(version, least))
  const isHelped = (platform: VersionInUse['platform']) => {
    const own = releases.filter((release) => release.platform === platform && release.channel === 'stable')
    const newest = newestHandedOut(own)
    return newest !== null && newest.percentage === 100 && !isTooOld(newest.version, least)
  }
  const systems = [...new Set(tooOld.map(({ platform }) => platform))]
  return { tooOld, stuck: systems.filter((platform) => !isHelped(platform)) }
}
