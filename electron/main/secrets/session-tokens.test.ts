import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Door, openNucleus, serverPage, serverPages, startApp } from '../../test/app.ts'
import { desk } from '../../test/stand-in/desk.ts'
import type { WebContents } from '../../test/stand-in/pages.ts'

const token = 'tok_1234567890abcdef'
let door: Door
beforeAll(async () => {
  door = await openNucleus()
})
afterAll(() => door.close())

const inDays = (days: number) => Date.now() / 1000 + days * 86_400
const cookieOf = () => (serverPages()[0] as WebContents).session.cookies.kept.get('nucleus_session')

/** The app with a server in it, whose answer to signing in sets the cookie. */
async function signedIn() {
  const app = startApp()
  await ask(app.window.webContents, 'servers.connect', { address: door.origin })
  const { cookies } = (await serverPage(door.origin)).session
  await cookies.set({ url: door.origin, name: 'nucleus_session', value: token, expirationDate: inDays(30) })
  return { ...app, cookies, file: join(app.folder, 'desktop.json') }
}

test('a token is kept sealed, leaves the jar’s disk, and is there after a restart before the page', async () => {
  const { folder, file } = await signedIn()
  await expect.poll(() => cookieOf()).toMatchObject({ value: token, httpOnly: true, sameSite: 'lax' })
  expect(cookieOf()?.expirationDate).toBeUndefined()
  expect(readFileSync(file, 'utf8')).not.toContain(token)
  startApp({ folder })
  await serverPage(door.origin)
  expect(cookieOf()).toMatchObject({ value: token })
})

test('signing out forgets it; a safe that can’t open it means to sign in again', async () => {
  const { cookies, file, folder } = await signedIn()
  const tokens = () => JSON.parse(readFileSync(file, 'utf8')).tokens as object
  expect(Object.keys(tokens())).toEqual([door.origin])
  await cookies.remove(door.origin, 'nucleus_session')
  expect(tokens()).toEqual({})
  const kept = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(
    file,
    JSON.stringify({ ...kept, tokens: { [door.origin]: Buffer.from('foreign').toString('base64') } }),
  )
  startApp({ folder })
  await serverPage(door.origin)
  expect(cookieOf()).toBeUndefined()
  expect(tokens()).toEqual({})
})

test('where the system has no safe, the jar keeps it', async () => {
  const app = startApp()
  desk.hasSafe = false
  await ask(app.window.webContents, 'servers.connect', { address: door.origin })
  const { cookies } = (await serverPage(door.origin)).session
  await cookies.set({ url: door.origin, name: 'nucleus_session', value: token, expirationDate: inDays(30) })
  expect(cookieOf()?.expirationDate).toBeGreaterThan(0)
  expect(readFileSync(join(app.folder, 'desktop.json'), 'utf8')).toContain('"tokens": {}')
})
