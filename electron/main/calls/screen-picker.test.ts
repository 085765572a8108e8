import { afterEach, describe, expect, test, vi } from 'vitest'
import { arrive, ask, type Door, openNucleus, otherWindows, serverPage, startApp } from '../../test/app.ts'
import { desk } from '../../test/stand-in/desk.ts'
import type { WebContents } from '../../test/stand-in/pages.ts'

const image = (of: string) => ({ toDataURL: () => `data:image/png;base64,${of}`, isEmpty: () => false })
const sources = [
  { id: 'screen:1:0', name: 'Entire screen', thumbnail: image('screen'), appIcon: null },
  { id: 'window:7:0', name: 'Plan.ods', thumbnail: image('plan'), appIcon: image('icon') },
] as unknown as Electron.DesktopCapturerSource[]

let door: Door
afterEach(() => door.close())

async function aPage() {
  door = await openNucleus()
  const { window } = startApp()
  await ask(window.webContents, 'servers.connect', { address: door.origin })
  const page = await serverPage(door.origin)
  arrive(page)
  desk.sources = sources
  return page
}

/** As a page's getDisplayMedia() asks. */
function share(page: WebContents, how: object = {}) {
  const answer = vi.fn()
  const request = {
    frame: { parent: null },
    securityOrigin: `${door.origin}/`,
    videoRequested: true,
    audioRequested: true,
    ...how,
  }
  page.session.display?.(request as never, answer)
  return answer
}

const picker = () => otherWindows()[0]?.webContents as WebContents
const shown = () => expect.poll(() => otherWindows().length).toBe(1)

describe('sharing a screen', () => {
  test('shows all there is in a window of the app’s own, and hands over what was chosen', async () => {
    const page = await aPage()
    const answer = share(page)
    await shown()
    expect(await ask(picker(), 'pick.read', {})).toEqual({
      canShareSound: false,
      sources: [
        {
          id: 'screen:1:0',
          name: 'Entire screen',
          kind: 'screen',
          thumbnail: 'data:image/png;base64,screen',
          icon: null,
        },
        {
          id: 'window:7:0',
          name: 'Plan.ods',
          kind: 'window',
          thumbnail: 'data:image/png;base64,plan',
          icon: 'data:image/png;base64,icon',
        },
      ],
    })
    await ask(picker(), 'pick.choose', { id: 'window:7:0', withSound: true })
    await expect.poll(() => answer.mock.calls).toEqual([[{ video: sources[1] }]])
    expect(otherWindows()).toEqual([])
  })

  test('given up, closed or asked anew, it hands over nothing', async () => {
    const page = await aPage()
    const first = share(page)
    await shown()
    const second = share(page)
    await expect.poll(() => first.mock.calls).toEqual([[{}]])
    await shown()
    otherWindows()[0]?.close()
    await expect.poll(() => second.mock.calls).toEqual([[{}]])
    const third = share(page)
    await shown()
    await ask(picker(), 'pick.choose', { id: null, withSound: false })
    await expect.poll(() => third.mock.calls).toEqual([[{}]])
    const fourth = share(page)
    await shown()
    await ask(picker(), 'pick.choose', { id: 'screen:99:0', withSound: false })
    await expect.poll(() => fourth.mock.calls).toEqual([[{}]])
  })

  test('a frame in the page and a stranger are not even asked for', async () => {
    const page = await aPage()
    for (const how of [
      { frame: { parent: {} } },
      { frame: null },
      { securityOrigin: 'https://evil.example/' },
      { videoRequested: false },
    ])
      expect(share(page, how)).toHaveBeenCalledExactlyOnceWith({})
    expect(otherWindows()).toEqual([])
  })
})
