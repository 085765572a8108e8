import { describe, expect, test } from 'vitest'
import { maxFilesPerMessage } from '../../../../contract/files.ts'
import { chooseFiles } from './choose.ts'

const file = (name: string, size = 10) => ({ name, size })
const none = { count: 0, onTheWay: 0 }
const limits = { fileLimit: 100, ownLimit: 1000, ownBytes: 900 }

describe('files to be added', () => {
  test('are all taken while there is nothing against them', () => {
    const files = [file('a'), file('b')]
    expect(chooseFiles(files, none, limits)).toEqual({ chosen: files, problems: [] })
  })

  test('that are too large or empty are named, the others are taken', () => {
    const { chosen, problems } = chooseFiles([file('a'), file('film', 101), file('nothing', 0)], none, limits)
    expect(chosen.map(({ name }) => name)).toEqual(['a'])
    expect(problems).toEqual([
      { kind: 'empty', names: ['nothing'] },
      { kind: 'tooLarge', names: ['film'], limit: 100 },
    ])
  })

  test('are as many as a message may have, those it has counted', () => {
    const many = Array.from({ length: 5 }, (_, index) => file(String(index)))
    const { chosen, problems } = chooseFiles(many, { count: maxFilesPerMessage - 3, onTheWay: 0 }, null)
    expect(chosen.map(({ name }) => name)).toEqual(['0', '1', '2'])
    expect(problems).toEqual([{ kind: 'tooMany', limit: maxFilesPerMessage, left: 2 }])
  })

  test('fit into the room that the person has left, what is on its way counted', () => {
    const { chosen, problems } = chooseFiles(
      [file('a', 60), file('b', 30)],
      { count: 1, onTheWay: 50 },
      limits,
    )
    expect(chosen.map(({ name }) => name)).toEqual(['b'])
    expect(problems).toEqual([{ kind: 'full', left: 50 }])
  })

  test('are not held back where the limits are not known', () => {
    expect(chooseFiles([file('film', 1e12)], none, null).problems).toEqual([])
  })
})
