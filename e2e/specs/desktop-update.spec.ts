// A new version of the desktop app, from an administrator's hands to the restart: the company's own server hands it out, the
// real electron-updater of the built main fetches, checks and installs it, as an AppImage.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { releaseFilePath } from '../../contract/releases.ts'
import { unique } from '../fixtures/chat.ts'
import { Desktop } from '../fixtures/desktop.ts'
import { removeReleases } from '../fixtures/releases.ts'
import { expect, test, type Workspace } from '../fixtures/workspace.ts'

const feed = 'latest-linux.yml'

/** An AppImage whose program writes down that it was started. */
const programWriting = (mark: string) => `#!/bin/sh\necho "$APPIMAGE_SILENT_INSTALL" > '${mark}'\n`

async function bring({ owner, url }: Workspace, name: string, content: string): Promise<void> {
  const answer = await fetch(url + releaseFilePath(name), {
    method: 'PUT',
    headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/octet-stream' },
    body: content,
  })
  expect(await answer.json()).not.toHaveProperty('error')
}

/** Brings a release of this program and answers how to hand it out. */
async function bringRelease(workspace: Workspace, version: string, program: string) {
  const fileName = `Nucleus-${version}.AppImage`
  const sha512 = createHash('sha512').update(program).digest('base64')
  const size = Buffer.byteLength(program)
  const files = `files:\n  - url: ${fileName}\n    sha512: ${sha512}\n    size: ${size}\n`
  await bring(workspace, fileName, program)
  await bring(workspace, feed, `version: ${version}\n${files}path: ${fileName}\nsha512: ${sha512}\n`)
  const { releases } = await workspace.owner.call('releases.list', {})
  const release = releases.find((one) => one.version === version)
  if (!release) throw new Error('the release is not there')
  return (percentage: number) =>
    workspace.owner.call('releases.publish', { releaseId: release.id, percentage })
}

/** A computer with the app as an AppImage, and somebody signed in on it. */
async function openInstalled(workspace: Workspace) {
  const { url } = workspace
  const { context, page: browserPage } = await workspace.person(unique('Ada'))
  await browserPage.close()
  const browser = context.browser()
  if (!browser) throw new Error('a context has a browser')
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-update-'))
  const appImage = join(folder, 'Nucleus.AppImage')
  writeFileSync(appImage, 'the old version')
  mkdirSync(join(folder, 'resources'))
  writeFileSync(join(folder, 'resources/app-update.yml'), 'updaterCacheDirName: nucleus-updater\n')
  // A computer that comes last when a release goes out step by step.
  writeFileSync(join(folder, '.updaterId'), '01234567-89ab-5def-8123-ffffffffffff')
  const env = { APPIMAGE: appImage, XDG_CACHE_HOME: join(folder, 'cache') }
  const desktop = new Desktop({ browser, contexts: { [url]: context }, folder, env })
  const shell = await desktop.own('window')
  const mark = join(folder, 'started')
  const startsNew = () => expect.poll(() => existsSync(mark) && readFileSync(mark, 'utf8')).toBe('true\n')
  return { desktop, shell, appImage, startsNew, program: programWriting(mark) }
}

async function connect(shell: Page, url: string): Promise<void> {
  await shell.getByLabel('Address of the server').fill(url)
  await shell.keyboard.press('Enter')
}

test.afterEach(({ workspace }) => removeReleases(workspace))

test('a release reaches a computer when its share is large enough, and is put in place at the restart', async ({
  workspace,
}) => {
  const version = '98.0.0'
  const { desktop, shell, appImage, startsNew, program } = await openInstalled(workspace)
  const publish = await bringRelease(workspace, version, program)
  await connect(shell, workspace.url)
  const page = await desktop.page(workspace.url)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  const check = async (says: string) => {
    await desktop.do('pressMenu', 'Check for updates…')
    await expect.poll(() => desktop.do('done')).toContain(`dialog ${says}`)
  }

  await publish(10)
  await check('Nucleus is up to date.')
  await publish(100)
  await check(`Version ${version} is being fetched.`)
  const strip = page.getByRole('status').filter({ hasText: version })
  await expect(strip).toBeVisible()
  expect(readFileSync(appImage, 'utf8')).toBe('the old version')
  await strip.getByRole('button', { name: 'Restart' }).click()
  await startsNew()
  expect(readFileSync(appImage, 'utf8')).toBe(program)
  expect(await desktop.do('done')).toContain('app.quit')
  await desktop.close()
})

test('an app that is too old for the server fetches the new version by itself, and offers the restart', async ({
  workspace,
}) => {
  const version = '99.0.0'
  const { desktop, shell, startsNew, program } = await openInstalled(workspace)
  await (await bringRelease(workspace, version, program))(100)
  await connect(shell, workspace.url)
  await desktop.page(workspace.url)
  await expect.poll(() => desktop.do('seen')).toHaveLength(1)
  await workspace.owner.call('releases.setLeastApp', { version })
  try {
    await desktop.do('pressMenu', 'Reload')
    await expect(shell.getByRole('alert')).toContainText('This app is too old for the server')
    await shell.getByRole('button', { name: `Restart with Nucleus ${version}` }).click()
    await startsNew()
  } finally {
    await workspace.owner.call('releases.setLeastApp', { version: null })
    await desktop.close()
  }
})
