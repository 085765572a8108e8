import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dictionariesPath } from '../../../contract/releases.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'
import { statusOf } from '../../test/releases.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app?.stop())

const fetchDictionary = (name: string) => fetch(app.url + dictionariesPath + name)

test('a dictionary that IT has put there is given to anybody, in whatever case it is asked for', async () => {
  expect((await fetchDictionary('en-US-10-1.bdic')).status).toBe(404)
  const { dataFolder } = app.context.config
  const folder = join(dataFolder, 'dictionaries')
  mkdirSync(folder)
  writeFileSync(join(folder, 'en-US-10-1.bdic'), 'words')
  for (const name of ['en-US-10-1.bdic', 'en-us-10-1.bdic']) {
    const answer = await fetchDictionary(name)
    expect([answer.status, await answer.text()]).toEqual([200, 'words'])
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  }
  expect((await fetchDictionary('de-DE-3-0.bdic')).status).toBe(404)

  writeFileSync(join(folder, 'notes.txt'), 'not for everybody')
  writeFileSync(join(dataFolder, 'en.bdic'), 'not in the folder')
  for (const name of ['notes.txt', '..%2fen.bdic', '%2fen.bdic', 'en.bdic%00', '.bdic', 'en-US-10-1.bdic%2f'])
    expect(await statusOf(app.url, dictionariesPath + name, { method: 'GET' }), name).toBe(404)
})
