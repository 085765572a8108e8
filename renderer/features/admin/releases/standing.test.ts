import { expect, test } from 'vitest'
import type { ReleaseId } from '../../../../contract/ids.ts'
import type { ReleaseView } from '../../../../contract/releases.ts'
import { groupReleases, sharesFor } from './standing.ts'

const release = (version: string, fields: Partial<ReleaseView> = {}): ReleaseView => ({
  id: `${fields.feed ?? 'latest.yml'} ${version}` as ReleaseId,
  feed: 'latest.yml',
  channel: 'stable',
  platform: 'windows',
  version,
  state: 'draft',
  percentage: 0,
  files: [{ name: `Nucleus-${version}-x64-setup.exe`, size: 1, state: 'there' }],
  createdAt: '2026-11-20T10:00:00.000Z',
  ...fields,
})
const published = { state: 'published', percentage: 100 } as const
const file = (name: string, state: ReleaseView['files'][number]['state']) => ({ name, size: 1, state })

const standingsOf = (...releases: ReleaseView[]) =>
  groupReleases(releases).flatMap((group) =>
    group.releases.map(({ release, standing }) => `${release.version} ${standing.kind}`),
  )

test('of one kind only the newest version that is handed out goes anywhere', () => {
  const older = release('1.9.0', published)
  const newer = release('1.10.0', { ...published, percentage: 10 })
  expect(standingsOf(older, newer)).toEqual(['1.10.0 sharing', '1.9.0 replaced'])
  expect(standingsOf(older, { ...newer, state: 'withdrawn' })).toEqual([
    '1.10.0 withdrawn',
    '1.9.0 everybody',
  ])
  expect(standingsOf(older, { ...newer, state: 'draft' })).toEqual(['1.10.0 draft', '1.9.0 everybody'])
})

test('a preview of a version is older than the version', () => {
  expect(standingsOf(release('2.0.0-beta.2'), release('2.0.0'), release('2.0.0-beta.10'))).toEqual([
    '2.0.0 draft',
    '2.0.0-beta.10 draft',
    '2.0.0-beta.2 draft',
  ])
})

test('another system and another channel are groups of their own, the stable ones first', () => {
  const feeds = ['preview.yml', 'latest-linux-arm64.yml', 'latest-linux.yml', 'latest-mac.yml', 'latest.yml']
  const groups = groupReleases(feeds.map((feed) => release('1.0.0', { feed, ...published })))
  expect(groups.map(({ feed }) => feed)).toEqual(feeds.toReversed())
  expect(groups.every(({ releases }) => releases[0]?.standing.kind === 'everybody')).toBe(true)
})

test('a file that is not as the release names it stops a draft and spoils what is handed out', () => {
  const files = [file('a.deb', 'there'), file('b.rpm', 'different'), file('c.AppImage', 'missing')]
  const [group] = groupReleases([release('1.0.0', { files })])
  expect(group?.releases[0]?.standing).toEqual({
    kind: 'incomplete',
    fault: { name: 'b.rpm', kind: 'different', others: 1 },
    replacedBy: null,
  })
  expect(standingsOf(release('1.0.0', { files, ...published }))).toEqual(['1.0.0 broken'])
})

test('a share begins small and only grows', () => {
  expect(sharesFor({ state: 'draft', percentage: 0 })).toEqual({
    choices: [1, 5, 10, 25, 50, 100],
    first: 10,
  })
  expect(sharesFor({ state: 'published', percentage: 10 })).toEqual({ choices: [25, 50, 100], first: 100 })
  // Withdrawn and handed out again it begins anew.
  expect(sharesFor({ state: 'withdrawn', percentage: 50 }).first).toBe(10)
})
