import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  arrive,
  ask,
  type Door,
  news,
  openDoor,
  openNucleus,
  otherWindows,
  peek,
  serverPage,
  serverPages,
  startApp,
  viewOf,
} from '../test/app.ts'
import { desk } from '../test/stand-in/desk.ts'

const doors: Door[] = []
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close()
})
async function aServer(answer: object = peek): Promise<Door> {
  const door = await openNucleus(answer)
  doors.push(door)
  return door
}

/** The app with these servers, their pages there. */
async function appWith(...origins: string[]) {
  const app = startApp()
  for (const origin of origins) {
    await ask(app.window.webContents, 'servers.connect', { address: origin })
    arrive(await serverPage(origin))
  }
  return app
}

const pageOf = (origin: string) => {
  const page = serverPages().find(({ url }) => url.startsWith(origin))
  if (!page) throw new Error(`no page of ${origin}`)
  return page
}

describe('the first start', () => {
  test('asks for an address, finds the server there, shows its page and remembers it', async () => {
    const { origin } = await aServer()
    const { window, folder, view } = startApp()
    expect(await view()).toMatchObject({ servers: [], cover: { kind: 'connect' } })
    await ask(window.webContents, 'servers.connect', { address: ` ${origin}/some/path ` })
    expect(await view()).toMatchObject({
      servers: [{ origin, name: 'Tern & Tide', badge: 0 }],
      active: origin,
      cover: { kind: 'connecting' },
    })
    arrive(await serverPage(origin))
    expect(await view()).toMatchObject({ cover: null })

    const again = startApp({ folder })
    expect(await again.view()).toMatchObject({ servers: [{ name: 'Tern & Tide' }], active: origin })
    await expect.poll(() => desk.done).toContain(`page.load ${origin}/`)
  })

  test.each<[string, object | number, string]>([
    ['something else', { product: 'other' }, 'notNucleus'],
    ['an older server', { ...peek, version: '0.0.9' }, 'serverTooOld'],
    ['a server that wants a newer app', { ...peek, leastApp: '9.0.0' }, 'appTooOld'],
    ['a server that is starting', 503, 'starting'],
  ])('says in a word what is there: %s', async (_what, answer, problem) => {
    const door =
      typeof answer === 'number'
        ? await openDoor((_request, response) => response.writeHead(answer).end())
        : await openNucleus(answer)
    doors.push(door)
    const { window, view } = startApp()
    await ask(window.webContents, 'servers.connect', { address: door.origin })
    expect(await view()).toMatchObject({
      servers: [],
      cover: { kind: 'problem', problem, address: door.origin },
    })
  })

  test('says what is wrong with what was typed, and that nobody answers', async () => {
    const closed = await aServer()
    await closed.close()
    const { window, view } = startApp()
    const type = (address: string) => ask(window.webContents, 'servers.connect', { address })
    for (const [address, problem] of [
      ['', 'empty'],
      ['ftp://chat.example.org', 'malformed'],
      ['http://chat.example.org', 'unencrypted'],
      [closed.origin, 'refused'],
    ] as const) {
      await type(address)
      expect(await view()).toMatchObject({ cover: { kind: 'problem', problem } })
    }
    expect(await view()).toMatchObject({ cover: { detail: 'ERR_CONNECTION_REFUSED' } })
  })

  test('the answer to an address that was given up comes too late', async () => {
    const waiting: (() => void)[] = []
    const slow = await openDoor((_request, response) => {
      waiting.push(() => response.end(JSON.stringify(peek)))
    })
    doors.push(slow)
    const { window, view } = startApp()
    const asked = ask(window.webContents, 'servers.connect', { address: slow.origin })
    await expect.poll(() => waiting.length).toBe(1)
    await ask(window.webContents, 'servers.cancelAdding', {})
    waiting[0]?.()
    await asked
    expect(await view()).toMatchObject({ servers: [], cover: { kind: 'connect', address: slow.origin } })
  })

  test('a server that was named at the start opens by itself', async () => {
    const { origin } = await aServer()
    const { view } = startApp({ args: [`--server=${origin}`] })
    await serverPage(origin)
    expect(await view()).toMatchObject({ servers: [{ origin }], active: origin })
  })

  test('IT has fixed the address: it opens at once, and no other one is offered', async () => {
    const { origin } = await aServer()
    const { window, view } = startApp({ managed: { serverAddress: origin } })
    expect(await view()).toMatchObject({ isAddressFixed: true, active: origin })
    await ask(window.webContents, 'servers.add', {})
    await ask(window.webContents, 'servers.connect', { address: 'https://elsewhere.example' })
    expect(await view()).toMatchObject({ servers: [{ origin }], active: origin })
  })

  test('a file of settings that is broken is put aside', async () => {
    const { origin } = await aServer()
    const { window, folder } = startApp()
    await ask(window.webContents, 'servers.connect', { address: origin })
    const file = join(folder, 'desktop.json')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20))
    const again = startApp({ folder })
    expect(await again.view()).toMatchObject({ servers: [], cover: { kind: 'connect' } })
    expect(readFileSync(`${file}.broken`, 'utf8')).toHaveLength(20)
  })
})

