// Where each release stands, judged from what the server lists: which one computers get, which wait, and what is wrong.

import { compareVersions } from '../../../../contract/lib/app-versions.ts'
import type { ReleaseView } from '../../../../contract/releases.ts'

type ReleaseFile = ReleaseView['files'][number]

/**
 * incomplete: can't be handed out; broken: is handed out, but computers can't fetch it; sharing: a part of the computers gets
 * it; replaced: a newer one of the same kind is handed out, so nobody gets this one.
 */
type StandingKind = 'draft' | 'incomplete' | 'broken' | 'sharing' | 'everybody' | 'replaced' | 'withdrawn'

export type Fault = { name: string; kind: 'missing' | 'different'; others: number }

export type Standing = {
  kind: StandingKind
  /** The first file that is not as the release names it, and how many more. */
  fault: Fault | null
  /** The version that is handed out in its place. */
  replacedBy: string | null
}

export type ReleaseGroup = { feed: string; releases: { release: ReleaseView; standing: Standing }[] }

const isWrong = (file: ReleaseFile) => file.state !== 'there'

function faultOf({ files }: ReleaseView): Fault | null {
  const [first, ...others] = files.filter(isWrong)
  if (!first || first.state === 'there') return null
  return { name: first.name, kind: first.state, others: others.length }
}

/** The version that computers of this kind are told of, as the server chooses it: the newest that is handed out. */
export const newestHandedOut = (releases: readonly ReleaseView[]): ReleaseView | null =>
  releases
    .filter(({ state }) => state === 'published')
    .toSorted((one, other) => compareVersions(other.version, one.version))[0] ?? null

function kindOf(release: ReleaseView, fault: Fault | null, replacedBy: string | null): StandingKind {
  if (release.state === 'withdrawn') return 'withdrawn'
  if (release.state === 'draft') return fault ? 'incomplete' : 'draft'
  if (replacedBy !== null) return 'replaced'
  if (fault) return 'broken'
  return release.percentage < 100 ? 'sharing' : 'everybody'
}

function standingOf(release: ReleaseView, newest: ReleaseView | null): Standing {
  const fault = faultOf(release)
  const isBehind = release.state === 'published' && newest !== null && newest.id !== release.id
  const replacedBy = isBehind ? newest.version : null
  return { kind: kindOf(release, fault, replacedBy), fault, replacedBy }
}

/** The stable ones first, then by system as people look for it. */
const feedOrder = ['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux-arm64.yml']
const placeOf = (feed: string): number => {
  const place = feedOrder.indexOf(feed.replace(/^preview/, 'latest'))
  return (feed.startsWith('preview') ? 10 : 0) + (place < 0 ? feedOrder.length : place)
}

/** One group for each channel and system, the newest version first. */
export function groupReleases(releases: readonly ReleaseView[]): ReleaseGroup[] {
  const feeds = [...new Set(releases.map(({ feed }) => feed))].sort(
    (one, other) => placeOf(one) - placeOf(other),
  )
  return feeds.map((feed) => {
    const own = releases.filter((release) => release.feed === feed)
    const newest = newestHandedOut(own)
    const sorted = own.toSorted((one, other) => compareVersions(other.version, one.version))
    return { feed, releases: sorted.map((release) => ({ release, standing: standingOf(release, newest) })) }
  })
}

export const shares = [1, 5, 10, 25, 50, 100] as const
export type Share = (typeof shares)[number]

/** What can be chosen: a share only grows, for who has a version keeps it. Begins carefully, then with everybody. */
export function sharesFor({ state, percentage }: Pick<ReleaseView, 'state' | 'percentage'>): {
  choices: Share[]
  first: Share
} {
  if (state !== 'published') return { choices: [...shares], first: 10 }
  return { choices: shares.filter((share) => share > percentage), first: 100 }
}
