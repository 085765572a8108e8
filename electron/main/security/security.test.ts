// What Electron's own checklist asks of an app (https://www.electronjs.org/docs/latest/tutorial/security), each asserted.
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { desktopCalls } from '../../../contract/desktop.ts'
import { arrive, ask, type Door, openNucleus, otherWindows, serverPage, startApp } from '../../test/app.ts'
import { desk } from '../../test/stand-in/desk.ts'
import { openPages, type WebContents } from '../../test/stand-in/pages.ts'
import { registerOwnScheme, serveOwnPages } from './own-pages.ts'
import { ownOrigin } from './pages.ts'

let door: Door
let app: ReturnType<typeof startApp>
let page: WebContents

beforeAll(async () => {
  door = await openNucleus()
  app = startApp()
  await ask(app.window.webContents, 'servers.connect', { address: door.origin })
  page = await serverPage(door.origin)
  arrive(page)
  app.window.blur()
  await ask(page, 'ring.show', {
    rings: [{ id: 'r', name: 'Bob', place: '', isQuiet: false, canUseCamera: true }],
  })
})
afterAll(() => door.close())

test('every page is isolated, in a sandbox, without Node', async () => {
  await expect.poll(() => otherWindows().length).toBe(1)
  expect(openPages).toHaveLength(3)
  for (const { preferences } of openPages) {
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    })
    expect(preferences.preload).toMatch(/preload\.cjs$/)
  }
})

test('nothing is fetched from elsewhere: dictionaries come from the server, too', () => {
  expect(page.session.dictionaries).toBe(`${door.origin}/desktop/dictionaries/`)
  expect(page.session.checksSpelling).toBe(true)
})

test('a server has storage of its own, and none of the app’s', () => {
  const own = app.window.webContents.preferences.partition
  expect(page.preferences.partition).toBe(`persist:${new URL(door.origin).host}`)
  expect(own).not.toMatch(/^persist:/)
})

describe('the bridge', () => {
  const show = { tag: 't', title: 'x', body: 'y', canReply: false, isCalling: false }

  test('answers the page that it was made for', async () => {
    await expect(ask(page, 'badge.set', { badge: 1 })).resolves.toBeUndefined()
  })

  test('refuses a frame in it, a page that is elsewhere by now, and one it never made', async () => {
    for (const frame of [
      { isTop: false },
      { url: 'https://evil.example/' },
      { url: `${door.origin}.evil.example/` },
      { url: 'about:blank' },
    ]) {
      await expect(ask(page, 'notice.show', show, frame)).rejects.toThrow('may not ask')
    }
    const stranger = { ...page, id: 9999, url: `${door.origin}/` } as unknown as WebContents
    await expect(ask(stranger, 'notice.show', show)).rejects.toThrow('may not ask')
  })

  test('refuses a server’s page what only the app’s own pages may ask, and the other way round', async () => {
    const refusals = Object.entries(desktopCalls).map(async ([name, { from }]) => {
      const asking = from === 'shell' ? page : app.window.webContents
      await expect(ask(asking, name as 'shell.read', {})).rejects.toThrow('may not ask')
    })
    expect(refusals.length).toBeGreaterThan(15)
    await Promise.all(refusals)
  })

  test('refuses what it does not know, and what is not in shape', async () => {
    for (const name of ['__proto__', 'constructor', 'shell.quit', '', 7]) {
      await expect(ask(page, name as 'shell.read', {})).rejects.toThrow('does not know')
    }
    for (const badge of [-1, 1.5, 1e9, 'x', null, {}]) {
      await expect(ask(page, 'badge.set', { badge } as never)).rejects.toThrow('badge.set')
    }
    await expect(ask(page, 'notice.show', { ...show, body: 'x'.repeat(1001) })).rejects.toThrow('notice.show')
    await expect(ask(page, 'badge.set', undefined as never)).rejects.toThrow()
  })
})

