import { describe, expect, test } from 'vitest'
import { parseSearch } from '../../../contract/lib/search-query.ts'
import { scoreOf } from './rank.ts'

const dayMs = 86_400_000
const score = (words: string, query: string, ageDays = 0) =>
  scoreOf(` ${words} `, parseSearch(query).terms, ageDays * dayMs)

describe('scoreOf', () => {
  test.each([
    ['the start', 'a startling one', 'start'],
    ['a startling one', 'the restart', 'start'],
    ['plan of the budget', 'plan budgeting', 'plan budget'],
    ['the budget plan', 'plan of a budget', 'budget plan'],
    ['anna berg', 'berg anna', 'anna'],
  ])('%j before %j for %j', (better, worse, query) => {
    expect(score(better, query)).toBeGreaterThan(score(worse, query))
  })

  test('of two alike the newer one, but a far better match stays before a new one', () => {
    expect(score('the start', 'start', 1)).toBeGreaterThan(score('the start', 'start', 100))
    expect(score('the start', 'start', 400)).toBeGreaterThan(score('the restart', 'start', 2))
  })

  test('without words the newest first', () => {
    expect(score('x', 'from:me', 1)).toBeGreaterThan(score('x', 'from:me', 2))
  })
})
