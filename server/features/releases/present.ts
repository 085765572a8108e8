// Rows → views.
import type { ReleaseView } from '../../../contract/releases.ts'
import type { FileRow, ReleaseRow } from './db.ts'
import { channelOf, platformOf } from './manifest.ts'

type FileState = ReleaseView['files'][number]['state']

export function stateOf(named: ReleaseRow['files'][number], there: FileRow | undefined): FileState {
  if (!there) return 'missing'
  return Number(there.size) === named.size && there.sha512 === named.sha512 ? 'there' : 'different'
}

export function presentRelease(row: ReleaseRow, there: ReadonlyMap<string, FileRow>): ReleaseView {
  const { id, feed, version, state, percentage, files, createdAt } = row
  return {
    id,
    feed,
    channel: channelOf(feed),
    platform: platformOf(feed),
    version,
    state,
    percentage,
    files: files.map((file) => ({
      name: file.name,
      size: file.size,
      state: stateOf(file, there.get(file.name)),
    })),
    createdAt: createdAt.toISOString(),
  }
}
