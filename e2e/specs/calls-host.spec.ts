import { callBrowser, callControls, control, expectMoving, joinFromHeader } from '../fixtures/calls.ts'
import { goToChannel, makeChannel } from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

test.use(callBrowser())

test('a host lets in from the lobby, mutes, removes, locks, and ends for all', async ({ workspace }) => {
  // Three people, and everything a host can do.
  test.slow()
  const alice = await workspace.person('Alice Aigner')
  const bob = await workspace.person('Bob Binder')
  const { id } = await makeChannel(workspace, [alice, bob])
  await goToChannel(alice.page, id)
  await joinFromHeader(alice.page)
  await control(alice.page, 'People').click()
  await alice.page.getByText('Lobby', { exact: true }).click()

  await goToChannel(bob.page, id)
  await bob.page.getByRole('button', { name: /^Join the call/ }).click()
  await bob.page.getByRole('button', { name: 'Join now' }).click()
  await expect(bob.page.getByText('Waiting to be let in')).toBeVisible()
  await expect(callControls(bob.page)).toHaveCount(0)
  await expect(alice.page.getByText('Bob Binder is waiting to be let in')).toBeVisible()
  await alice.page.getByRole('button', { name: 'Let Bob Binder in', exact: true }).click()
  await expect(callControls(bob.page)).toBeVisible()
  await expectMoving(bob.page, alice)

  const unmute = control(bob.page, 'Unmute')
  if (await unmute.isVisible()) await unmute.click()
  await alice.page.getByRole('button', { name: 'What can be done about Bob Binder' }).click()
  await alice.page.getByRole('menuitem', { name: 'Mute', exact: true }).click()
  await expect(unmute).toBeVisible()

  await alice.page.getByRole('button', { name: 'What can be done about Bob Binder' }).click()
  await alice.page.getByRole('menuitem', { name: 'Remove from the call' }).click()
  await expect(bob.page.getByText('You were removed from the call')).toBeVisible()
  await expect(alice.page.getByRole('button', { name: 'What can be done about Bob Binder' })).toHaveCount(0)

  await alice.page.getByText('Lock the call', { exact: true }).click()
  const carla = await workspace.person('Carla Conrad')
  await workspace.owner.call('channels.invite', { channelId: id, personIds: [carla.client.personId] })
  await goToChannel(carla.page, id)
  await carla.page.getByRole('button', { name: /^Join the call/ }).click()
  await carla.page.getByRole('button', { name: 'Join now' }).click()
  await expect(carla.page.getByText('This call is locked')).toBeVisible()

  await alice.page.getByRole('button', { name: 'End for all' }).click()
  await alice.page.getByRole('button', { name: 'End call' }).click()
  await expect(callControls(alice.page)).toHaveCount(0)
  const [call] = await workspace.sql<{ outcome: string }>('SELECT outcome FROM call WHERE channel_id = $1', [
    id,
  ])
  expect(call).toEqual({ outcome: 'ended' })
})
