// What the server is told of the screen, and how often.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Tile } from '../../../../contract/call-signals.ts'
import { normalTiles, ViewReport } from './view-report.ts'

const tile = (producerId: string, width = 320, height = 180, isImportant = false): Tile => ({
  producerId,
  width,
  height,
  isImportant,
})

describe('tiles', () => {
  test('are whole numbers within the bounds of the contract', () => {
    expect(normalTiles([tile('a', 320.4, 0), tile('b', 99_999, 10)])).toEqual([
      tile('a', 320, 1),
      tile('b', 16_384, 10),
    ])
  })

  test('of one producer drawn twice count as the larger one, important if either is', () => {
    expect(normalTiles([tile('a', 100, 100, true), tile('a', 200, 200)])).toEqual([tile('a', 200, 200, true)])
  })

  test('are no more than the contract takes', () => {
    expect(normalTiles(Array.from({ length: 250 }, (_, at) => tile(`p${at}`)))).toHaveLength(200)
  })
})

describe('the report', () => {
  let sent: Tile[][]
  let report: ViewReport
  beforeEach(() => {
    vi.useFakeTimers()
    sent = []
    report = new ViewReport((tiles) => sent.push(tiles))
  })
  afterEach(() => {
    report.stop()
    vi.useRealTimers()
  })

  test('of a first change goes at once, a burst after it as one', () => {
    report.show([tile('a')])
    expect(sent).toHaveLength(1)
    report.show([tile('a'), tile('b')])
    report.show([tile('a'), tile('c')])
    expect(sent).toHaveLength(1)
    vi.advanceTimersByTime(100)
    expect(sent).toEqual([[tile('a')], [tile('a'), tile('c')]])
  })

  test('of the same view is not sent again, unless the server forgot it', () => {
    report.show([tile('a')])
    vi.advanceTimersByTime(1000)
    report.show([tile('a')])
    vi.advanceTimersByTime(1000)
    expect(sent).toHaveLength(1)
    report.repeat()
    expect(sent).toHaveLength(2)
  })

  test('before anything was drawn there is nothing to repeat; an empty screen is something', () => {
    report.repeat()
    expect(sent).toEqual([])
    report.show([])
    expect(sent).toEqual([[]])
  })

  test('stopped, it says nothing any more', () => {
    report.show([tile('a')])
    report.show([tile('b')])
    report.stop()
    vi.advanceTimersByTime(1000)
    expect(sent).toHaveLength(1)
  })
})