describe('several servers', () => {
  test('stand side by side, each with its mark; the icon and the tray show the sum', async () => {
    const [one, other] = [await aServer(), await aServer({ ...peek, name: 'Second' })]
    const { window, view } = await appWith(one.origin, other.origin)
    await ask(pageOf(one.origin), 'badge.set', { badge: 3 })
    await ask(pageOf(other.origin), 'badge.set', { badge: 'dot' })
    await viewOf(window, ({ servers }) => servers[1]?.badge === 'dot')
    expect((await view()).servers.map(({ badge }) => badge)).toEqual([3, 'dot'])
    await expect.poll(() => desk.badge).toBe(3)
    expect(desk.trays[0]?.image).toContain('tray-mention')
    await ask(pageOf(one.origin), 'badge.set', { badge: 0 })
    await expect.poll(() => desk.trays[0]?.image).toContain('tray-unread')
    expect(desk.badge).toBe(0)
  })

  test('one is removed with all that is kept of it', async () => {
    const [one, other] = [await aServer(), await aServer()]
    const { window, view } = await appWith(one.origin, other.origin)
    const page = pageOf(other.origin)
    desk.answer = 0
    await ask(window.webContents, 'servers.showMenu', { origin: other.origin })
    const item = desk.popups[0]?.items.at(-1) as unknown as { click: () => void }
    item.click()
    await viewOf(window, ({ servers }) => servers.length === 1)
    expect(await view()).toMatchObject({ active: one.origin })
    expect(page.isDestroyed()).toBe(true)
    await expect.poll(() => desk.done.some((line) => line.startsWith('session.clearData'))).toBe(true)
  })

  test('a page that can’t be loaded says why, and is tried again', async () => {
    const door = await aServer()
    const { window, view } = await appWith(door.origin)
    const page = pageOf(door.origin)
    await door.close()
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    page.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', page.url, true)
    const problem = await viewOf(window, ({ cover }) => cover?.kind === 'problem')
    expect(problem.cover).toMatchObject({ problem: 'refused', origin: door.origin })
    await ask(window.webContents, 'servers.retry', { origin: door.origin })
    expect(await view()).toMatchObject({ cover: { kind: 'connecting' } })
  })

  test('a page that crashes is loaded again by itself, but not for ever; one that hangs leaves the choice', async () => {
    const { origin } = await aServer()
    const { window, view } = await appWith(origin)
    const page = pageOf(origin)
    const crash = () => page.emit('render-process-gone', {}, { reason: 'crashed' })
    for (let time = 0; time < 3; time += 1) crash()
    expect(desk.done.filter((line) => line.startsWith('page.reload'))).toHaveLength(3)
    expect(await view()).toMatchObject({ cover: null })
    crash()
    expect(await view()).toMatchObject({ cover: { kind: 'crashed', origin } })
    await ask(window.webContents, 'servers.retry', { origin })
    arrive(page)
    page.emit('unresponsive')
    expect(await view()).toMatchObject({ cover: { kind: 'hung', origin } })
    await ask(window.webContents, 'servers.wait', { origin })
    expect(await view()).toMatchObject({ cover: null })
    page.emit('unresponsive')
    page.emit('responsive')
    expect(await view()).toMatchObject({ cover: null })
  })
})

describe('a link', () => {
  const id = '01890b7c-8a3f-7c3e-9d51-3a5d8f0c2b11'
  const link = (origin: string, path: string) => `nucleus://${new URL(origin).host}${path}`

  test('of a server that is known leads into its page', async () => {
    const { origin } = await aServer()
    const { desktop } = await appWith(origin)
    const told = news(pageOf(origin), 'place.open')
    desktop.open({ origin, path: `/c/${id}` })
    expect(await told).toEqual({ path: `/c/${id}` })
    expect(desk.done).toContain('window.show')
  })

  test('that starts the app leads there, once the server was added', async () => {
    const { origin } = await aServer()
    const { window, view } = startApp({ args: ['--flag', link(origin, `/c/${id}`)] })
    expect(await view()).toMatchObject({ cover: { kind: 'connect', address: origin } })
    await ask(window.webContents, 'servers.connect', { address: origin })
    await expect.poll(() => desk.done).toContain(`page.load ${origin}/c/${id}`)
  })

  test('to an unknown server only offers it', async () => {
    const { origin } = await aServer()
    const { desktop, view } = await appWith(origin)
    desktop.open({ origin: 'https://evil.example', path: '/' })
    expect(await view()).toMatchObject({
      active: origin,
      cover: { kind: 'connect', address: 'https://evil.example' },
      canGoBack: true,
    })
    expect(serverPages()).toHaveLength(1)
  })
})

