// The effects in a real browser, on a real face: a camera that moves in front of e2e/fixtures/pictures/portrait.png.
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/effects.ts'
import { detail, halo, type Picture, pictureOf, type Region } from '../fixtures/picture-measures.ts'
import type { EffectsPage, Grabbed } from '../pages/effects/page.ts'

declare const effectsPage: EffectsPage

// Where things are in the 640×360 of the camera, wherever it has moved to (28 pixels to the sides, 16 up and down).
const face: Region = { left: 240, top: 90, width: 90, height: 70 }
const flag: Region = { left: 5, top: 20, width: 70, height: 220 }
const shuttle: Region = { left: 500, top: 80, width: 110, height: 200 }

/** Hair to the left, a plain wall to the right. */
const besideHead: Region = { left: 330, top: 60, width: 120, height: 60 }

const pictures = ({ width, height, raw, finished }: Grabbed) => ({
  raw: pictureOf(width, height, raw),
  finished: pictureOf(width, height, finished),
})
const keptDetail = ({ raw, finished }: { raw: Picture; finished: Picture }, region: Region) =>
  detail(finished, region) / detail(raw, region)

for (const way of ['cpu', 'webgl'] as const) {
  test(`the face stays sharp and the room behind loses its detail, drawn by ${way}`, async ({ effects }) => {
    const manner = way === 'webgl' ? { force: way } : {}
    const drawnBy = await effects.page.evaluate(
      (wanted) => effectsPage.start({ kind: 'blur', strength: 'strong' }, wanted),
      manner,
    )
    expect(drawnBy).toBe(way)
    for (const count of [10, 7, 7]) {
      const seen = pictures(await effects.page.evaluate((frames) => effectsPage.grab(frames), count))
      expect(keptDetail(seen, face)).toBeGreaterThan(0.8)
      expect(keptDetail(seen, flag)).toBeLessThan(0.25)
      expect(keptDetail(seen, shuttle)).toBeLessThan(0.25)
    }
  })
}

for (const strength of ['light', 'strong'] as const) {
  test(`there is no ring around the head when the blur is ${strength}`, async ({ effects }) => {
    await effects.page.evaluate((wanted) => effectsPage.start({ kind: 'blur', strength: wanted }), strength)
    for (const count of [10, 7, 7]) {
      const { raw, finished } = pictures(
        await effects.page.evaluate((frames) => effectsPage.grab(frames), count),
      )
      expect(halo(raw, finished, besideHead)).toBeLessThan(8)
    }
  })
}

test('no frame is raw, from the very first one on', async ({ effects }) => {
  const found = await effects.page.evaluate(() =>
    effectsPage.firstFrames({ kind: 'blur', strength: 'strong' }, 12),
  )
  const { raw } = pictures(await effects.page.evaluate(() => effectsPage.grab(3)))
  const kept = found.map((frame) => detail(pictureOf(640, 360, frame), shuttle) / detail(raw, shuttle))
  expect(kept).toHaveLength(12)
  expect(Math.max(...kept)).toBeLessThan(0.25)
})

test('a picture takes the place of the room', async ({ effects }) => {
  const [first] = await effects.page.evaluate(() => effectsPage.pictures())
  await effects.page.evaluate((url) => effectsPage.start({ kind: 'picture', url }), first?.url ?? '')
  const one = pictures(await effects.page.evaluate(() => effectsPage.grab(10)))
  const later = pictures(await effects.page.evaluate(() => effectsPage.grab(12)))
  expect(keptDetail(one, face)).toBeGreaterThan(0.8)
  const changeOf = (which: 'raw' | 'finished', region: Region) => difference(one[which], later[which], region)
  // The room moves past the camera, the picture stands still.
  expect(changeOf('raw', shuttle)).toBeGreaterThan(8)
  expect(changeOf('finished', shuttle)).toBeLessThan(1)
})

test('where it is too much for the machine it gets less, and at last everything is hidden', async ({
  effects,
}) => {
  const { page } = effects
  await page.evaluate(() => effectsPage.start({ kind: 'blur', strength: 'light' }, { isGoverned: true }))
  await page.evaluate(() => effectsPage.noteEncoderLimit('cpu'))
  await expect
    .poll(() => page.evaluate(() => effectsPage.levels()), { timeout: 20_000 })
    .toEqual(['everySecondFrame', 'smaller', 'off'])
  const hidden = pictures(await page.evaluate(() => effectsPage.grab(3)))
  expect(keptDetail(hidden, face)).toBeLessThan(0.1)
  expect(keptDetail(hidden, shuttle)).toBeLessThan(0.1)
})

test('a worker that dies leaves the last finished frame, and says so', async ({ effects }) => {
  const { page } = effects
  await page.evaluate(() => effectsPage.start({ kind: 'blur', strength: 'strong' }))
  await page.evaluate(() => effectsPage.show())
  await page.workers()[0]?.evaluate(() => self.close())
  await expect.poll(() => page.evaluate(() => effectsPage.levels()), { timeout: 30_000 }).toEqual(['off'])
  const raw = await shown(page, 'camera')
  const last = await shown(page, 'effect')
  expect(keptDetail({ raw, finished: last }, shuttle)).toBeLessThan(0.25)
})

test('browsers that cannot take tracks apart go by a canvas', async ({ effects }) => {
  const { page } = effects
  await page.evaluate(() => effectsPage.start({ kind: 'blur', strength: 'strong' }, { force: 'canvasRoute' }))
  await page.evaluate(() => effectsPage.show())
  const seen = { raw: await shown(page, 'camera'), finished: await shown(page, 'effect') }
  expect(keptDetail(seen, face)).toBeGreaterThan(0.6)
  expect(keptDetail(seen, shuttle)).toBeLessThan(0.25)
})

test('nothing is asked of another server, not even by the program of the model', async ({ effects }) => {
  const { page, foreignRequests } = effects
  await page.evaluate(() => effectsPage.start({ kind: 'blur', strength: 'strong' }))
  // MediaPipe would report how it is used once a minute; this is the address.
  const refused = await page.workers()[0]?.evaluate(() =>
    fetch('https://odml.pa.googleapis.com/v1/log', { method: 'POST' }).then(
      () => 'asked',
      (error: Error) => error.message,
    ),
  )
  expect(refused).toContain('may be asked from here')
  await page.evaluate(() => effectsPage.stop())
  expect(foreignRequests).toEqual([])
})

async function shown(page: Page, which: 'camera' | 'effect'): Promise<Picture> {
  const { width, height, finished } = await page.evaluate((name) => effectsPage.shown(name), which)
  return pictureOf(width, height, finished)
}

function difference(one: Picture, other: Picture, { left, top, width, height }: Region): number {
  let sum = 0
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      const at = y * one.width + x
      sum += Math.abs((one.luma[at] as number) - (other.luma[at] as number))
    }
  }
  return sum / (width * height)
}
