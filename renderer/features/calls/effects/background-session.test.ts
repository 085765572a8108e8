import { describe, expect, it } from 'vitest'
import type { EffectLevel, WorkerBackground } from './background-messages.ts'
import { createBackgroundSession } from './background-session.ts'
import type { Drawer } from './compose/drawer.ts'
import { backdropSize, maskSize } from './compose/sizes.ts'
import type { Segmenter } from './segmenter.ts'

const blur: WorkerBackground = { kind: 'blur', strength: 'strong' }
const room = ({ width, height }: { width: number; height: number }) => new Float32Array(width * height)

/** A session whose drawing needs no browser: it only notes what would have been seen. */
function open(segment: () => Float32Array, opens: () => void | Promise<void> = () => {}) {
  const drawn: { isCutOut: boolean; isSmaller: boolean }[] = []
  const levels: EffectLevel[] = []
  let asked = 0
  let isSmaller = false
  const drawer: Drawer = {
    name: 'cpu',
    async take(_, smaller) {
      isSmaller = smaller
      return {
        pixels: {} as ImageData,
        luma: room(maskSize),
        channels: [room(backdropSize), room(backdropSize), room(backdropSize)],
      }
    },
    draw(frame, cutout) {
      drawn.push({ isCutOut: cutout !== null, isSmaller })
      return frame
    },
    close: () => {},
  }
  const openSegmenter = async (): Promise<Segmenter> => {
    await opens()
    const ask = () => {
      asked++
      return segment()
    }
    return { segment: ask, close: () => {} }
  }
  const session = createBackgroundSession({
    drawer,
    openSegmenter,
    isGoverned: true,
    onLevel: (level) => levels.push(level),
  })
  const raw = { clone: () => 'raw' } as unknown as VideoFrame
  const frames = async (count: number) => {
    for (let i = 0; i < count; i++) await session.finish(raw)
  }
  return { session, drawn, levels, frames, raw, asked: () => asked }
}

const person = () => room(maskSize).fill(1)

describe('a session of the background', () => {
  it('cuts the person out of every frame', async () => {
    const { session, drawn, frames, asked } = open(person)
    await session.prepare(blur)
    session.change(blur)
    await frames(5)
    expect(drawn).toEqual(Array(5).fill({ isCutOut: true, isSmaller: false }))
    expect(asked()).toBe(5)
  })

  it('hides everything until the model is there, after an effect was chosen in the middle of a call', async () => {
    const loading = Promise.withResolvers<void>()
    const { session, drawn, frames, raw } = open(person, () => loading.promise)
    expect(await session.finish(raw)).toBe('raw')
    session.change(blur)
    await frames(2)
    loading.resolve()
    await session.prepare(blur)
    await frames(1)
    expect(drawn.map(({ isCutOut }) => isCutOut)).toEqual([false, false, true])
  })

  it('hides everything when the model crashes, and is back after its restart', async () => {
    let crashes = 1
    const { session, drawn, frames, levels } = open(() => {
      if (crashes-- > 0) throw new Error('out of memory')
      return person()
    })
    await session.prepare(blur)
    session.change(blur)
    await frames(3)
    expect(drawn.map(({ isCutOut }) => isCutOut)).toEqual([false, true, true])
    expect(levels).toEqual([])
  })

  it('stays hidden and says so when the model crashes again and again', async () => {
    let opened = 0
    const crash = () => {
      throw new Error('out of memory')
    }
    const { session, drawn, frames, levels } = open(crash, () => void opened++)
    await session.prepare(blur)
    session.change(blur)
    await frames(20)
    expect(drawn.every(({ isCutOut }) => !isCutOut)).toBe(true)
    expect(levels).toEqual(['off'])
    expect(opened).toBe(3)
  })

  it('asks the model less, draws smaller and at last hides, as the machine gets slower', async () => {
    const { session, drawn, frames, levels, asked } = open(person)
    await session.prepare(blur)
    session.change(blur)
    const slowSeconds = (count: number) => {
      // Each of these frames fills a window of a second by itself.
      for (let i = 0; i < count; i++) session.noteWritten(i * 1e6, 1001)
    }
    slowSeconds(3)
    await frames(10)
    expect(asked()).toBe(5)
    slowSeconds(3)
    await frames(1)
    expect(drawn.at(-1)).toEqual({ isCutOut: true, isSmaller: true })
    slowSeconds(3)
    await frames(1)
    expect(drawn.at(-1)?.isCutOut).toBe(false)
    expect(levels).toEqual(['everySecondFrame', 'smaller', 'off'])
  })
})