describe('a notice', () => {
  test('is the system’s; pressed it brings the server’s page to the front and leads there', async () => {
    const [one, other] = [await aServer(), await aServer()]
    const { window, view } = await appWith(one.origin, other.origin)
    const page = pageOf(one.origin)
    window.blur()
    await ask(page, 'notice.show', {
      tag: 'c1',
      title: 'Bob',
      body: 'Hello',
      canReply: true,
      isCalling: true,
    })
    expect(desk.notices[0]).toMatchObject({ title: 'Bob', body: 'Hello' })
    await expect.poll(() => desk.done).toContain('window.flashFrame true')
    const told = news(page, 'notice.pressed')
    desk.notices[0]?.press()
    expect(await told).toEqual({ tag: 'c1' })
    expect(await view()).toMatchObject({ active: one.origin })
    expect(desk.done).toContain('window.focus')
    const replied = news(page, 'notice.replied')
    desk.notices[0]?.reply('On my way')
    expect(await replied).toEqual({ tag: 'c1', text: 'On my way' })
  })

  test('does not come where IT switched notices off', async () => {
    const { origin } = await aServer()
    startApp({ managed: { serverAddress: origin, disabledFeatures: ['notifications'] } })
    const page = await serverPage(origin)
    arrive(page)
    await ask(page, 'notice.show', {
      tag: 'c1',
      title: 'Bob',
      body: 'Hello',
      canReply: false,
      isCalling: true,
    })
    expect(desk.notices).toEqual([])
    const permit = page.session.check as (...asked: unknown[]) => boolean
    const details = { requestingUrl: `${origin}/`, isMainFrame: true }
    expect(permit(page, 'notifications', origin, details)).toBe(false)
    expect(permit(page, 'media', origin, details)).toBe(true)
  })
})

describe('a call', () => {
  const ring = { id: 'r1', name: 'Bob', place: 'to you', isQuiet: false, canUseCamera: true }

  test('that rings has a window over everything, and its answer goes to the page', async () => {
    const { origin } = await aServer()
    const { window } = await appWith(origin)
    const page = pageOf(origin)
    window.blur()
    await ask(page, 'ring.show', { rings: [ring] })
    await expect.poll(() => otherWindows().length).toBe(1)
    const [ringing] = otherWindows()
    expect(ringing?.webContents.url).toMatch(/\/ring$/)
    expect(desk.done).toContain('window.setAlwaysOnTop true screen-saver')
    expect(await ask(ringing?.webContents as never, 'rings.read', {})).toEqual([ring])
    const told = news(page, 'ring.answered')
    await ask(ringing?.webContents as never, 'rings.answer', { id: 'r1', withCamera: true })
    expect(await told).toEqual({ id: 'r1', withCamera: true })
    expect(otherWindows()).toEqual([])
    expect(desk.done).toContain('window.focus')
  })

  test('has none while the person looks at its page, nor when it is quiet', async () => {
    const { origin } = await aServer()
    const { window } = await appWith(origin)
    const page = pageOf(origin)
    window.focus()
    await ask(page, 'ring.show', { rings: [ring] })
    // What was asked before has been done when a ring after it has its window.
    await ask(page, 'ring.show', { rings: [] })
    window.blur()
    await ask(page, 'ring.show', { rings: [{ ...ring, id: 'r2', isQuiet: true }] })
    await ask(page, 'ring.show', { rings: [{ ...ring, id: 'r3' }] })
    await expect.poll(() => otherWindows().length).toBe(1)
    expect(await ask(otherWindows()[0]?.webContents as never, 'rings.read', {})).toMatchObject([{ id: 'r3' }])
    expect(desk.done.filter((line) => line.endsWith('/ring'))).toHaveLength(1)
  })

  test('keeps the computer awake and the page at full pace, and one key of the system mutes', async () => {
    const { origin } = await aServer()
    await appWith(origin)
    const page = pageOf(origin)
    await ask(page, 'call.changed', { isInCall: true, isMuted: false })
    expect(desk.blockers.size).toBe(1)
    expect(page.isThrottled).toBe(false)
    const told = news(page, 'call.toggleMute')
    const [press] = desk.shortcuts.values()
    press?.()
    await told
    await ask(page, 'call.changed', { isInCall: false, isMuted: false })
    expect([desk.blockers.size, desk.shortcuts.size, page.isThrottled]).toEqual([0, 0, true])
    await ask(page, 'call.changed', { isInCall: true, isMuted: false })
    page.emit('render-process-gone', {}, { reason: 'crashed' })
    expect([desk.blockers.size, desk.shortcuts.size]).toEqual([0, 0])
  })
})

test('when the computer wakes every page is told', async () => {
  const [one, other] = [await aServer(), await aServer()]
  await appWith(one.origin, other.origin)
  const told = [one, other].map(({ origin }) => news(pageOf(origin), 'power.woke'))
  desk.events.emit('power:resume')
  await Promise.all(told)
})

test('closing the window hides it as long as there is a tray; quitting ends it', async () => {
  const { window } = startApp()
  window.close()
  expect(window.isDestroyed()).toBe(false)
  expect(desk.done).toContain('window.hide')
  desk.events.emit('app:before-quit')
  window.close()
  expect(window.isDestroyed()).toBe(true)
})
