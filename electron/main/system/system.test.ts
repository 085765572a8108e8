import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { arrive, ask, type Door, openNucleus, peek, serverPage, startApp } from '../../test/app.ts'
import { desk } from '../../test/stand-in/desk.ts'
import type { BrowserWindow, WebContents } from '../../test/stand-in/pages.ts'
import { freePath } from './downloads.ts'

let door: Door
let window: BrowserWindow
let page: WebContents

beforeAll(async () => {
  door = await openNucleus()
})
afterAll(() => door.close())
beforeEach(async () => {
  window = startApp().window
  await ask(window.webContents, 'servers.connect', { address: door.origin })
  page = await serverPage(door.origin)
  arrive(page)
})

type Item = { label?: string; role?: string; accelerator?: string; click?: () => void; submenu?: Item[] }
const items = (menu: Electron.Menu | null | undefined) => (menu?.items ?? []) as unknown as Item[]
const inMenu = (label: string) =>
  items(desk.menu)
    .flatMap(({ submenu = [] }) => submenu)
    .find((item) => item.label === label)

describe('a download', () => {
  class Download extends EventEmitter {
    path = ''
    getFilename = () => 'plan.pdf'
    setSavePath = (path: string) => {
      this.path = path
    }
    getSavePath = () => this.path
    getTotalBytes = () => 1000
    received = 0
    getReceivedBytes = () => this.received
  }

  test('goes into its folder, with progress on the app’s icon, and a notice shows it there', () => {
    const item = new Download()
    page.session.emit('will-download', { preventDefault() {} }, item)
    expect(item.path).toBe(join(desk.userData, 'downloads', 'plan.pdf'))
    item.received = 400
    item.emit('updated')
    expect(window.progress).toBe(0.4)
    item.emit('done', {}, 'completed')
    expect(window.progress).toBe(-1)
    expect(desk.notices[0]).toMatchObject({ title: 'plan.pdf' })
    desk.notices[0]?.press()
    expect(desk.done).toContain(`shell.showItemInFolder ${item.path}`)
  })

  test('that breaks is told of, one that was cancelled is not', () => {
    const [broken, cancelled] = [new Download(), new Download()]
    for (const item of [broken, cancelled]) page.session.emit('will-download', { preventDefault() {} }, item)
    cancelled.emit('done', {}, 'cancelled')
    expect(desk.notices).toEqual([])
    broken.emit('done', {}, 'interrupted')
    expect(desk.notices[0]?.body).toBe('Could not be saved.')
  })

  test('is refused where IT switched downloads off', async () => {
    startApp({ managed: { serverAddress: door.origin, disabledFeatures: ['downloads'] } })
    const here = await serverPage(door.origin)
    let isHeld = false
    here.session.emit('will-download', { preventDefault: () => (isHeld = true) }, new Download())
    expect(isHeld).toBe(true)
  })

  test.each([
    ['plan.pdf', [], 'plan.pdf'],
    ['plan.pdf', ['plan.pdf'], 'plan (1).pdf'],
    ['plan.pdf', ['plan.pdf', 'plan (1).pdf'], 'plan (2).pdf'],
    ['../../etc/passwd', [], 'passwd'],
    ['..\\..\\start.bat', [], 'start.bat'],
    ['a:b\u0000c?.txt', [], 'a_b_c_.txt'],
    ['', [], 'file'],
  ])('of %j is saved under a free, plain name', (wanted, taken, expected) => {
    const isTaken = (path: string) => taken.includes(path.slice('/d/'.length))
    expect(freePath('/d', wanted, isTaken)).toBe(join('/d', expected))
  })
})

describe('the menu', () => {
  test('zooms, prints and reloads the page that is seen', () => {
    inMenu('Zoom in')?.click?.()
    inMenu('Zoom in')?.click?.()
    expect(page.zoom).toBe(1)
    inMenu('Actual size')?.click?.()
    expect(page.zoom).toBe(0)
    for (let time = 0; time < 30; time += 1) inMenu('Zoom out')?.click?.()
    expect(page.zoom).toBe(-3)
    inMenu('Print…')?.click?.()
    inMenu('Reload')?.click?.()
    expect(desk.done).toContain(`page.print ${page.url}`)
    expect(desk.done).toContain(`page.reload ${page.url}`)
  })

  test('adds a server, and leads to each of several by a key', async () => {
    expect(inMenu('Tern & Tide')).toBeUndefined()
    const other = await openNucleus({ ...peek, name: 'Second' })
    inMenu('Add a server…')?.click?.()
    expect(await ask(window.webContents, 'shell.read', {})).toMatchObject({ cover: { kind: 'connect' } })
    await ask(window.webContents, 'servers.connect', { address: other.origin })
    await expect.poll(() => inMenu('Second')?.accelerator).toBe('CommandOrControl+2')
    inMenu('Tern & Tide')?.click?.()
    expect(await ask(window.webContents, 'shell.read', {})).toMatchObject({ active: door.origin })
    await other.close()
  })

  test('has no updates where the app runs from its sources', () => {
    expect(inMenu('Reload')).toBeDefined()
    expect(inMenu('Check for updates…')).toBeUndefined()
  })

  test('has no way to print where IT switched it off, and none to add a server where the address is fixed', async () => {
    startApp({ managed: { serverAddress: door.origin, disabledFeatures: ['printing'] } })
    await expect.poll(() => inMenu('Reload')).toBeDefined()
    expect([inMenu('Print…'), inMenu('Add a server…')]).toEqual([undefined, undefined])
  })
})

describe('the right mouse button', () => {
  const press = (params: object) => {
    const usual = {
      isEditable: false,
      editFlags: {},
      selectionText: '',
      linkURL: '',
      misspelledWord: '',
      dictionarySuggestions: [],
      mediaType: 'none',
      x: 1,
      y: 2,
    }
    page.emit('context-menu', {}, { ...usual, ...params })
    return items(desk.popups.at(-1))
  }

  test('offers spellings of a wrong word, and the clipboard', () => {
    const menu = press({
      isEditable: true,
      misspelledWord: 'teh',
      dictionarySuggestions: ['the', 'tea'],
      editFlags: { canPaste: true },
    })
    expect(menu.map(({ label, role }) => label ?? role)).toEqual(
      expect.arrayContaining(['the', 'tea', 'Add to dictionary', 'cut', 'copy', 'paste']),
    )
    menu.find(({ label }) => label === 'the')?.click?.()
    expect(desk.done).toContain('page.replaceMisspelling the')
  })

  test('copies a link and a picture, and has no menu where there is nothing to do', () => {
    press({ linkURL: 'https://example.org/a' })[0]?.click?.()
    press({ mediaType: 'image' })[0]?.click?.()
    expect(desk.done).toEqual(
      expect.arrayContaining(['clipboard.writeText https://example.org/a', 'page.copyImageAt 1 2']),
    )
    const before = desk.popups.length
    press({})
    expect(desk.popups.length).toBe(before)
  })
})

describe('a page in the middle of something', () => {
  test.each([
    ['stays when one thinks again', 0, false],
    ['is left when one says so', 1, true],
  ])('%s', (_what, answer, isLeft) => {
    desk.answer = answer
    let isPrevented = false
    page.emit('will-prevent-unload', { preventDefault: () => (isPrevented = true) })
    expect(desk.done).toContain('dialog Something is still going on in this window.')
    expect(isPrevented).toBe(isLeft)
  })
})
