import { makeChannel, unique } from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

test('shots', async ({ workspace }) => {
  const [ada, bea, cleo] = await Promise.all([
    workspace.person('Ada Lovelace'),
    workspace.person('Bea Fischer'),
    workspace.person('Cleo Park'),
  ])
  const empty = await workspace.person('Emma New')
  const room = await makeChannel(workspace, [ada, bea, cleo], { name: unique('release') })
  const { group } = await workspace.owner.call('groups.create', {
    handle: unique('design'),
    name: 'Design',
    memberIds: [ada.client.personId],
  })
  await ada.client.call('notifications.setRules', { keywords: ['kiwi'] })
  const { message: own } = await ada.client.send(room.id, 'The new start page is **ready** for a look')
  await bea.client.send(
    room.id,
    `Hey <@${ada.client.personId}>, can you have a look at the numbers before Friday? They are still those of last week, and the board meets on Monday morning.`,
  )
  await cleo.client.send(room.id, `<!group:${group.id}> lunch?`)
  await bea.client.send(room.id, 'I would like a Kiwi')
  await cleo.client.send(room.id, 'Looks good to me', { threadId: own.id })
  await cleo.client.call('reactions.add', { messageId: own.id, emoji: '🎉' })
  const { items } = await ada.client.call('activity.list', {})
  await ada.client.call('activity.mark', { ids: items.slice(-2).map((one) => one.id), isUnread: false })
  for (const colorScheme of ['light', 'dark'] as const) {
    await ada.page.emulateMedia({ colorScheme })
    await ada.page.setViewportSize(
      colorScheme === 'light' ? { width: 1280, height: 800 } : { width: 900, height: 600 },
    )
    await ada.page.goto('/activity')
    await expect(ada.page.getByText('lunch?').first()).toBeVisible()
    await ada.page.keyboard.press('Tab')
    await ada.page.screenshot({ path: `/tmp/rules-shots/activity-${colorScheme}.png` })
  }
  await empty.page.goto('/activity')
  await empty.page.getByRole('switch', { name: 'Only unread' }).press('Space')
  await empty.page.waitForTimeout(500)
  await empty.page.screenshot({ path: `/tmp/rules-shots/activity-empty.png` })
})
