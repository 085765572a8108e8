// What a person does around a call: reading elsewhere meanwhile, hosting, ringing in two windows, what was missed.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { callBrowser, control, expectMoving, joinFromHeader } from '../fixtures/calls.ts'
import { composer, goToChannel, makeChannel, sidebarLine, thread, timeline, write } from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

test.use(callBrowser())

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(bad.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([])
}

test('in a call one mutes, writes, hosts, and reads elsewhere without leaving it', async ({ workspace }) => {
  test.slow()
  const alice = await workspace.person('Alice Albers')
  const bob = await workspace.person('Bob Berger')
  const { id } = await makeChannel(workspace, [alice, bob])
  const other = await makeChannel(workspace, [alice, bob])
  await Promise.all([goToChannel(alice.page, id), goToChannel(bob.page, id)])
  await joinFromHeader(alice.page)
  await joinFromHeader(bob.page)
  await expectMoving(alice.page, bob)

  // Muted by a click, which leaves the focus on the button: held, the space bar speaks all the same.
  await control(alice.page, /^Mute$/).click()
  await expect(control(alice.page, 'Unmute')).toBeVisible()
  await alice.page.keyboard.down(' ')
  await expect(control(alice.page, /^Mute$/)).toBeVisible()
  await alice.page.keyboard.up(' ')
  await expect(control(alice.page, 'Unmute')).toBeVisible()
  await alice.page.keyboard.press('Control+d')
  await expect(control(alice.page, /^Mute$/)).toBeVisible()
  await alice.page.keyboard.press('Control+d')
  await alice.page.getByTestId('call-stage').focus()
  await alice.page.keyboard.down(' ')
  await expect(control(alice.page, /^Mute$/)).toBeVisible()
  await alice.page.keyboard.up(' ')
  await expect(control(alice.page, 'Unmute')).toBeVisible()

  await control(alice.page, 'Chat').click()
  await write(thread(alice.page).getByRole('textbox'), 'Here is the link')
  await expect(thread(alice.page).getByText('Here is the link')).toBeVisible()
  await expect(alice.page.getByTestId('call-stage')).toBeVisible()
  await control(alice.page, 'Chat').click()

  await control(bob.page, /^Mute$/).click()
  await control(alice.page, 'People').click()
  await expectAccessible(alice.page)
  await alice.page.getByRole('button', { name: 'What can be done about Bob Berger' }).click()
  await alice.page.getByRole('menuitem', { name: 'Ask to unmute' }).click()
  const request = bob.page.getByRole('alertdialog', { name: /Alice Albers asks you to unmute/ })
  // A typed Enter or space must not be heard by everybody.
  await expect(request.getByRole('button', { name: 'Stay muted' })).toBeFocused()
  await request.getByRole('button', { name: 'Unmute' }).click()
  await expect(control(bob.page, /^Mute$/)).toBeVisible()

  await sidebarLine(alice.page, other.name).click()
  const floating = alice.page.getByTestId('call-floating')
  await expect(floating).toBeVisible()
  await expect(composer(alice.page)).toBeVisible()
  await expectMoving(alice.page, bob)
  await expectAccessible(alice.page)
  await floating.getByRole('button', { name: 'Make the call large' }).click()
  await expectMoving(alice.page, bob)

  await sidebarLine(bob.page, other.name).click()
  await alice.page.getByRole('button', { name: 'Leave or end' }).click()
  await alice.page.getByRole('menuitem', { name: /End it for everybody/ }).click()
  // What Bob reads stays where it is.
  await expect(bob.page.getByText('The call has ended')).toBeVisible()
  await expect(composer(bob.page)).toBeVisible()
})

test('a ring is declined by a key, missed in its time, and answered in one window for both', async ({
  workspace,
}) => {
  test.slow()
  const alice = await workspace.person('Alice Arnold')
  const bob = await workspace.person('Bob Brandt')
  const { joined } = await alice.client.call('channels.openDirect', { personIds: [bob.client.personId] })
  const ring = bob.page.getByRole('alertdialog', { name: /Alice Arnold is calling/ })
  await goToChannel(alice.page, joined.channel.id)
  await joinFromHeader(alice.page)
  await expect(ring).toBeVisible()
  await expectAccessible(bob.page)
  await bob.page.keyboard.press('Alt+Shift+N')
  await expect(ring).toHaveCount(0)
  await expect(alice.page.getByText('Call declined')).toBeVisible()

  await alice.page.getByRole('button', { name: 'Call again' }).click()
  await alice.page.getByRole('button', { name: 'Start call' }).click()
  await expect(ring).toBeVisible()
  await expect(ring).toHaveCount(0, { timeout: 60_000 })
  await goToChannel(bob.page, joined.channel.id)
  await expect(timeline(bob.page).getByText('Missed call')).toBeVisible()
  await bob.page.getByRole('link', { name: 'Calls', exact: true }).click()
  await bob.page.getByRole('tab', { name: 'Missed' }).click()
  await expect(bob.page.getByText('Missed call')).toBeVisible()

  const second = await bob.context.newPage()
  await second.goto('/')
  await goToChannel(alice.page, joined.channel.id)
  await joinFromHeader(alice.page)
  const secondRing = second.getByRole('alertdialog', { name: /Alice Arnold is calling/ })
  await expect(ring).toBeVisible()
  await secondRing.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(ring).toHaveCount(0)
  await expectMoving(second, alice)
})
