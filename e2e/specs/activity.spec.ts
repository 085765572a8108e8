// One list of what concerns somebody: live, filtered, walked by keyboard, each line leading to its place.
import { goToChannel, makeChannel, message, sidebarLine, thread, timeline, unique } from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

test('activity arrives live, is read line by line, and leads to the place', async ({ workspace }) => {
  const [ada, bea] = await Promise.all([workspace.person(unique('ada')), workspace.person(unique('bea'))])
  const room = await makeChannel(workspace, [ada, bea])
  const { message: own } = await ada.client.send(room.id, 'what ada wrote')
  await ada.page.goto('/activity')
  const list = ada.page.getByRole('grid', { name: 'Activity' })
  const line = (text: string | RegExp) => list.getByRole('row').filter({ hasText: text })
  await expect(line(/added you to/)).toBeVisible()

  await bea.client.send(room.id, `<@${ada.client.personId}> look here`)
  await expect(line('look here')).toContainText(`${bea.name} mentioned you in #${room.name}`)
  await bea.client.send(room.id, 'an answer', { threadId: own.id })
  await bea.client.call('reactions.add', { messageId: own.id, emoji: '🎉' })
  await expect(line('reacted with 🎉')).toContainText('what ada wrote')
  await expect(sidebarLine(ada.page, 'Activity')).toHaveAccessibleName(/unread/)

  await ada.page.getByRole('radio', { name: 'Replies' }).click()
  await expect(line('an answer')).toBeVisible()
  await expect(line('look here')).toBeHidden()
  await line('an answer').click()
  await expect(message(thread(ada.page), 'an answer')).toBeVisible()

  await ada.page.goBack()
  await ada.page.getByRole('radio', { name: 'Mentions' }).click()
  // It was seen on the way there.
  await expect(line('look here').getByRole('button', { name: 'Mark as unread' })).toBeAttached()
  await line('look here').focus()
  await ada.page.keyboard.press('u')
  await expect(line('look here').getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await ada.page.keyboard.press('u')
  await expect(line('look here').getByRole('button', { name: 'Mark as unread' })).toBeAttached()
  await ada.page.keyboard.press('Enter')
  await expect(message(timeline(ada.page), 'look here')).toBeVisible()

  await ada.page.goto('/activity')
  await ada.page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(sidebarLine(ada.page, 'Activity')).not.toHaveAccessibleName(/unread/)
  await ada.page.getByRole('switch', { name: 'Only unread' }).press('Space')
  await expect(ada.page.getByText('You have read everything')).toBeVisible()
})

test('a long list stays as long when a line in it changes, with the focus where it was, and says itself in words', async ({
  workspace,
}) => {
  const [ada, bea] = await Promise.all([workspace.person(unique('ada')), workspace.person(unique('bea'))])
  const room = await makeChannel(workspace, [ada, bea])
  for (let at = 0; at < 40; at += 1) await bea.client.send(room.id, `<@${ada.client.personId}> call ${at};`)
  await ada.page.goto('/activity')
  const list = ada.page.getByRole('grid', { name: 'Activity' })
  const lines = list.getByRole('row')
  await ada.page.getByRole('button', { name: /more|older/i }).click()
  await expect(lines.filter({ hasText: 'call 0;' })).toBeAttached()
  const count = await lines.count()
  const line = lines.filter({ hasText: 'call 2;' })
  await expect(line).toHaveAccessibleName(`${bea.name} mentioned you in #${room.name}: @${ada.name} call 2;`)
  await line.focus()
  await ada.page.keyboard.press('u')
  await expect(line.getByRole('button', { name: 'Mark as unread' })).toBeAttached()
  await bea.client.send(room.id, `<@${ada.client.personId}> one more`)
  await expect(lines.filter({ hasText: 'one more' })).toBeAttached()
  await expect(line).toBeFocused()
  expect(await lines.count()).toBe(count)
})

test('what is deleted, and what stands in a channel one has left, leaves the list', async ({ workspace }) => {
  const [ada, bea] = await Promise.all([workspace.person(unique('ada')), workspace.person(unique('bea'))])
  const [room, other] = [await makeChannel(workspace, [ada, bea]), await makeChannel(workspace, [ada, bea])]
  const { message: gone } = await bea.client.send(room.id, `<@${ada.client.personId}> a slip`)
  await bea.client.send(other.id, `<@${ada.client.personId}> elsewhere`)
  await ada.page.goto('/activity')
  const list = ada.page.getByRole('grid', { name: 'Activity' })
  await expect(list).toContainText('a slip')
  await bea.client.call('messages.delete', { messageId: gone.id })
  await expect(list).not.toContainText('a slip')
  await expect(list).toContainText('elsewhere')
  await workspace.owner.call('channels.remove', { channelId: other.id, personId: ada.client.personId })
  await expect(list).not.toContainText('elsewhere')
  await goToChannel(ada.page, room.id)
})
