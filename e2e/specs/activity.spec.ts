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
