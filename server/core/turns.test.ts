import { expect, test } from 'vitest'
import { createLanes } from './turns.ts'

test('whoever waits goes on in whichever lane is free first, in the order of coming, also after a failure', async () => {
  const inLane = createLanes(2)
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>())
  const begun: number[] = []
  const works = ends.map(({ promise }, index) =>
    inLane(async () => {
      begun.push(index)
      await promise
    }),
  )
  const failed = expect(works[1]).rejects.toThrow('broken')
  expect(begun).toEqual([0, 1])
  ends[1]?.reject(new Error('broken'))
  await failed
  await expect.poll(() => begun).toEqual([0, 1, 2])
  // The first one still goes on; nobody waits for it.
  ends[2]?.resolve()
  await expect.poll(() => begun).toEqual([0, 1, 2, 3])
  for (const { resolve } of ends) resolve()
  await Promise.all(works.filter((_, index) => index !== 1))
  expect(begun).toEqual([0, 1, 2, 3, 4])
})
