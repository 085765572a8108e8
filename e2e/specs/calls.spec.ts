import type { Page } from '@playwright/test'
import {
  callBrowser,
  control,
  expectMoving,
  expectSound,
  joinFromHeader,
  pictureOf,
} from '../fixtures/calls.ts'
import { goToChannel, makeChannel, timeline } from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

test.use(callBrowser())

test('a direct call rings, connects with picture and sound both ways, and stands in the conversation', async ({
  workspace,
}) => {
  const alice = await workspace.person('Alice Arnold')
  const bob = await workspace.person('Bob Brandt')
  const { joined } = await alice.client.call('channels.openDirect', { personIds: [bob.client.personId] })
  await goToChannel(alice.page, joined.channel.id)
  await joinFromHeader(alice.page)

  const ring = bob.page.getByRole('alertdialog', { name: /Alice Arnold is calling/ })
  await expect(ring).toBeVisible()
  await ring.getByRole('button', { name: 'With camera' }).click()
  await expect(ring).toBeHidden()
  await Promise.all([expectMoving(alice.page, bob), expectMoving(bob.page, alice)])
  await Promise.all([expectSound(alice.page), expectSound(bob.page)])

  await control(bob.page, 'Turn camera off').click()
  await expect(pictureOf(alice.page, bob)).toBeHidden()
  await control(bob.page, 'Mute').click()
  await expect(alice.page.getByRole('group', { name: /^Bob Brandt, muted/ })).toBeVisible()

  await control(bob.page, /^Leave$/).click()
  await expect(bob.page.getByTestId('call-tile')).toHaveCount(0)
  await goToChannel(alice.page, joined.channel.id)
  await expect(timeline(alice.page).getByText('Call back')).toBeVisible()
})

test('a call in a channel shows a banner, and everybody who joins sees everybody', async ({ workspace }) => {
  const alice = await workspace.person('Alice Albers')
  const bob = await workspace.person('Bob Berger')
  const { id } = await makeChannel(workspace, [alice, bob])
  await Promise.all([goToChannel(alice.page, id), goToChannel(bob.page, id)])
  await joinFromHeader(alice.page)
  await expect(bob.page.getByText('A call is going on')).toBeVisible()
  await expect(bob.page.getByRole('alertdialog')).toHaveCount(0)
  await joinFromHeader(bob.page)
  await Promise.all([expectMoving(alice.page, bob), expectMoving(bob.page, alice)])
})

test('a call that nobody answers is a missed call, in the conversation and in the list', async ({
  workspace,
}) => {
  const alice = await workspace.person('Alice Adler')
  const bob = await workspace.person('Bob Busch')
  const { joined } = await alice.client.call('channels.openDirect', { personIds: [bob.client.personId] })
  await goToChannel(alice.page, joined.channel.id)
  await joinFromHeader(alice.page)
  const ring = bob.page.getByRole('alertdialog', { name: /Alice Adler is calling/ })
  await expect(ring).toBeVisible()
  await workspace.sql(`UPDATE call SET rings_until = now() - interval '1 second' WHERE ended_at IS NULL`)
  await expect(ring).toBeHidden()
  await expect(alice.page.getByText('Nobody answered')).toBeVisible()
  await bob.page.getByRole('link', { name: /^Calls/ }).click()
  await expect(bob.page.getByText('Alice Adler')).toBeVisible()
  await goToChannel(bob.page, joined.channel.id)
  await expect(timeline(bob.page).getByText('Missed call')).toBeVisible()
})

test('one person in two windows: the answer in one silences the other', async ({ workspace }) => {
  const alice = await workspace.person('Alice Ahrens')
  const bob = await workspace.person('Bob Beck')
  const { page: second } = await workspace.open(bob.email)
  const { joined } = await alice.client.call('channels.openDirect', { personIds: [bob.client.personId] })
  await goToChannel(alice.page, joined.channel.id)
  await joinFromHeader(alice.page)
  const ringIn = (page: Page) => page.getByRole('alertdialog', { name: /Alice Ahrens is calling/ })
  await Promise.all([expect(ringIn(bob.page)).toBeVisible(), expect(ringIn(second)).toBeVisible()])
  await ringIn(second).getByRole('button', { name: 'Decline' }).click()
  await Promise.all([expect(ringIn(bob.page)).toBeHidden(), expect(ringIn(second)).toBeHidden()])
  await goToChannel(alice.page, joined.channel.id)
  await expect(timeline(alice.page).getByText('Call declined')).toBeVisible()
})

test('a shared screen is seen by the others, until it is stopped', async ({ workspace }) => {
  const alice = await workspace.person('Alice Arens')
  const bob = await workspace.person('Bob Blum')
  const { id } = await makeChannel(workspace, [alice, bob])
  for (const { page } of [alice, bob]) {
    await goToChannel(page, id)
    await joinFromHeader(page)
  }
  await expectMoving(bob.page, alice)
  await control(alice.page, 'Share screen').click()
  await expect(pictureOf(bob.page, alice, 'screen')).toBeVisible({ timeout: 20_000 })
  await expect
    .poll(() => pictureOf(bob.page, alice, 'screen').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(300)
  await control(alice.page, 'Stop sharing').click()
  await expect(pictureOf(bob.page, alice, 'screen')).toHaveCount(0)
})

test('a small tile gets a small picture, a large one a large one', async ({ workspace }) => {
  const alice = await workspace.person('Alice Amann')
  const bob = await workspace.person('Bob Bohn')
  const { id } = await makeChannel(workspace, [alice, bob])
  for (const { page } of [alice, bob]) {
    await goToChannel(page, id)
    await joinFromHeader(page)
  }
  const heightAtBob = () =>
    pictureOf(bob.page, alice).evaluate((video: HTMLVideoElement) => video.videoHeight)
  await bob.page.setViewportSize({ width: 1600, height: 1000 })
  await expect.poll(heightAtBob, { timeout: 45_000 }).toBeGreaterThanOrEqual(360)
  const large = await heightAtBob()
  await bob.page.getByRole('button', { name: 'Make the call small' }).click()
  await expect.poll(heightAtBob, { timeout: 30_000 }).toBeLessThan(large)
})
