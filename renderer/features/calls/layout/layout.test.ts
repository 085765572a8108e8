import { describe, expect, test } from 'vitest'
import { fromParts, keptInside, partsOf, usualPlace } from './floating.ts'
import { bestGrid, gridPlaces, type Rect } from './grid.ts'
import { keepOrder, withSpeakerInSight } from './order.ts'
import { capacityOf, mostTiles, pageOf } from './paging.ts'
import { alone, faceToFace, stageWithStrip } from './stage.ts'

const room = { width: 1280, height: 720 }
const isInside = ({ x, y, width, height }: Rect, within = room) =>
  x >= 0 && y >= 0 && x + width <= within.width + 1 && y + height <= within.height + 1
const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

describe('a grid', () => {
  test.each([
    [1, 1, 1],
    [2, 2, 1],
    [3, 2, 2],
    [4, 2, 2],
    [5, 3, 2],
    [9, 3, 3],
    [10, 4, 3],
    [16, 4, 4],
    [49, 7, 7],
  ])('of %i in a room of 16:9 has %i columns and %i rows', (count, columns, rows) => {
    expect(bestGrid(count, room, 8)).toMatchObject({ columns, rows })
  })

  test('goes along the longer side', () => {
    expect(bestGrid(2, { width: 400, height: 800 }, 8)).toMatchObject({ columns: 1, rows: 2 })
    expect(bestGrid(3, { width: 1600, height: 300 }, 8)).toMatchObject({ columns: 3, rows: 1 })
  })

  test('never lets tiles overlap or leave the room, whatever its shape', () => {
    for (const within of [room, { width: 640, height: 500 }, { width: 360, height: 640 }])
      for (let count = 1; count <= mostTiles; count++) {
        const places = gridPlaces(count, within, 8)
        expect(places).toHaveLength(count)
        for (const [index, place] of places.entries()) {
          expect(isInside(place, within)).toBe(true)
          for (const other of places.slice(index + 1)) expect(overlap(place, other)).toBe(false)
        }
      }
  })

  test('has its last row in the middle', () => {
    const [first, second, last] = gridPlaces(3, room, 8) as [Rect, Rect, Rect]
    expect(last.x + last.width / 2).toBeCloseTo((first.x + second.x + second.width) / 2, -1)
  })

  test('of no room is empty and throws nothing', () => {
    expect(gridPlaces(3, { width: 0, height: 0 }, 8)[0]).toMatchObject({ width: 0, height: 0 })
  })
})

describe('pages', () => {
  test('hold 49 tiles where there is room for them, fewer where faces would be too small, one at least', () => {
    expect(capacityOf({ width: 1600, height: 1000 }, 8)).toBe(49)
    expect(capacityOf({ width: 640, height: 400 }, 8)).toBeLessThan(20)
    expect(capacityOf({ width: 100, height: 80 }, 8)).toBe(1)
  })

  test('stay within what there is when people leave', () => {
    const people = Array.from({ length: 60 }, (_, index) => index)
    expect(pageOf(people, 49, 1)).toMatchObject({ page: 1, pageCount: 2, items: people.slice(49) })
    expect(pageOf(people.slice(0, 20), 49, 1)).toMatchObject({ page: 0, pageCount: 1 })
    expect(pageOf([], 49, 0)).toMatchObject({ items: [], pageCount: 1 })
  })
})

describe('the order of people', () => {
  const spoke: Record<string, number> = { a: 5, b: 1, c: 3, d: 9 }
  const spokeAt = (key: string) => spoke[key] ?? 0

  test('stays as it is; who comes is last, who goes leaves no hole', () => {
    expect(keepOrder(['c', 'a', 'b'], ['a', 'b', 'd'])).toEqual(['a', 'b', 'd'])
    expect(keepOrder([], ['a', 'b'])).toEqual(['a', 'b'])
  })

  test('a speaker out of sight changes places with the one who was silent longest, nobody else moves', () => {
    expect(withSpeakerInSight(['a', 'b', 'c', 'd'], 'd', 3, spokeAt)).toEqual(['a', 'd', 'c', 'b'])
  })

  test('a speaker in sight moves nobody', () => {
    const order = ['a', 'b', 'c', 'd']
    expect(withSpeakerInSight(order, 'b', 3, spokeAt)).toBe(order)
    expect(withSpeakerInSight(order, null, 3, spokeAt)).toBe(order)
    expect(withSpeakerInSight(order, 'gone', 3, spokeAt)).toBe(order)
  })

  test('the own tile keeps its place', () => {
    const isFixed = (key: string) => key === 'b'
    expect(withSpeakerInSight(['a', 'b', 'c', 'd'], 'd', 3, spokeAt, isFixed)).toEqual(['a', 'b', 'd', 'c'])
    expect(withSpeakerInSight(['b', 'd'], 'd', 1, spokeAt, isFixed)).toEqual(['b', 'd'])
  })
})

describe('a stage', () => {
  test.each([room, { width: 640, height: 420 }, { width: 380, height: 640 }])(
    'with a strip has its parts side by side: %o',
    (within) => {
      for (const mains of [1, 2]) {
        const { main, strip } = stageWithStrip(mains, 12, within, 8)
        expect(main).toHaveLength(mains)
        expect(strip.length).toBeGreaterThan(1)
        const all = [...main, ...strip]
        for (const [index, place] of all.entries()) {
          expect(isInside(place, within)).toBe(true)
          for (const other of all.slice(index + 1)) expect(overlap(place, other)).toBe(false)
        }
      }
    },
  )

  test('with nobody else gives the picture all the room', () => {
    expect(stageWithStrip(1, 0, room, 8).main).toEqual([{ x: 0, y: 0, ...room }])
  })

  test('of two shows the other large and oneself inside of it', () => {
    const { other, own } = faceToFace(room)
    expect(other.width).toBe(1280)
    expect(isInside({ ...own, x: own.x - other.x, y: own.y - other.y }, other)).toBe(true)
  })

  test('of one is not larger than is pleasant', () => {
    expect(alone(room)).toEqual({ x: 280, y: 101, width: 720, height: 405 })
  })
})

describe('the small window', () => {
  const box = { width: 280, height: 200 }

  test('stays inside, also when the window becomes small', () => {
    expect(keptInside({ x: -50, y: 5000 }, box, room)).toEqual({ x: 12, y: 508 })
    const parts = partsOf(usualPlace(box, room), box, room)
    const small = fromParts(parts, box, { width: 320, height: 240 })
    expect(small.x + box.width).toBeLessThanOrEqual(320)
  })

  test('put into a corner it stays in the corner', () => {
    const parts = partsOf({ x: 988, y: 508 }, box, room)
    expect(fromParts(parts, box, { width: 1600, height: 900 })).toEqual({ x: 1308, y: 688 })
  })
})
