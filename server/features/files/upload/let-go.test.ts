import { expect, test } from 'vitest'
import { letGo } from './let-go.ts'

test('memory of its own is given back, memory that others share is not', () => {
  const own = new Uint8Array(64 * 1024)
  letGo(own)
  expect(own.length).toBe(0)

  const shared = new Uint8Array([1, 2, 3, 4])
  letGo(shared.subarray(1, 3))
  expect([...shared]).toEqual([1, 2, 3, 4])
})
