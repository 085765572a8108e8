import { describe, expect, test } from 'vitest'
import { createOwnList } from './own-list.ts'

/** A server that answers when it is told to. */
function heldServer() {
  const asked: ((answer: { views: string[]; head: number } | Error) => void)[] = []
  const list = createOwnList<string>(
    () =>
      new Promise((resolve, reject) => {
        asked.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
      }),
  )
  return { asked, list, views: () => list.store.getState().views }
}

describe('a list of the viewer’s own', () => {
  test('is asked for when something shows it, once', async () => {
    const { asked, list, views } = heldServer()
    await list.hear(7)
    expect(asked).toHaveLength(0)
    list.want()
    list.want()
    expect(asked).toHaveLength(1)
    const fresh = list.refresh()
    asked[0]?.({ views: ['a'], head: 3 })
    await expect.poll(() => asked.length).toBe(2)
    asked[1]?.({ views: ['a', 'b'], head: 4 })
    await fresh
    expect(views()).toEqual(['a', 'b'])
  })

  test('is asked for again only for what it does not include', async () => {
    const { asked, list, views } = heldServer()
    list.want()
    asked[0]?.({ views: ['a'], head: 5 })
    await expect.poll(views).toEqual(['a'])
    await list.hear(5)
    expect(asked).toHaveLength(1)
    void list.hear(6)
    await expect.poll(() => asked.length).toBe(2)
  })

  test('takes many entries at once for one question', async () => {
    const { asked, list, views } = heldServer()
    list.want()
    for (const number of [6, 7, 8, 9]) void list.hear(number)
    asked[0]?.({ views: [], head: 6 })
    await expect.poll(() => asked.length).toBe(2)
    asked[1]?.({ views: ['all'], head: 9 })
    await expect.poll(views).toEqual(['all'])
    await list.hear(9)
    expect(asked).toHaveLength(2)
  })

  test('shows why it could not be had, and keeps what it had', async () => {
    const { asked, list, views } = heldServer()
    list.want()
    asked[0]?.({ views: ['a'], head: 1 })
    await expect.poll(views).toEqual(['a'])
    const failing = list.refresh()
    asked[1]?.(new Error('no way'))
    await failing
    expect(list.store.getState()).toMatchObject({ views: ['a'], error: new Error('no way') })
  })

  test('of somebody who signed out is not shown to who comes next', async () => {
    const { asked, list, views } = heldServer()
    list.want()
    list.forget()
    list.want()
    asked[0]?.({ views: ['private'], head: 1 })
    await expect.poll(() => asked.length).toBe(2)
    expect(views()).toBeNull()
    asked[1]?.({ views: ['theirs'], head: 1 })
    await expect.poll(views).toEqual(['theirs'])
  })
})