describe('a page', () => {
  const tried = (event: string, url: string, isMainFrame = true) => {
    const details = { url, isMainFrame, preventDefault: vi.fn() }
    page.emit(event, details)
    return details.preventDefault.mock.calls.length === 0
  }

  test('stays on its server, and other links open in the system’s browser', () => {
    expect(tried('will-frame-navigate', `${door.origin}/c/1`)).toBe(true)
    for (const event of ['will-frame-navigate', 'will-redirect']) {
      desk.external.length = 0
      expect(tried(event, 'https://elsewhere.example/page')).toBe(false)
      expect(desk.external).toEqual(['https://elsewhere.example/page'])
      expect(tried(event, 'file:///etc/passwd')).toBe(false)
      expect(tried(event, 'javascript:alert(1)')).toBe(false)
      expect(tried(event, 'https://elsewhere.example/frame', false)).toBe(false)
      expect(desk.external).toHaveLength(1)
    }
  })

  test('opens no window and embeds nothing', () => {
    desk.external.length = 0
    const open = (url: string) => page.openHandler?.({ url } as never)
    expect(open('https://elsewhere.example/')).toEqual({ action: 'deny' })
    expect(open(`${door.origin}/api`)).toEqual({ action: 'deny' })
    expect(open('file:///etc/passwd')).toEqual({ action: 'deny' })
    expect(desk.external).toEqual(['https://elsewhere.example/', `${door.origin}/api`])
    const attach = { preventDefault: vi.fn() }
    page.emit('will-attach-webview', attach)
    expect(attach.preventDefault).toHaveBeenCalled()
  })

  test('gets what is on the list, for its own server, and no device', async () => {
    const { check, request, device } = page.session
    const asked = async (permission: string, url = `${door.origin}/`, isMainFrame = true) => {
      const answer = vi.fn()
      request?.(page as never, permission as never, answer, { requestingUrl: url, isMainFrame } as never)
      const checked = check?.(page as never, permission as never, url, {
        requestingUrl: url,
        isMainFrame,
      } as never)
      await expect.poll(() => answer.mock.calls).toEqual([[checked]])
      return checked
    }
    for (const one of ['media', 'notifications', 'display-capture', 'fullscreen'])
      expect(await asked(one)).toBe(true)
    for (const one of ['geolocation', 'midi', 'clipboard-read', 'openExternal', 'hid', 'idle-detection'])
      expect(await asked(one)).toBe(false)
    expect(await asked('media', 'https://evil.example/')).toBe(false)
    expect(await asked('media', `${door.origin}/`, false)).toBe(false)
    expect(device?.({} as never)).toBe(false)
  })
})

describe('the app’s own pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-pages-'))
  const ask = (path: string) => desk.schemes.get('nucleus-app')?.(new Request(`${ownOrigin}${path}`))

  beforeAll(() => {
    mkdirSync(join(folder, 'pages/assets'), { recursive: true })
    writeFileSync(join(folder, 'pages/index.html'), '<p>own</p>')
    writeFileSync(join(folder, 'pages/assets/a.js'), 'own()')
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    registerOwnScheme()
    serveOwnPages(join(folder, 'pages'))
  })

  test('come with a policy that lets no other script in', async () => {
    const answer = await ask('/window')
    expect(await answer?.text()).toBe('<p>own</p>')
    const policy = answer?.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect((await ask('/assets/a.js'))?.headers.get('content-type')).toContain('text/javascript')
  })

  test('come from their folder and nowhere else', async () => {
    expect(existsSync(join(folder, 'secret.txt'))).toBe(true)
    for (const path of [
      '/assets/..%2f..%2fsecret.txt',
      '/assets/%2e%2e/%2e%2e/secret.txt',
      '/assets/none.js',
      '/assets/a%00.js',
    ]) {
      const answer = await ask(path)
      expect([path, await answer?.text()]).not.toEqual([path, 'secret'])
    }
    expect((await ask('/assets/..%2f..%2fsecret.txt'))?.status).toBe(404)
  })
})
