// What of the brought files is of use here, and which goes first.
import { FeedName, ReleaseFileName, type ReleaseView } from '../../../../../contract/releases.ts'

const isList = (name: string): boolean => FeedName.safeParse(name).success

/** electron-builder's folder has more in it than a release needs, such as builder-debug.yml. */
export function sortOut<Item extends { name: string }>(
  files: readonly Item[],
): { useful: Item[]; leftOut: string[] } {
  const isUseful = ({ name }: Item) => isList(name) || ReleaseFileName.safeParse(name).success
  return {
    useful: files.filter(isUseful),
    leftOut: files.filter((file) => !isUseful(file)).map(({ name }) => name),
  }
}

/** The lists go last: with them a release begins, and then its files should be there. */
export const nextOf = <Item extends { name: string; phase: string }>(files: readonly Item[]): Item | null => {
  const waiting = files.filter(({ phase }) => phase === 'waiting')
  return waiting.find(({ name }) => !isList(name)) ?? waiting[0] ?? null
}

/**
 * Installers that arrived without a list, and that no release names: nothing becomes of them yet. An msi is in no list, for
 * apps don't update by it.
 */
export function unlistedOf(
  files: readonly { name: string; phase: string }[],
  releases: readonly Pick<ReleaseView, 'files'>[],
): string[] {
  if (files.some(({ name }) => isList(name))) return []
  const listed = new Set(releases.flatMap((release) => release.files.map(({ name }) => name)))
  return files
    .filter(
      ({ name, phase }) => phase === 'arrived' && !/\.(?:blockmap|msi)$/.test(name) && !listed.has(name),
    )
    .map(({ name }) => name)
}
