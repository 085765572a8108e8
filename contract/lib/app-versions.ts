// Which of two versions is newer (https://semver.org, §11; build metadata does not occur): electron-updater decides by the
// same rules.

const partsOf = (version: string): { numbers: number[]; before: string[] } => {
  const [, numbers = '', before = ''] = /^([^-]*)-?(.*)$/.exec(version) ?? []
  return { numbers: numbers.split('.').map(Number), before: before === '' ? [] : before.split('.') }
}

/** Numbers by their size and before words; words by their letters' codes. */
function comparePart(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)]
  if (isNumber && isOtherNumber) return Number(one) - Number(other)
  if (isNumber || isOtherNumber) return isNumber ? -1 : 1
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** Below zero: `one` is older. A version with something behind a dash comes before the one without. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  for (const [at, part] of a.numbers.entries()) if (part !== b.numbers[at]) return part - (b.numbers[at] ?? 0)
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length
  for (const [at, part] of a.before.entries()) {
    const rival = b.before[at]
    if (rival === undefined) return 1
    const order = comparePart(part, rival)
    if (order !== 0) return order
  }
  return a.before.length - b.before.length
}

const withoutPreview = (version: string): string => version.split('-')[0] ?? version

/** Whether an app is older than what a server demands, or the other way round: what is behind a dash does not count. */
export const isTooOld = (version: string, least: string): boolean =>
  compareVersions(withoutPreview(version), withoutPreview(least)) < 0

export const newestOf = <Item extends { version: string }>(items: Item[]): Item | null =>
  items.toSorted((one, other) => compareVersions(other.version, one.version))[0] ?? null
