import { composer, goToChannel, makeChannel, timeline, write } from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

test('a message is pinned by key, seen by the other in its place and in the details, and taken off there', async ({
  workspace,
}) => {
  const alice = await workspace.person('Alice Abt')
  const bob = await workspace.person('Bob Busch')
  const { id } = await makeChannel(workspace, [alice, bob])
  await Promise.all([goToChannel(alice.page, id), goToChannel(bob.page, id)])
  await write(composer(alice.page), 'The door code is in the safe')
  const row = timeline(alice.page).getByRole('article').filter({ hasText: 'The door code' })
  await row.focus()
  await alice.page.keyboard.press('p')
  await expect(timeline(bob.page).getByText('Pinned by Alice Abt')).toBeVisible()

  await bob.page.getByRole('button', { name: 'Details' }).first().click()
  const pins = bob.page.getByRole('region', { name: '1 pinned message' })
  await expect(pins.getByText('The door code is in the safe')).toBeVisible()
  await pins.getByRole('article').filter({ hasText: 'The door code' }).last().focus()
  await bob.page.keyboard.press('p')
  await expect(bob.page.getByText('Pin what everybody here should find again')).toBeVisible()
  await expect(timeline(alice.page).getByText('Pinned by')).toHaveCount(0)
})
