import { describe, expect, it } from 'vitest'
import { matchRank } from './match.ts'

describe('matchRank', () => {
  it.each([
    ['ann', 'Anna Möller', 0],
    ['mol', 'Anna Möller', 1],
    ['möl an', 'Anna Möller', 1],
    ['nna', 'Anna Möller', 2],
    ['prjx', 'project-x', 3],
    ['zz', 'Anna', null],
    ['', 'anything', 0],
    ['日本', '新日本', 2],
  ])('ranks %j in %j as %j', (query, name, rank) => {
    expect(matchRank(query, name)).toBe(rank)
  })
})
