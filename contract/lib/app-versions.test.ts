import { expect, test } from 'vitest'
import { compareVersions, isTooOld, newestOf } from './app-versions.ts'

/** As https://semver.org has it in §11, and then some: each older than the next. */
const ascending = [
  '0.9.9',
  '0.10.0',
  '1.0.0-1',
  '1.0.0-2',
  '1.0.0-10',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.10',
  '1.0.0-beta.10.1',
  '1.0.0-rc-2.1',
  '1.0.0',
  '1.0.1',
  '1.2.3-beta.2',
  '1.2.3-beta.10',
  '1.2.3',
  '1.10.0',
  '10.0.0',
]

test('versions are older and newer as semver says', () => {
  for (const [at, one] of ascending.entries())
    for (const [otherAt, other] of ascending.entries())
      expect(Math.sign(compareVersions(one, other)), `${one} ${other}`).toBe(Math.sign(at - otherAt))
})

test('the newest one is found in any order', () => {
  const versions = ['1.2.3-beta.10', '1.10.0', '1.2.3', '1.9.9'].map((version) => ({ version }))
  expect(newestOf(versions)?.version).toBe('1.10.0')
  expect(newestOf([])).toBeNull()
})

test('a preview is as new as what it becomes', () => {
  expect(isTooOld('1.0.0-beta.1', '1.0.0')).toBe(false)
  expect(isTooOld('0.9.9', '0.10.0')).toBe(true)
  expect(isTooOld('1.0.0', '1.0.0')).toBe(false)
})
