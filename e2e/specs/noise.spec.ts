// The noise filter in a real browser, by the energy that comes out.
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/effects.ts'
import type { NoisePage } from '../pages/effects/noise.ts'

declare const noisePage: NoisePage

/** Starts with this sound and tells how much of it comes out of the filter, as a share of what comes past it. */
async function start(page: Page, sound: 'fan' | 'voice') {
  await page.evaluate((wanted) => noisePage.start(wanted), sound)
  await page.evaluate(() => noisePage.setOn(false))
  const energy = () => page.evaluate(() => noisePage.energy())
  await expect.poll(energy).toBeGreaterThan(5e-5)
  const original = await energy()
  await page.evaluate(() => noisePage.setOn(true))
  return { share: async () => (await energy()) / original }
}

test('a fan is not heard, and is again past the filter', async ({ effects: { page } }) => {
  const { share } = await start(page, 'fan')
  await expect.poll(share).toBeLessThan(0.01)
  await page.evaluate(() => noisePage.setOn(false))
  await expect.poll(share).toBeGreaterThan(0.7)
})

test('a voice comes through', async ({ effects: { page } }) => {
  const { share } = await start(page, 'voice')
  // Long enough for the filter to have learnt what it would take for noise: the fan was gone within one look.
  for (let look = 0; look < 5; look++) await expect.poll(share, { intervals: [700] }).toBeGreaterThan(0.5)
  expect(await page.evaluate(() => noisePage.bypasses())).toBe(0)
})
