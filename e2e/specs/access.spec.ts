// Out is out: who loses access sees nothing more, and keeps nothing. And nothing that people write is executed.
import type { ConsoleMessage } from '@playwright/test'
import { newClientId } from '../../server/test/client.ts'
import {
  composer,
  conversation,
  goToChannel,
  kept,
  makeChannel,
  message,
  openChannel,
  sidebarLine,
  timeline,
  unique,
  write,
} from '../fixtures/chat.ts'
import { expect, password, test } from '../fixtures/workspace.ts'

test('removed from a private channel: it goes at once, nothing said later is seen, nothing is kept', async ({
  workspace,
}) => {
  const ben = await workspace.person(unique('ben'))
  const secret = await makeChannel(workspace, [ben], { kind: 'private' })
  const fence = await makeChannel(workspace, [ben])
  await workspace.owner.send(secret.id, 'the old plan')
  await openChannel(ben.page, secret.name)
  await expect(message(ben.page, 'the old plan')).toBeVisible()
  await expect.poll(() => kept(ben.page)).toContain('the old plan')

  await workspace.owner.call('channels.remove', { channelId: secret.id, personId: ben.client.personId })
  await expect(sidebarLine(ben.page, secret.name)).toHaveCount(0)
  await expect(ben.page.getByText('the old plan')).toHaveCount(0)
  await expect(ben.page.getByText('You can’t see this conversation')).toBeVisible()
  await workspace.owner.send(secret.id, 'the new plan')
  await workspace.owner.send(fence.id, 'something for all')
  await expect(sidebarLine(ben.page, fence.name)).toHaveAccessibleName(/unread/)
  await openChannel(ben.page, fence.name)
  await expect(message(ben.page, 'something for all')).toBeVisible()
  await expect(ben.page.getByText(/the (old|new) plan/)).toHaveCount(0)

  await expect.poll(() => kept(ben.page)).not.toMatch(/the (old|new) plan/)
  await ben.page.goto(`/c/${secret.id}`)
  await expect(ben.page.getByText('You can’t see this conversation')).toBeVisible()
  await expect(sidebarLine(ben.page, secret.name)).toHaveCount(0)
  expect(await kept(ben.page)).not.toMatch(/the (old|new) plan/)
})

test('a deactivated person stands before the sign-in page within a second, with an empty cache', async ({
  workspace,
}) => {
  const ben = await workspace.person(unique('ben'))
  const room = await makeChannel(workspace, [ben], { kind: 'private' })
  await workspace.owner.send(room.id, 'between colleagues')
  await openChannel(ben.page, room.name)
  await expect(message(ben.page, 'between colleagues')).toBeVisible()
  await expect.poll(() => kept(ben.page)).toContain('between colleagues')

  await workspace.owner.call('people.deactivate', { personId: ben.client.personId })
  await expect(ben.page.getByRole('heading', { name: 'Sign in to' })).toBeVisible({ timeout: 1000 })
  await expect(ben.page.getByText('between colleagues')).toHaveCount(0)
  await expect.poll(() => kept(ben.page)).not.toContain('between colleagues')
  await ben.page.getByRole('textbox', { name: 'E-mail' }).fill(ben.email)
  await ben.page.getByLabel('Password', { exact: true }).fill(password)
  await ben.page.getByRole('button', { name: 'Sign in' }).click()
  await expect(
    ben.page
      .getByRole('main')
      .getByText(/password/i)
      .first(),
  ).toBeVisible()
  await expect(composer(ben.page)).toHaveCount(0)
})

