import { expect, test } from 'vitest'
import { nextOf, sortOut, unlistedOf } from './choose.ts'

const named = (name: string, phase = 'waiting') => ({ name, phase })

test('installers, blockmaps and lists are taken; the rest of the folder is left out', () => {
  const { useful, leftOut } = sortOut(
    [
      'Nucleus-1.2.0-x64-setup.exe',
      'Nucleus-1.2.0-x64-setup.exe.blockmap',
      'latest.yml',
      'builder-debug.yml',
      'Nucleus-1.2.0-arm64.pkg',
      'latest-linux-arm64.yml',
    ].map((name) => named(name)),
  )
  expect(useful.map(({ name }) => name)).toEqual([
    'Nucleus-1.2.0-x64-setup.exe',
    'Nucleus-1.2.0-x64-setup.exe.blockmap',
    'latest.yml',
    'latest-linux-arm64.yml',
  ])
  expect(leftOut).toEqual(['builder-debug.yml', 'Nucleus-1.2.0-arm64.pkg'])
})

test('lists wait until no installer waits; others go in the order they came', () => {
  const list = named('latest.yml')
  const done = named('a.exe', 'arrived')
  expect(nextOf([list, done, named('b.exe'), named('c.exe')])?.name).toBe('b.exe')
  expect(nextOf([list, done, named('b.exe', 'refused')])).toBe(list)
  expect(nextOf([done])).toBeNull()
})

test('installers that came without a list are told of, unless a release names them', () => {
  const arrived = ['a.exe', 'a.exe.blockmap', 'a.msi', 'b.exe'].map((name) => named(name, 'arrived'))
  const files = [...arrived, named('c.exe', 'refused')]
  const release = { files: [{ name: 'b.exe', size: 1, state: 'there' as const }] }
  expect(unlistedOf(files, [release])).toEqual(['a.exe'])
  expect(unlistedOf([...files, named('latest.yml')], [])).toEqual([])
})
