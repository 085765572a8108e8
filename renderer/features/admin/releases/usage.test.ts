import { expect, test } from 'vitest'
import type { ReleaseId } from '../../../../contract/ids.ts'
import type { ReleaseView, VersionInUse } from '../../../../contract/releases.ts'
import { judgeLeast, judgeUsage } from './usage.ts'

const app = (platform: VersionInUse['platform'], version: string, people = 1): VersionInUse => ({
  platform,
  version,
  people,
  lastSeenAt: '2026-11-20T10:00:00.000Z',
})
const handedOut = (version: string, fields: Partial<ReleaseView> = {}): ReleaseView => ({
  id: version as ReleaseId,
  feed: 'latest-linux.yml',
  channel: 'stable',
  platform: 'linux',
  version,
  state: 'published',
  percentage: 100,
  files: [],
  createdAt: '2026-11-20T10:00:00.000Z',
  ...fields,
})
const ages = (apps: VersionInUse[], releases: ReleaseView[], leastApp: string | null = null) =>
  judgeUsage(apps, { releases, leastApp }).map(
    ({ platform, version, age }) => `${platform} ${version} ${age}`,
  )

test('versions stand by system, the newest first, judged by what is handed out for that system', () => {
  const apps = [
    app('windows', '1.0.0'),
    app('linux', '1.9.0'),
    app('linux', '1.10.0'),
    app('linux', '1.11.0'),
  ]
  expect(ages(apps, [handedOut('1.10.0'), handedOut('1.11.0', { state: 'draft' })])).toEqual([
    'linux 1.11.0 unknown',
    'linux 1.10.0 newest',
    'linux 1.9.0 older',
    'windows 1.0.0 unknown',
  ])
})

test('a preview is judged by the previews that are handed out', () => {
  const releases = [handedOut('1.0.0'), handedOut('1.1.0-beta.2', { channel: 'preview' })]
  expect(ages([app('linux', '1.1.0-beta.1'), app('linux', '1.0.0')], releases)).toEqual([
    'linux 1.1.0-beta.1 older',
    'linux 1.0.0 newest',
  ])
})

test('what may not be used any more is too old, as the app judges it: a preview counts as its version', () => {
  expect(ages([app('linux', '1.1.0-beta.1'), app('linux', '1.0.9')], [], '1.1.0')).toEqual([
    'linux 1.1.0-beta.1 unknown',
    'linux 1.0.9 tooOld',
  ])
})

test('bars are measured by the version that most people use', () => {
  const [first, second] = judgeUsage([app('linux', '1.0.0', 3), app('linux', '1.1.0', 12)], {
    releases: [],
    leastApp: null,
  })
  expect([first?.part, second?.part]).toEqual([1, 0.25])
})

test('a least version names whom it stops, and where nothing new enough goes to everybody', () => {
  const apps = [app('linux', '1.0.0'), app('mac', '1.0.0'), app('windows', '1.2.0')]
  expect(judgeLeast('1.2.0', apps, [handedOut('1.2.0')])).toEqual({
    tooOld: [app('linux', '1.0.0'), app('mac', '1.0.0')],
    stuck: ['mac'],
  })
  expect(judgeLeast('1.2.0', apps, [handedOut('1.2.0', { percentage: 50 })]).stuck).toEqual(['linux', 'mac'])
  expect(judgeLeast('1.0.0', apps, [])).toEqual({ tooOld: [], stuck: [] })
})