test('a session ended on another device ends there and nowhere else', async ({ workspace }) => {
  const ben = await workspace.person(unique('ben'))
  await ben.client.call('sessions.signOut', {})
  const other = await workspace.open(ben.email)
  await expect(composer(other.page)).toBeVisible()
  await ben.page.goto('/settings/security')
  await ben.page.getByRole('button', { name: /^End the session on / }).click()
  await expect(other.page.getByText('Your session has ended. Sign in again.')).toBeVisible()
  await expect(ben.page.getByRole('button', { name: /^End the session on / })).toHaveCount(0)
  await ben.page.reload()
  await expect(ben.page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

const attacks = [
  '<script>window.wasHacked = 1</script>',
  '<img src=x onerror="window.wasHacked = 1">',
  '![p](x" onerror="window.wasHacked=1)',
  '![p](javascript:window.wasHacked=1)',
  '[press one](javascript:window.wasHacked=1)',
  '[press two](JaVa&#x73;cript:window.wasHacked=1)',
  '[press three](data:text/html,<script>opener.wasHacked=1</script>)',
  '[press four](vbscript:window.wasHacked=1)',
  '<javascript:window.wasHacked=1>',
  '[ref][a]\n\n[a]: javascript:window.wasHacked=1',
  '<svg onload="window.wasHacked = 1"><iframe srcdoc="<script>parent.wasHacked=1</script>">',
  '```"><img src=x onerror="window.wasHacked=1">\ncode\n```',
  '`<img src=x onerror=window.wasHacked=1>`',
  'https://example.org/"onmouseover="window.wasHacked=1',
  '<@00000000-0000-7000-8000-000000000000"onclick="window.wasHacked=1">',
  '\u202etxet desrever\u202c and on it goes',
]

test('HTML, script links and images that people write are only text in the other one’s browser', async ({
  workspace,
}) => {
  const [mallory, ben] = await Promise.all([
    workspace.person('<img src=x onerror="window.wasHacked=1">'),
    workspace.person(unique('ben')),
  ])
  const topic = '<script>window.wasHacked=1</script>'
  const room = await makeChannel(workspace, [mallory, ben], { topic })
  await mallory.client.call('people.updateProfile', { title: '<svg onload="window.wasHacked=1">' })
  await mallory.client.call('people.setStatus', {
    status: { emoji: '🏴', text: '<b onclick="window.wasHacked=1">x</b>', expiresAt: null },
  })
  for (const body of attacks) await mallory.client.send(room.id, body)
  let dialogs = 0
  ben.page.on('dialog', (dialog) => {
    dialogs++
    void dialog.dismiss()
  })

  await ben.page.setViewportSize({ width: 1280, height: 2000 })
  await openChannel(ben.page, room.name)
  await expect(message(ben.page, 'and on it goes')).toBeVisible()
  await expect(message(ben.page, '<script>window.wasHacked = 1</script>')).toBeVisible()
  for (const link of ['press one', 'press two', 'press three', 'press four']) {
    await ben.page.getByText(link).first().click()
  }
  await message(ben.page, 'and on it goes').hover()
  const places = await ben.page
    .locator('a[href], [src], iframe, object, embed')
    .evaluateAll((found) =>
      found.map((one) => `${one.tagName} ${one.getAttribute('href') ?? one.getAttribute('src') ?? ''}`),
    )
  expect(places.filter((place) => /IFRAME|OBJECT|EMBED|javascript|vbscript|data:text/i.test(place))).toEqual(
    [],
  )
  const handlers = await ben.page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((one) =>
        [...one.attributes].some(({ name }) => /^on/i.test(name)),
      ).length,
  )
  expect(handlers).toBe(0)
  // His name on a card, in the list of members, in the quick switcher.
  await message(ben.page, 'and on it goes')
    .getByRole('button', { name: 'onerror' })
    .or(message(ben.page, '<script>window.wasHacked = 1</script>').getByRole('button', { name: 'onerror' }))
    .first()
    .click()
  await expect(ben.page.getByRole('complementary').getByText('<svg onload=')).toBeVisible()
  await ben.page.keyboard.press('Control+k')
  await ben.page.getByRole('combobox', { name: 'Where to?' }).fill('onerror')
  await expect(ben.page.getByRole('option', { name: 'onerror' }).first()).toBeVisible()
  expect(await ben.page.evaluate(() => 'wasHacked' in window)).toBe(false)
  expect(dialogs).toBe(0)
  expect(ben.context.pages()).toHaveLength(1)
})

test('a name that would turn the writing around it is refused, and so is one that draws nothing', async ({
  workspace,
}) => {
  const ben = await workspace.person(unique('ben'))
  await ben.page.goto('/settings/profile')
  for (const name of ['\u202eneb', 'ben\u2066', '\u200b\u200b']) {
    await expect(ben.client.call('people.updateProfile', { name })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'name',
    })
  }
  await ben.page.getByRole('textbox', { name: 'Name', exact: true }).fill('\u202eneb')
  await ben.page.getByRole('main').getByRole('button', { name: 'Save', exact: true }).click()
  await expect(ben.page.getByText(/writing direction/)).toBeVisible()
})

test('a walk through all screens breaks no rule of the page’s own security policy, and throws nothing', async ({
  workspace,
}) => {
  const ada = await workspace.person(unique('ada'), 'admin')
  const bad: string[] = []
  const listen = (console: ConsoleMessage) => {
    if (/Content Security Policy|Refused to/i.test(console.text())) bad.push(console.text())
  }
  ada.page.on('console', listen)
  ada.page.on('pageerror', (error) => bad.push(String(error)))
  const room = await makeChannel(workspace, [ada])
  await goToChannel(ada.page, room.id)
  await write(composer(ada.page), '**bold** `code` 😀 https://example.org\n')
  await ada.client.send(room.id, '```ts\nconst one = 1\n```', { clientId: newClientId() })
  await expect(timeline(ada.page).getByText('const')).toBeVisible()
  await composer(ada.page).focus()
  await conversation(ada.page).getByRole('button', { name: 'Emoji' }).click()
  await expect(ada.page.getByRole('combobox', { name: 'Search emoji' })).toBeVisible()
  await ada.page.keyboard.press('Escape')
  await conversation(ada.page).getByRole('button', { name: 'Details' }).click()
  await expect(ada.page.getByRole('region', { name: 'Details' })).toBeVisible()
  const screens = ['/unreads', '/mentions', '/threads', '/nowhere']
  const tabs = ['profile', 'appearance', 'notifications', 'security'].map((tab) => `/settings/${tab}`)
  const admin = ['people', 'invitations', 'bots', 'workspace', 'audit'].map((tab) => `/admin/${tab}`)
  for (const path of [...screens, ...tabs, ...admin, '/setup', '/invite']) {
    await ada.page.goto(path)
    await expect(ada.page.getByRole('heading').first()).toBeVisible()
    await expect(ada.page.getByText('This part of the window stopped working')).toHaveCount(0)
  }
  expect(bad).toEqual([])
})
